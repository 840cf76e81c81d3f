package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads calls back. */
@Component
final class TraceStore {
  private static final String CALLS =
      """
      SELECT id, trace, tenant, at, agent, purpose, prompt_version, subject, provider, model,
        temperature, max_tokens, state, fault, detail, input_tokens, cache_read_tokens,
        cache_written_tokens, output_tokens, cost_nano, saved_nano, latency_micros, prompt, answer,
        %s AS system
      FROM llm.call c WHERE tenant = (SELECT state.claimed_tenant())
      """;

  private static final String WHOLE =
      CALLS.formatted(
          """
          (SELECT text FROM llm.system_text t
            WHERE t.tenant = c.tenant AND t.hash = c.system_hash)\
          """);

  private static final String WITHOUT_SYSTEM_TEXT = CALLS.formatted("NULL");

  private final Database database;

  TraceStore(Database database) {
    this.database = database;
  }

  List<Trace> of(Caller caller, UUID trace) {
    return read(
        caller, WITHOUT_SYSTEM_TEXT + "AND trace = :trace ORDER BY at, id", Map.of("trace", trace));
  }

  List<Trace> whole(Caller caller, Collection<UUID> traces) {
    return read(
        caller,
        WHOLE + "AND trace = ANY (:traces) ORDER BY at, id",
        Map.of("traces", traces.toArray(UUID[]::new)));
  }

  List<Traces.Kind> kinds(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "llm"),
        sql ->
            sql.sql(
                    """
                    SELECT agent, purpose, prompt_version, model,
                      count(*) FILTER (WHERE state <> 'CACHED'
                        AND NOT collects) AS asked,
                      count(*) FILTER (WHERE state = 'CACHED' OR collects) AS remembered,
                      min(at) AS first, max(at) AS last
                    FROM llm.call WHERE tenant = (SELECT state.claimed_tenant())
                    GROUP BY agent, purpose, prompt_version, model
                    ORDER BY last DESC, agent, purpose, prompt_version, model LIMIT 1000
                    """)
                .query((row, n) ->
                    new Traces.Kind(
                        row.getString("agent"),
                        row.getString("purpose"),
                        row.getString("prompt_version"),
                        row.getString("model"),
                        row.getLong("asked"),
                        row.getLong("remembered"),
                        row.getTimestamp("first").toInstant(),
                        row.getTimestamp("last").toInstant()))
                .list());
  }

  private List<Trace> read(Caller caller, String question, Map<String, Object> values) {
    return database.inTransactionAs(
        caller, sql -> sql.sql(question).params(values).query((row, n) -> read(row)).list());
  }

  private static Trace read(ResultSet row) throws SQLException {
    return new Trace(
        row.getObject("id", UUID.class),
        row.getObject("trace", UUID.class),
        row.getTimestamp("at").toInstant(),
        new Trace.Purpose(
            row.getString("tenant"),
            row.getString("agent"),
            row.getString("purpose"),
            row.getString("prompt_version"),
            row.getString("subject")),
        new Trace.Target(
            row.getString("provider"),
            row.getString("model"),
            row.getObject("temperature", Double.class),
            row.getInt("max_tokens")),
        new Trace.Outcome(
            row.getString("state"),
            row.getString("fault"),
            row.getString("detail"),
            CallStore.tokens(row),
            row.getLong("cost_nano"),
            row.getLong("saved_nano"),
            Duration.ofNanos(row.getLong("latency_micros") * 1_000)),
        new Trace.Texts(row.getString("system"), row.getString("prompt"), row.getString("answer")));
  }
}
