package com.orgscope.category;

import com.orgscope.category.Consultation.Outcome;
import com.orgscope.category.Consultation.Refusal;
import com.orgscope.category.Consultation.Sums;
import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Consultations, the refusals on their way, and sets of corrections. */
@Component
class ConsultationStore {
  private static final String SELECT =
      """
      SELECT c.*, r.refused, r.models, r.faults FROM category.consultation c
      LEFT JOIN LATERAL (
        SELECT array_agg(trace ORDER BY attempt) AS refused,
               array_agg(model ORDER BY attempt) AS models,
               array_agg(array_to_string(faults, chr(10)) ORDER BY attempt) AS faults
        FROM category.refusal r
        WHERE r.tenant = c.tenant AND r.run = c.run AND r.signature = c.signature) r ON true
      """;

  private final Database database;
  private final InstantSource clock;

  ConsultationStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  Consultation keep(Caller caller, String run, Consultation said) {
    return database.inTransactionAs(
        caller,
        jdbc -> {
          int added =
              jdbc.sql(
                      """
                      INSERT INTO category.consultation (tenant, run, signature, people, outcome, answer,
                          because, model, prompt, trace, traces, calls, remembered, cost_nano, at)
                      VALUES (:tenant, :run, :signature, :people, :outcome, :answer::jsonb,
                          :because, :model, :prompt, :trace, :traces, :calls, :remembered, :cost,
                          :at)
                      ON CONFLICT DO NOTHING
                      """)
                  .param("tenant", caller.tenant().value())
                  .param("run", run)
                  .param("signature", said.signature())
                  .param("people", said.people())
                  .param("outcome", said.outcome().name())
                  .param("answer", said.answer())
                  .param("because", said.because())
                  .param("model", said.model())
                  .param("prompt", said.prompt())
                  .param("trace", said.trace())
                  .param("traces", said.spent().traces().toArray(UUID[]::new))
                  .param("calls", said.spent().calls())
                  .param("remembered", said.spent().remembered())
                  .param("cost", said.spent().costNano())
                  .param("at", Timestamp.from(clock.instant()))
                  .update();
          if (added == 0) {
            return one(jdbc, caller, run, said.signature()).orElse(said);
          }
          keepRefusals(jdbc, caller, run, said);
          return said;
        });
  }

  private void keepRefusals(JdbcClient jdbc, Caller caller, String run, Consultation said) {
    for (int i = 0; i < said.refusals().size(); i++) {
      Refusal refusal = said.refusals().get(i);
      jdbc.sql(
              """
              INSERT INTO category.refusal (tenant, run, signature, attempt, trace, model, faults, at)
              VALUES (:tenant, :run, :signature, :attempt, :trace, :model, :faults::text[], :at)
              """)
          .param("tenant", caller.tenant().value())
          .param("run", run)
          .param("signature", said.signature())
          .param("attempt", i + 1)
          .param("trace", refusal.trace())
          .param("model", refusal.model())
          .param("faults", refusal.faults().toArray(String[]::new))
          .param("at", Timestamp.from(clock.instant()))
          .update();
    }
  }

  Map<String, Consultation> ofRun(Caller caller, String run) {
    return database.inTransactionAs(
        caller,
        jdbc -> {
          Map<String, Consultation> all = new HashMap<>();
          jdbc.sql(SELECT + "WHERE c.tenant = :tenant AND c.run = :run")
              .param("tenant", caller.tenant().value())
              .param("run", run)
              .query(ConsultationStore::consultation)
              .list()
              .forEach(c -> all.put(c.signature(), c));
          return all;
        });
  }

  Optional<Consultation> of(Caller caller, String run, String signature) {
    return database.inTransactionAs(caller, jdbc -> one(jdbc, caller, run, signature));
  }

