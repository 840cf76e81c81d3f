package com.orgscope.quality;

import com.orgscope.kernel.Caller;
import com.orgscope.quality.GroundTruth.Source;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Evaluations, append-only. */
@Component
class EvaluationStore {
  private final Database database;

  EvaluationStore(Database database) {
    this.database = database;
  }

  void add(Caller caller, Instant at, EvaluationReport report) {
    List<Double> interval = report.accuracyInterval();
    database.runAs(
        caller,
        sql -> {
          long number =
              sql.sql(
                      """
                      INSERT INTO quality.evaluation (tenant, run, at, by_whom, people, categorized,
                        accuracy, accuracy_low, accuracy_high, coverage, hybrid_found, ece,
                        source, industry, models, prompts)
                      VALUES (:tenant, :run, :at, :by, :people, :categorized,
                        :accuracy, :low, :high, :coverage, :hybrid, :ece,
                        :source, :industry, :models, :prompts)
                      RETURNING number
                      """)
                  .param("tenant", caller.tenant().value())
                  .param("run", report.of().run())
                  .param("at", Timestamp.from(at))
                  .param("by", caller.principal())
                  .param("people", report.people())
                  .param("categorized", report.categorized())
                  .param("accuracy", report.accuracy())
                  .param("low", interval == null ? null : interval.getFirst())
                  .param("high", interval == null ? null : interval.getLast())
                  .param("coverage", report.coverage())
                  .param("hybrid", report.hybridFound())
                  .param("ece", report.ece())
                  .param("source", report.of().truth())
                  .param("industry", report.of().industry())
                  .param("models", String.join("\n", report.of().models()))
                  .param("prompts", String.join("\n", report.of().prompts()))
                  .query(Long.class)
                  .single();
          report.byCategory().forEach(one -> add(sql, caller, number, one));
        });
  }

  private static void add(
      JdbcClient sql, Caller caller, long number, EvaluationReport.ByCategory one) {
    sql.sql(
            """
            INSERT INTO quality.evaluated_category (tenant, number, category, people, said, correct)
            VALUES (:tenant, :number, :category, :people, :said, :correct)
            """)
        .param("tenant", caller.tenant().value())
        .param("number", number)
        .param("category", one.category())
        .param("people", one.people())
        .param("said", one.said())
        .param("correct", one.right())
        .update();
  }

  /** By labels; by titles only where there was none. */
  Optional<Evaluated> latest(Caller caller) {
    return found(caller, "ORDER BY source = 'labels' DESC, number DESC LIMIT 1").stream()
        .findFirst();
  }

  /** The newest first. */
  List<Evaluated> all(Caller caller) {
    return found(caller, "ORDER BY number DESC");
  }

  private List<Evaluated> found(Caller caller, String which) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT source, run, at, people, categorized, accuracy, accuracy_low, accuracy_high
                    FROM quality.evaluation WHERE tenant = (SELECT state.claimed_tenant())
                    """
                        + which)
                .query((row, n) -> evaluated(row))
                .list());
  }

  private static Evaluated evaluated(ResultSet row) throws SQLException {
    Double accuracy = row.getObject("accuracy", Double.class);
    return new Evaluated(
        Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
        row.getString("run"),
        row.getTimestamp("at").toInstant(),
        row.getInt("people"),
        row.getInt("categorized"),
        accuracy == null
            ? null
            : new Evaluated.Accuracy(
                accuracy, row.getDouble("accuracy_low"), row.getDouble("accuracy_high")));
  }
}
