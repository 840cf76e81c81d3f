package com.orgscope.usage;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.state.Database;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswer.Said;
import com.orgscope.usage.ApplicationAnswer.Sureness;
import com.orgscope.usage.ApplicationAnswers.Answered;
import com.orgscope.usage.ApplicationAnswers.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was said of applications, what IT decided of them, and what may be asked. */
@Component
final class ApplicationAnswerStore {
  private final Database database;

  ApplicationAnswerStore(Database database) {
    this.database = database;
  }

  /** From the oldest to the newest. */
  List<Answered> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT label, industry, said_by, model, prompt, functions, sure, kinds, why, said_on
                    FROM usage.application_answer WHERE tenant = (SELECT state.claimed_tenant())
                    ORDER BY kept_at, folded, industry, model, prompt
                    """)
                .query((row, n) -> answered(row))
                .list());
  }

  void keep(Caller caller, Collection<Answered> answers, Instant at) {
    database.runAs(
        caller,
        jdbc -> {
          for (Answered each : answers) {
            ApplicationAnswer answer = each.answer();
            jdbc.sql(
                    """
                    INSERT INTO usage.application_answer (tenant, folded, industry, said_by, model,
                      prompt, label, functions, sure, kinds, why, said_on, kept_at)
                    VALUES ((SELECT state.claimed_tenant()), :folded, :industry, :by, :model, :prompt, :label,
                      :functions, :sure, :kinds, :why, :on, :at)
                    ON CONFLICT (tenant, folded, industry, said_by, model, prompt) DO UPDATE
                    SET label = excluded.label, functions = excluded.functions,
                      sure = excluded.sure, kinds = excluded.kinds, why = excluded.why,
                      said_on = excluded.said_on, kept_at = excluded.kept_at
                    """)
                .param("folded", Label.folded(each.label()))
                .param("industry", each.industry())
                .param("by", answer.said().by().wireName())
                .param("model", Objects.requireNonNullElse(answer.said().model(), ""))
                .param("prompt", Objects.requireNonNullElse(answer.said().prompt(), ""))
                .param("label", each.label())
                .param("functions", String.join(";", answer.functions()))
                .param("sure", answer.sure().wireName())
                .param("kinds", answer.kindsText())
                .param("why", answer.why())
                .param("on", answer.said().on())
                .param("at", Timestamp.from(at))
                .update();
          }
        });
  }

  /**
   * The folded labels that a model was asked about for an industry, except where IT released one
   * after that: it is asked again.
   *
   * @param prompt that asked; empty for any. Whoever imports answers asked with one of their own,
   *     which counts as any
   */
  Set<String> asked(Caller caller, String industry, String prompt) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT a.folded FROM usage.application_answer a
                    LEFT JOIN usage.application_decision d ON d.tenant = a.tenant
                      AND d.folded = a.folded AND d.decision = 'released' AND d.decided_at > a.kept_at
                    WHERE a.tenant = (SELECT state.claimed_tenant()) AND a.said_by = 'model'
                      AND a.industry IN (:industry, :any)
                      AND (:prompt IN ('', a.prompt) OR a.prompt = '') AND d.folded IS NULL
                    """)
                .param("industry", industry)
                .param("any", ApplicationAnswers.ANY_INDUSTRY)
                .param("prompt", prompt)
                .query(String.class)
                .set());
  }

  private static Answered answered(ResultSet row) throws SQLException {
    String functions = row.getString("functions");
    return new Answered(
        row.getString("label"),
        row.getString("industry"),
        new ApplicationAnswer(
            functions.isEmpty() ? List.of() : List.of(functions.split(";")),
            Sureness.valueOf(upper(row.getString("sure"))),
            ApplicationAnswer.kinds(row.getString("kinds")),
            row.getString("why"),
            new Said(
                By.valueOf(upper(row.getString("said_by"))),
                orNull(row.getString("model")),
                orNull(row.getString("prompt")),
                row.getObject("said_on", LocalDate.class))));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** By the folded label. */
  Map<String, Decision> decisions(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc -> {
          Map<String, Decision> decisions = new HashMap<>();
          jdbc.sql(
                  "SELECT folded, decision FROM usage.application_decision"
                      + " WHERE tenant = (SELECT state.claimed_tenant())")
              .query(row -> {
                decisions.put(
                    row.getString("folded"), Decision.valueOf(upper(row.getString("decision"))));
              });
          return decisions;
        });
  }

  void decide(Caller caller, String label, Decision decision, Instant at) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO usage.application_decision
                      (tenant, folded, label, decision, decided_at)
                    VALUES ((SELECT state.claimed_tenant()), :folded, :label, :decision, :at)
                    ON CONFLICT (tenant, folded) DO UPDATE
                    SET label = excluded.label, decision = excluded.decision,
                      decided_at = excluded.decided_at
                    """)
                .param("folded", Label.folded(label))
                .param("label", label)
                .param("decision", decision.wireName())
                .param("at", Timestamp.from(at))
                .update());
  }

  AskingPolicy policy(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    "SELECT policy FROM usage.asking_policy WHERE tenant = (SELECT state.claimed_tenant())")
                .query(String.class)
                .optional()
                .map(policy -> AskingPolicy.valueOf(upper(policy)))
                .orElse(AskingPolicy.PLAIN));
  }

  void policy(Caller caller, AskingPolicy policy) {
    int kept =
        database.inTransactionAs(
            caller,
            jdbc ->
                jdbc.sql(
                        """
                        INSERT INTO usage.asking_policy (tenant, policy)
                        VALUES ((SELECT state.claimed_tenant()), :policy)
                        ON CONFLICT (tenant) DO UPDATE SET policy = excluded.policy
                        """)
                    .param("policy", policy.wireName())
                    .update());
    if (kept != 1) {
      throw Failure.bug("a policy was not kept", null);
    }
  }
}
