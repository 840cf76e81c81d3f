package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Batches and where they are; their questions are rows of {@code llm.call} like any other. */
@Component
final class BatchStore {
  private static final String COLUMNS =
      """
      SELECT b.*, c.* FROM llm.batch b CROSS JOIN LATERAL (
        SELECT count(*) AS questions,
          count(*) FILTER (WHERE state = 'IN_FLIGHT') AS open,
          count(*) FILTER (WHERE state = 'ANSWERED') AS answered,
          count(*) FILTER (WHERE state = 'REFUSED') AS refused,
          count(*) FILTER (WHERE state = 'FAILED') AS failed,
          coalesce(sum(cost_nano), 0) AS cost_nano
        FROM llm.call WHERE tenant = b.tenant AND trace = b.id) c
      WHERE b.tenant = (SELECT state.claimed_tenant())
      """;

  private final Database database;
  private final SystemTextStore systemTexts;

  BatchStore(Database database) {
    this.database = database;
    this.systemTexts = new SystemTextStore(database);
  }

  /** A batch to be stored, with what may be needed for its questions. */
  record Part(UUID id, int part, String provider, String model, List<CallStore.Need> needs) {}

  /** A question without an end so far, with the bounds on what it can have used. */
  record Open(int nth, CallStore.Bill bill, int mostPrompt, int maxTokens, long reservedNano) {}

  /**
   * Reserves and writes down all parts, or nothing.
   *
   * @return a single word for all of them; it is yes if they were there already
   */
  CallStore.Takings store(Caller caller, String key, List<Part> parts, CallStore.Limits settings) {
    List<CallStore.Need> needs = parts.stream().flatMap(p -> p.needs().stream()).toList();
    systemTexts.keep(caller, needs.stream().map(CallStore.Need::billable).toList());
    return database.inTransactionAs(
        caller,
        sql -> {
          for (Part part : parts) {
            if (!insert(sql, caller, key, part)) {
              return new CallStore.Takings(List.of(new CallStore.Taken.Yes()), List.of());
            }
          }
          CallStore.Takings takings = CallStore.takeAll(sql, needs, settings);
          for (Part part : parts) {
            if (takings.taken().getFirst() instanceof CallStore.Taken.Yes) {
              number(sql, part);
            } else {
              remove(sql, part.id());
            }
          }
          return takings;
        });
  }

