package com.orgscope.signin;

import static com.orgscope.signin.SignInRows.instant;
import static com.orgscope.signin.SignInRows.system;
import static com.orgscope.signin.SignInRows.utc;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sessions, each by the hash of what its browser holds. */
@Component
final class SessionStore {
  private final Database database;

  SessionStore(Database database) {
    this.database = database;
  }

  /**
   * A session as it rests.
   *
   * @param endedWhy null while nobody ended it; time ends it as well
   * @param token of the identity provider, sealed
   * @param asked when the identity provider was asked for the groups; null if it cannot be asked
   */
  record Row(
      Way way,
      Caller caller,
      List<String> groups,
      Instant openedAt,
      Instant usedAt,
      @Nullable String endedWhy,
      byte @Nullable [] token,
      @Nullable Asked asked) {}

  /**
   * When the identity provider was asked for somebody's groups.
   *
   * @param confirmedAt when it told them
   * @param at when it was asked last; null if it was not since the sign-in
   * @param underWay whether it has not answered yet, as far as is known
   */
  record Asked(Instant confirmedAt, @Nullable Instant at, boolean underWay) {}

  /**
   * What the identity provider calls a session, hashed; its tokens, sealed.
   *
   * @param refresh null if it gave none
   */
  record Provider(
      byte[] account, byte @Nullable [] session, byte[] token, byte @Nullable [] refresh) {}

