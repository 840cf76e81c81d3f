package com.orgscope.work;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.ProcessSignature;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Requests, each signed by the process that left it. */
@Component
final class RequestStore {
  /** What a request's signature is over; no caller's claims begin so. */
  private static final String DOMAIN = "work.request";

  private static final String SEPARATOR = "\u001f";

  /** The same in the database, of what its row says now. */
  static final String SAID =
      """
      concat_ws(E'\\x1f', 'work.request', r.id, r.tenant, r.role, r.principal,
        coalesce(r.person::text, ''), r.kind, (extract(epoch FROM r.asked_at) * 1000)::bigint,
        r.arguments)
      """;

  private static final String SHOWN = "SELECT id, kind, state, asked_at, outcome FROM work.request";
  private static final int LONGEST_OUTCOME = 500;

  private final Database database;

  RequestStore(Database database) {
    this.database = database;
  }

  /** Which request. */
  record RequestId(TenantId tenant, UUID id) {}

  /**
   * A request as a worker finds it.
   *
   * @param signed whether a process of Orgscope said all of it, word by word
   * @param fresh whether it was asked lately, by the database's clock
   */
  record Found(
      Said said,
      String kind,
      String arguments,
      WorkRequest.State state,
      boolean signed,
      boolean fresh) {

    /** Of what is not signed, this is nobody, and may be no caller at all. */
    Caller asker() {
      UUID person = said.person();
      return new Caller(
          said.tenant(),
          Role.valueOf(said.role()),
          said.principal(),
          person == null ? null : new PersonKey(person));
    }
  }

  /** Who asks, as a row has it. */
  record Said(TenantId tenant, String role, String principal, @Nullable UUID person) {}

  WorkRequest add(Caller caller, String kind, String arguments) {
    return database.inTransactionAs(
        caller,
        sql -> {
          UUID id = UUID.randomUUID();
          // By the key that this transaction was just believed by.
          ProcessSignature signature = database.sign(at -> said(caller, id, kind, arguments, at));
          PersonKey person = caller.person();
          sql.sql(
                  """
                  INSERT INTO work.request
                    (tenant, id, kind, arguments, role, principal, person, asked_at, key, mac)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                  """)
              .params(caller.tenant().value(), id, kind, arguments)
              .params(caller.role().name(), caller.principal())
              .param(person == null ? null : person.value())
              .param(signature.at().atOffset(ZoneOffset.UTC))
              .params(signature.key(), signature.mac())
              .update();
          return new WorkRequest(id, kind, WorkRequest.State.ASKED, signature.at(), null);
        });
  }

  private static String said(Caller caller, UUID id, String kind, String arguments, Instant at) {
    return String.join(
        SEPARATOR,
        DOMAIN,
        id.toString(),
        caller.tenant().value(),
        caller.role().name(),
        caller.principal(),
        caller.person() == null ? "" : caller.person().toString(),
        kind,
        Long.toString(at.toEpochMilli()),
        arguments);
  }

  List<WorkRequest> newest(Caller caller, String kind, int limit) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(SHOWN + " WHERE kind = ? ORDER BY asked_at DESC, id LIMIT ?")
                .params(kind, limit)
                .query((row, number) -> shown(row))
                .list());
  }

  Optional<WorkRequest> find(Caller caller, UUID id) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(SHOWN + " WHERE id = ?")
                .param(id)
                .query((row, number) -> shown(row))
                .optional());
  }

  private static WorkRequest shown(ResultSet row) throws SQLException {
    return new WorkRequest(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        WorkRequest.State.valueOf(row.getString("state")),
        instant(row),
        row.getString("outcome"));
  }

  private static Instant instant(ResultSet row) throws SQLException {
    return row.getObject("asked_at", OffsetDateTime.class).toInstant();
  }

  /** Of every tenant, those that nobody has taken, the oldest first. */
  List<RequestId> untaken(int limit) {
    return database.inTransactionAsSystem(
        "work",
        sql ->
            sql.sql(
                    """
                    SELECT tenant, id FROM work.request WHERE state = 'ASKED'
                    ORDER BY asked_at, id LIMIT ?
                    """)
                .param(limit)
                .query((row, number) ->
                    new RequestId(
                        new TenantId(row.getString("tenant")), row.getObject("id", UUID.class)))
                .list());
  }

  /** Empty if it went, with whoever asked. */
  Optional<Found> read(RequestId request, Duration goodFor) {
    return own(
        request.tenant(),
        sql ->
            sql.sql(
                    """
                    SELECT r.kind, r.arguments, r.role, r.principal, r.person, r.state,
                      state.signed(r.key, r.mac, %s) AS signed,
                      r.asked_at BETWEEN now() - ? * interval '1 second'
                        AND now() + interval '1 minute' AS fresh
                    FROM work.request r WHERE r.id = ?
                    """
                        .formatted(SAID))
                .params(goodFor.toSeconds(), request.id())
                .query((row, number) -> found(request.tenant(), row))
                .optional());
  }

  private static Found found(TenantId tenant, ResultSet row) throws SQLException {
    return new Found(
        new Said(
            tenant,
            row.getString("role"),
            row.getString("principal"),
            row.getObject("person", UUID.class)),
        row.getString("kind"),
        row.getString("arguments"),
        WorkRequest.State.valueOf(row.getString("state")),
        row.getBoolean("signed"),
        row.getBoolean("fresh"));
  }

  /** What ended stays as it ended. */
  void become(RequestId request, WorkRequest.State state, @Nullable String outcome) {
    var unused =
        own(
            request.tenant(),
            sql ->
                sql.sql(
                        """
                        UPDATE work.request SET state = ?, outcome = ?
                        WHERE id = ? AND state IN ('ASKED', 'TAKEN')
                        """)
                    .param(state.name())
                    .param(shortened(outcome))
                    .param(request.id())
                    .update());
  }

  private static @Nullable String shortened(@Nullable String outcome) {
    return outcome == null
        ? null
        : outcome.substring(0, Math.min(outcome.length(), LONGEST_OUTCOME));
  }

  /** Takes what somebody asked, and what was asked about them. */
  int forget(TenantId tenant, List<UUID> people) {
    String[] keys = people.stream().map(UUID::toString).toArray(String[]::new);
    return own(
        tenant,
        sql ->
            sql.sql(
                    """
                    DELETE FROM work.request
                    WHERE person::text = ANY (?::text[]) OR arguments = ANY (?::text[])
                    """)
                .param(keys)
                .param(keys)
                .update());
  }

  long removeEnded(TenantId tenant, Instant before) {
    return own(
        tenant,
        sql ->
            sql.sql("DELETE FROM work.request WHERE asked_at < ? AND state IN ('DONE', 'REFUSED')")
                .param(before.atOffset(ZoneOffset.UTC))
                .update());
  }

  private <T> T own(TenantId tenant, Function<JdbcClient, T> work) {
    return database.inTransactionAs(Caller.system(tenant, "work"), work);
  }
}