  Optional<Consultation> before(Caller caller, String run, String signature) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    SELECT
                        + """
                        WHERE c.tenant = :tenant AND c.signature = :signature AND c.run <> :run
                          AND c.run !~ 'c[0-9]+$' AND c.outcome = 'ACCEPTED'
                        ORDER BY c.number DESC LIMIT 1
                        """)
                .param("tenant", caller.tenant().value())
                .param("signature", signature)
                .param("run", run)
                .query(ConsultationStore::consultation)
                .optional());
  }

  Sums sums(Caller caller, String run) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT count(c.signature) AS questions,
                      count(*) FILTER (WHERE outcome = 'ACCEPTED') AS accepted,
                      count(*) FILTER (WHERE outcome = 'REFUSED') AS refused,
                      count(*) FILTER (WHERE outcome IN ('UNANSWERED', 'YESTERDAY')) AS unanswered,
                      (SELECT count(*) FROM category.refusal r
                        WHERE r.tenant = :tenant
                          AND (r.run = :run OR r.run LIKE :run || 'c%')) AS refusals,
                      coalesce(sum(calls), 0) AS calls,
                      coalesce(sum(remembered), 0) AS remembered,
                      coalesce(sum(cost_nano), 0) AS cost_nano
                    FROM category.consultation c WHERE c.tenant = :tenant
                      AND (c.run = :run OR c.run LIKE :run || 'c%')
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query((row, n) ->
                    new Sums(
                        row.getInt("questions"),
                        row.getInt("accepted"),
                        row.getInt("refused"),
                        row.getInt("unanswered"),
                        row.getInt("refusals"),
                        row.getInt("calls"),
                        row.getInt("remembered"),
                        row.getLong("cost_nano")))
                .single());
  }

  int corrections(Caller caller, String run, List<String> lines) {
    if (lines.isEmpty()) {
      return 0;
    }
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    WITH last AS (
                      SELECT version, lines FROM category.correction_set
                      WHERE tenant = :tenant ORDER BY version DESC LIMIT 1),
                    added AS (
                      INSERT INTO category.correction_set (tenant, version, run, lines, at)
                      SELECT :tenant, coalesce((SELECT version FROM last), 0) + 1, :run,
                             :lines::text[], :at
                      WHERE NOT EXISTS (SELECT FROM last WHERE lines = :lines::text[])
                      ON CONFLICT DO NOTHING RETURNING version)
                    SELECT coalesce((SELECT version FROM added), (SELECT version FROM last), 1)
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .param("lines", lines.toArray(String[]::new))
                .param("at", Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single());
  }

  private static Optional<Consultation> one(
      JdbcClient jdbc, Caller caller, String run, String signature) {
    return jdbc.sql(
            SELECT + "WHERE c.tenant = :tenant AND c.run = :run AND c.signature = :signature")
        .param("tenant", caller.tenant().value())
        .param("run", run)
        .param("signature", signature)
        .query(ConsultationStore::consultation)
        .optional();
  }

  private static Consultation consultation(ResultSet row, int number) throws SQLException {
    return new Consultation(
        row.getString("signature"),
        row.getInt("people"),
        Outcome.valueOf(row.getString("outcome")),
        row.getString("answer"),
        row.getString("because"),
        row.getString("model"),
        row.getString("prompt"),
        row.getObject("trace", UUID.class),
        refusals(row),
        new ModelUsage(
            List.of((UUID[]) row.getArray("traces").getArray()),
            row.getInt("calls"),
            row.getInt("remembered"),
            row.getLong("cost_nano")));
  }

  private static List<Refusal> refusals(ResultSet row) throws SQLException {
    Array traces = row.getArray("refused");
    if (traces == null) {
      return List.of();
    }
    UUID[] ids = (UUID[]) traces.getArray();
    String[] models = (String[]) row.getArray("models").getArray();
    String[] faults = (String[]) row.getArray("faults").getArray();
    return IntStream.range(0, ids.length)
        .mapToObj(i -> new Refusal(ids[i], models[i], Arrays.asList(faults[i].split("\n"))))
        .toList();
  }
}