  Optional<Row> find(TenantId tenant, byte[] session) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql(
                    """
                    SELECT way, role, principal, person, groups, opened_at, used_at, ended_why,
                      provider_token, refresh_token IS NOT NULL AS may_ask, confirmed_at, asked_at, asking
                    FROM signin.session WHERE session = ?
                    """)
                .param(session)
                .query((row, number) -> row(tenant, row))
                .optional());
  }

  void used(TenantId tenant, byte[] session, Instant now) {
    database.runAs(
        system(tenant),
        sql ->
            sql.sql("UPDATE signin.session SET used_at = ? WHERE session = ? AND used_at < ?")
                .params(utc(now), session, utc(now))
                .update());
  }

  /**
   * Keeps a new session, ends those beyond the bounds, the least lately used first, and forgets
   * what ended long ago. Sessions of one company are opened one after the other.
   */
  void open(byte[] session, Row row, @Nullable Provider provider, Keeping keeping) {
    Caller caller = row.caller();
    database.runAs(
        system(caller.tenant()),
        sql -> {
          sql.sql(
                  "SELECT pg_advisory_xact_lock(hashtextextended('signin:' || (SELECT state.claimed_tenant()), 0))")
              .query((found, number) -> number)
              .list();
          sql.sql("DELETE FROM signin.session WHERE coalesce(ended_at, opened_at) < ?")
              .param(utc(keeping.forgetBefore()))
              .update();
          endBeyond(sql, "principal = ?", List.of(caller.principal()), keeping, keeping.each() - 1);
          endBeyond(sql, "true", List.of(), keeping, keeping.all() - 1);
          insert(sql, session, row, provider);
        });
  }

  /**
   * How many sessions there may be.
   *
   * @param idleSince whoever was not seen since then is not signed in any more
   * @param openedSince as {@code idleSince}, by the sign-in
   */
  record Keeping(
      int each,
      int all,
      Instant idleSince,
      Instant openedSince,
      Instant now,
      Instant forgetBefore) {}

  private static void endBeyond(
      JdbcClient sql, String whose, List<Object> values, Keeping keeping, int most) {
    sql.sql(
            """
            UPDATE signin.session SET ended_at = ?, ended_why = 'ELSEWHERE' WHERE session IN (
              SELECT session FROM signin.session
              WHERE ended_at IS NULL AND used_at > ? AND opened_at > ? AND %s
              ORDER BY used_at DESC, opened_at DESC, session OFFSET ?)
            """
                .formatted(whose))
        .params(
            java.util.stream.Stream.of(
                    List.<Object>of(
                        utc(keeping.now()), utc(keeping.idleSince()), utc(keeping.openedSince())),
                    values,
                    List.<Object>of(most))
                .flatMap(List::stream)
                .toList())
        .update();
  }

  private static void insert(JdbcClient sql, byte[] session, Row row, @Nullable Provider provider) {
    Caller caller = row.caller();
    PersonKey person = caller.person();
    sql.sql(
            """
            INSERT INTO signin.session (tenant, session, way, principal, role, person, groups,
              opened_at, used_at, provider_session, provider_account, provider_token,
              refresh_token, confirmed_at)
            VALUES ((SELECT state.claimed_tenant()), :session, :way, :principal, :role, :person::uuid, :groups,
              :opened, :used, :provider_session, :provider_account, :provider_token,
              :refresh, :opened)
            """)
        .param("session", session)
        .param("way", row.way().name())
        .param("principal", caller.principal())
        .param("role", caller.role().name())
        .param("person", person == null ? null : person.toString())
        .param("groups", row.groups().toArray(String[]::new))
        .param("opened", utc(row.openedAt()))
        .param("used", utc(row.usedAt()))
        .param("provider_session", provider == null ? null : provider.session())
        .param("provider_account", provider == null ? null : provider.account())
        .param("provider_token", provider == null ? null : provider.token())
        .param("refresh", provider == null ? null : provider.refresh())
        .update();
  }

  /** By which an identity provider is asked, and of which account, hashed. */
  record Question(byte[] refresh, byte[] account) {}

  /**
   * Takes it on to ask the identity provider: one caller alone gets the question until it is
   * answered, or was asked too long ago.
   *
   * @param askedBefore there is no question while it was asked after this
   */
  Optional<Question> ask(TenantId tenant, byte[] session, Instant now, Instant askedBefore) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql(
                    """
                    UPDATE signin.session SET asked_at = ?, asking = true
                    WHERE session = ? AND ended_at IS NULL
                      AND (asked_at IS NULL OR asked_at <= ?) AND refresh_token IS NOT NULL
                    RETURNING refresh_token, provider_account
                    """)
                .params(utc(now), session, utc(askedBefore))
                .query((row, number) -> new Question(row.getBytes(1), row.getBytes(2)))
                .optional());
  }

  /** The identity provider told the groups. */
  void confirmed(
      TenantId tenant, byte[] session, List<String> groups, byte[] refresh, Instant now) {
    database.runAs(
        system(tenant),
        sql ->
            sql.sql(
                    """
                    UPDATE signin.session
                    SET groups = ?, refresh_token = ?, confirmed_at = ?, asking = false
                    WHERE session = ? AND ended_at IS NULL
                    """)
                .params(groups.toArray(String[]::new), refresh, utc(now), session)
                .update());
  }

  /**
   * The identity provider told nothing.
   *
   * @param never whether it does not need to be asked any more
   */
  void unconfirmed(TenantId tenant, byte[] session, boolean never) {
    database.runAs(
        system(tenant),
        sql ->
            sql.sql(
                    """
                    UPDATE signin.session
                    SET asking = false, refresh_token = CASE WHEN ? THEN NULL ELSE refresh_token END
                    WHERE session = ?
                    """)
                .params(never, session)
                .update());
  }

  /** The same session under another name and in another role; false if it has ended meanwhile. */
  boolean change(TenantId tenant, byte[] session, byte[] to, Role role, Instant now) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql(
                        """
                        UPDATE signin.session SET session = ?, role = ?, used_at = ?
                        WHERE session = ? AND ended_at IS NULL
                        """)
                    .params(to, role.name(), utc(now), session)
                    .update()
                > 0);
  }

  /** Returns whether it was open until now. */
  boolean end(TenantId tenant, byte[] session, Ending why, Instant now) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql(
                        """
                        UPDATE signin.session
                        SET ended_at = ?, ended_why = ?, provider_token = NULL, refresh_token = NULL
                        WHERE ended_at IS NULL AND session = ?
                        """)
                    .params(utc(now), why.name(), session)
                    .update()
                > 0);
  }

  /**
   * Ends what the provider says is over: a session, and those of the account of which it told no
   * session; or all of the account.
   *
   * @return whose they were
   */
  List<Caller> endOf(
      TenantId tenant, byte @Nullable [] session, byte @Nullable [] account, Instant now) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql(
                    """
                    UPDATE signin.session
                    SET ended_at = :now, ended_why = 'PROVIDER', provider_token = NULL, refresh_token = NULL
                    WHERE ended_at IS NULL AND (provider_session = :session
                      OR (provider_account = :account
                        AND (:session::bytea IS NULL OR provider_session IS NULL)))
                    RETURNING way, role, principal, person, groups, opened_at, used_at, ended_why,
                      provider_token, refresh_token IS NOT NULL AS may_ask, confirmed_at, asked_at, asking
                    """)
                .param("now", utc(now))
                .param("session", session)
                .param("account", account)
                .query((row, number) -> row(tenant, row).caller())
                .list());
  }

  long forget(TenantId tenant, Collection<PersonKey> people) {
    return database.inTransactionAs(
        system(tenant),
        sql -> deleted(sql, "signin.session", people) + deleted(sql, "signin.preview", people));
  }

  private static long deleted(JdbcClient sql, String table, Collection<PersonKey> people) {
    return sql.sql("DELETE FROM " + table + " WHERE person = ANY (?::uuid[])")
        .param(Set.copyOf(people).stream().map(PersonKey::toString).toArray(String[]::new))
        .update();
  }

  private static Row row(TenantId tenant, ResultSet row) throws SQLException {
    UUID person = row.getObject("person", UUID.class);
    return new Row(
        Way.valueOf(row.getString("way")),
        new Caller(
            tenant,
            Role.valueOf(row.getString("role")),
            row.getString("principal"),
            person == null ? null : new PersonKey(person)),
        List.of((String[]) Objects.requireNonNull(row.getArray("groups")).getArray()),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        row.getObject("used_at", OffsetDateTime.class).toInstant(),
        row.getString("ended_why"),
        row.getBytes("provider_token"),
        row.getBoolean("may_ask")
            ? new Asked(
                row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
                instant(row, "asked_at"),
                row.getBoolean("asking"))
            : null);
  }
}
