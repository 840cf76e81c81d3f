package com.orgscope.recommendation;

import com.orgscope.category.Judgment.Origin;
import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What was suggested for a category and a setup; the newest line holds. */
@Component
class SuggestionStore {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final InstantSource clock;

  SuggestionStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What was suggested, and who said so. */
  record Stored(List<Suggestion> suggestions, Origin origin) {
    Stored {
      suggestions = List.copyOf(suggestions);
    }
  }

  Optional<Stored> newest(Caller caller, String category, String setup) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT said, model, prompt, fallback_because FROM recommendation.suggestion
                    WHERE tenant = :tenant AND category = :category AND setup = :setup
                    ORDER BY number DESC LIMIT 1
                    """)
                .param("tenant", caller.tenant().value())
                .param("category", category)
                .param("setup", setup)
                .query((row, n) ->
                    new Stored(
                        List.of(JSON.readValue(row.getString("said"), Suggestion[].class)),
                        new Origin(
                            row.getString("model"),
                            row.getString("prompt"),
                            row.getString("fallback_because"))))
                .optional());
  }

  /**
   * @param refused the faults of answers that were not believed, one text for each answer
   */
  void add(Caller caller, String category, Setup setup, Stored stored, List<String> refused) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO recommendation.suggestion (tenant, category, setup, bands, said, model,
                        prompt, fallback_because, refused, at)
                    VALUES (:tenant, :category, :setup, :bands, :said::jsonb, :model, :prompt,
                        :because, :refused, :at)
                    """)
                .param("tenant", caller.tenant().value())
                .param("category", category)
                .param("setup", setup.hash())
                .param("bands", setup.text())
                .param("said", JSON.writeValueAsString(stored.suggestions()))
                .param("model", stored.origin().model())
                .param("prompt", stored.origin().prompt())
                .param("because", stored.origin().fallbackBecause())
                .param("refused", refused.toArray(String[]::new))
                .param("at", Timestamp.from(clock.instant()))
                .update());
  }

  /** Writes down what asking took; a run in which nobody could be asked has nothing to say. */
  void asked(Caller caller, Suggester.Request request, Suggester.Outcome outcome) {
    String because =
        switch (outcome) {
          case Suggester.Said said -> said.origin().fallbackBecause();
          case Suggester.Nothing nothing -> nothing.because();
        };
    if (outcome.spent().traces().isEmpty() && because == null) {
      return;
    }
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO recommendation.suggestion_question (tenant, run, category, setup, because,
                        traces, calls, remembered, cost_nano, at)
                    VALUES (:tenant, :run, :category, :setup, :because, :traces, :calls,
                        :remembered, :cost, :at)
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", request.run())
                .param("category", request.category())
                .param("setup", request.setup().hash())
                .param("because", because)
                .param("traces", outcome.spent().traces().toArray(UUID[]::new))
                .param("calls", outcome.spent().calls())
                .param("remembered", outcome.spent().remembered())
                .param("cost", outcome.spent().costNano())
                .param("at", Timestamp.from(clock.instant()))
                .update());
  }

  Suggester.Sums sums(Caller caller, String run) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT count(*) AS questions, coalesce(sum(calls), 0) AS calls,
                      coalesce(sum(remembered), 0) AS remembered,
                      coalesce(sum(cost_nano), 0) AS cost_nano
                    FROM recommendation.suggestion_question
                    WHERE tenant = :tenant AND run = :run
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query((row, n) ->
                    new Suggester.Sums(
                        row.getInt("questions"),
                        row.getInt("calls"),
                        row.getInt("remembered"),
                        row.getLong("cost_nano")))
                .single());
  }

  /** Categories with a word of this prompt, whatever their setup was then. */
  Set<String> categories(Caller caller, String prompt) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            new HashSet<>(
                jdbc.sql(
                        """
                        SELECT DISTINCT category FROM recommendation.suggestion
                        WHERE tenant = :tenant AND prompt = :prompt
                        """)
                    .param("tenant", caller.tenant().value())
                    .param("prompt", prompt)
                    .query(String.class)
                    .list()));
  }
}
