package com.orgscope.quality;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Evaluations, append-only. */
@Component
class EvaluationStore {
  private final Database database;

  EvaluationStore(Database database) {
    this.database = database;
  }

  void add(Caller caller, String run, Instant at, EvaluationReport report) {
    List<Double> interval = report.accuracyInterval();
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO quality.evaluation (tenant, run, at, by_whom, people, categorized,
                      accuracy, accuracy_low, accuracy_high, coverage, hybrid_found, ece)
                    VALUES (:tenant, :run, :at, :by, :people, :categorized,
                      :accuracy, :low, :high, :coverage, :hybrid, :ece)
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
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
                .update());
  }

  Optional<Evaluated> latest(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT run, at, people, categorized, accuracy, accuracy_low, accuracy_high
                    FROM quality.evaluation WHERE tenant = (SELECT state.claimed_tenant())
                    ORDER BY number DESC LIMIT 1
                    """)
                .query((row, n) -> evaluated(row))
                .optional());
  }

  private static Evaluated evaluated(ResultSet row) throws SQLException {
    Double accuracy = row.getObject("accuracy", Double.class);
    return new Evaluated(
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