  List<Batch> of(Caller caller, String key) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(COLUMNS + "AND b.key = :key ORDER BY b.part")
                .param("key", key)
                .query((row, n) -> read(row))
                .list());
  }

  Batch of(Caller caller, UUID id) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(COLUMNS + "AND b.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .single());
  }

  /** Those that still need something, oldest first. */
  List<Batch> unfinished(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(COLUMNS + "AND b.state NOT IN ('DELETED', 'UNSENT') ORDER BY b.at, b.part")
                .query((row, n) -> read(row))
                .list());
  }

  /** Tenants that have any of those. */
  List<TenantId> tenants() {
    return database.inTransactionAsSystem(
        "llm",
        sql ->
            sql.sql(
                    """
                    SELECT DISTINCT tenant FROM llm.batch
                    WHERE state NOT IN ('DELETED', 'UNSENT') ORDER BY tenant
                    """)
                .query((row, n) -> new TenantId(row.getString("tenant")))
                .list());
  }

  Set<String> providerIds(Caller caller, String provider) {
    return database.inTransactionAs(
        caller,
        sql ->
            new HashSet<>(
                sql.sql(
                        """
                        SELECT provider_id FROM llm.batch
                        WHERE provider = :provider AND provider_id IS NOT NULL
                        """)
                    .param("provider", provider)
                    .query(String.class)
                    .list()));
  }

  List<Open> open(Caller caller, UUID batch) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT batch_nth, id, request, at, most_prompt, max_tokens, reserved_nano
                    FROM llm.call
                    WHERE tenant = (SELECT state.claimed_tenant()) AND trace = :batch AND state = 'IN_FLIGHT'
                    ORDER BY batch_nth
                    """)
                .param("batch", batch)
                .query((row, n) ->
                    new Open(
                        row.getInt("batch_nth"),
                        new CallStore.Bill(
                            row.getObject("id", UUID.class),
                            row.getBytes("request"),
                            row.getTimestamp("at").toInstant(),
                            true),
                        row.getInt("most_prompt"),
                        row.getInt("max_tokens"),
                        row.getLong("reserved_nano")))
                .list());
  }

  String schema(Caller caller, UUID batch) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    "SELECT schema FROM llm.batch WHERE tenant = (SELECT state.claimed_tenant()) AND id = :id")
                .param("id", batch)
                .query(String.class)
                .single());
  }

  /**
   * Moves a batch on, if it still is where it is thought to be.
   *
   * @param providerId null to leave it as it is
   */
  boolean move(
      Caller caller, Batch batch, Batch.State to, @Nullable String providerId, Instant at) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                        """
                        UPDATE llm.batch SET state = :to,
                          provider_id = coalesce(:provider, provider_id),
                          sent_at = CASE WHEN :to = 'SENDING' THEN :at ELSE sent_at END
                        WHERE tenant = (SELECT state.claimed_tenant()) AND id = :id AND state = :from
                        """)
                    .param("to", to.name())
                    .param("provider", providerId)
                    .param("at", Timestamp.from(at))
                    .param("id", batch.id())
                    .param("from", batch.state().name())
                    .update()
                == 1);
  }

  void cancelAsked(Caller caller, Batch batch) {
    change(caller, batch, "cancel_asked = true", Map.of());
  }

  /** Counts one more look at results that were not whole. */
  void lookedInVain(Caller caller, Batch batch) {
    change(caller, batch, "looks = looks + 1", Map.of());
  }

  void note(Caller caller, Batch batch, String detail) {
    change(caller, batch, "detail = :detail", Map.of("detail", Redaction.of(detail)));
  }

  private void change(Caller caller, Batch batch, String change, Map<String, String> values) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    "UPDATE llm.batch SET "
                        + change
                        + " WHERE tenant = (SELECT state.claimed_tenant()) AND id = :id")
                .param("id", batch.id())
                .params(values)
                .update());
  }

  private static boolean insert(JdbcClient sql, Caller caller, String key, Part part) {
    BillableCall first = part.needs().getFirst().billable();
    return sql.sql(
                """
                INSERT INTO llm.batch (id, tenant, key, part, provider, model, schema, state, at)
                VALUES (:id, :tenant, :key, :part, :provider, :model, :schema, 'STORED', :at)
                ON CONFLICT (tenant, key, part) DO NOTHING
                """)
            .param("id", part.id())
            .param("tenant", caller.tenant().value())
            .param("key", key)
            .param("part", part.part())
            .param("provider", part.provider())
            .param("model", part.model())
            .param("schema", first.question().schema().json())
            .param("at", Timestamp.from(first.at()))
            .update()
        == 1;
  }

  private static void remove(JdbcClient sql, UUID batch) {
    sql.sql("DELETE FROM llm.batch WHERE tenant = (SELECT state.claimed_tenant()) AND id = :id")
        .param("id", batch)
        .update();
  }

  /** Each question's place in its batch, and the bound on its prompt. */
  private static void number(JdbcClient sql, Part part) {
    ArrayNode rows = JsonMapper.shared().createArrayNode();
    for (int nth = 0; nth < part.needs().size(); nth++) {
      BillableCall billable = part.needs().get(nth).billable();
      rows.addObject()
          .put("id", billable.call().toString())
          .put("batch_nth", nth)
          .put("most_prompt", Estimate.mostPrompt(billable.question()));
    }
    sql.sql(
            """
            UPDATE llm.call c SET batch_nth = e.batch_nth, most_prompt = e.most_prompt
            FROM json_populate_recordset(NULL::llm.call, CAST(:rows AS json)) e
            WHERE c.tenant = (SELECT state.claimed_tenant()) AND c.id = e.id
            """)
        .param("rows", rows.toString())
        .update();
  }

  private static Batch read(ResultSet row) throws SQLException {
    Timestamp sent = row.getTimestamp("sent_at");
    return new Batch(
        row.getObject("id", UUID.class),
        row.getString("key"),
        row.getInt("part"),
        row.getString("provider"),
        row.getString("model"),
        Batch.State.valueOf(row.getString("state")),
        row.getString("provider_id"),
        row.getTimestamp("at").toInstant(),
        sent == null ? null : sent.toInstant(),
        row.getBoolean("cancel_asked"),
        row.getInt("looks"),
        row.getInt("questions"),
        row.getInt("open"),
        row.getInt("answered"),
        row.getInt("refused"),
        row.getInt("failed"),
        row.getLong("cost_nano"),
        row.getString("detail"));
  }
}
