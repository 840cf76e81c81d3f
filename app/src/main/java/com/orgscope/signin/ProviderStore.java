package com.orgscope.signin;

import static com.orgscope.signin.SignInRows.system;
import static com.orgscope.signin.SignInRows.utc;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Identity providers, what their groups give, and which groups gave nothing. */
@Component
final class ProviderStore {
  /** More groups that match nothing are not kept; the ones seen longest ago go. */
  private static final int MOST_UNMATCHED = 1_000;

  private final Database database;

  ProviderStore(Database database) {
    this.database = database;
  }

  /** As it rests: the secret is sealed. */
  record Row(
      String issuer,
      String clientId,
      byte[] secret,
      String groupsClaim,
      String loginClaim,
      @Nullable String apiAudience,
      boolean offlineAccess,
      @Nullable Instant cutListAt) {}

  Optional<Row> find(TenantId tenant) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql("SELECT * FROM signin.provider WHERE tenant = (SELECT state.claimed_tenant())")
                .query((row, number) -> {
                  OffsetDateTime cut = row.getObject("cut_list_at", OffsetDateTime.class);
                  return new Row(
                      row.getString("issuer"),
                      row.getString("client_id"),
                      row.getBytes("client_secret"),
                      row.getString("groups_claim"),
                      row.getString("login_claim"),
                      row.getString("api_audience"),
                      row.getBoolean("offline_access"),
                      cut == null ? null : cut.toInstant());
                })
                .optional());
  }

  void put(Caller caller, Row row, Instant now) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO signin.provider (tenant, issuer, client_id, client_secret,
                      groups_claim, login_claim, api_audience, offline_access, set_by, set_at)
                    VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (tenant) DO UPDATE SET issuer = excluded.issuer,
                      client_id = excluded.client_id, client_secret = excluded.client_secret,
                      groups_claim = excluded.groups_claim, login_claim = excluded.login_claim,
                      api_audience = excluded.api_audience,
                      offline_access = excluded.offline_access,
                      set_by = excluded.set_by, set_at = excluded.set_at, cut_list_at = NULL
                    """)
                .param(row.issuer())
                .param(row.clientId())
                .param(row.secret())
                .param(row.groupsClaim())
                .param(row.loginClaim())
                .param(row.apiAudience())
                .param(row.offlineAccess())
                .param(caller.principal())
                .param(utc(now))
                .update());
  }

  boolean remove(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("DELETE FROM signin.provider WHERE tenant = (SELECT state.claimed_tenant())")
                    .update()
                > 0);
  }

  void cutList(TenantId tenant, Instant now) {
    database.runAs(
        system(tenant),
        sql -> sql.sql("UPDATE signin.provider SET cut_list_at = ?").param(utc(now)).update());
  }

  List<GroupRole> groups(TenantId tenant) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql("SELECT group_name, role FROM signin.group_role ORDER BY group_name, role")
                .query((row, number) ->
                    new GroupRole(row.getString(1), Role.valueOf(row.getString(2))))
                .list());
  }

  boolean map(Caller caller, GroupRole group, Instant now) {
    return database.inTransactionAs(
        caller,
        sql -> {
          sql.sql("DELETE FROM signin.unmatched_group WHERE group_name = ?")
              .param(group.group())
              .update();
          return sql.sql(
                      """
                      INSERT INTO signin.group_role (tenant, group_name, role, set_by, set_at)
                      VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?) ON CONFLICT DO NOTHING
                      """)
                  .params(group.group(), group.role().name(), caller.principal(), utc(now))
                  .update()
              > 0;
        });
  }

  boolean unmap(Caller caller, GroupRole group) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("DELETE FROM signin.group_role WHERE group_name = ? AND role = ?")
                    .params(group.group(), group.role().name())
                    .update()
                > 0);
  }

  void unmatched(TenantId tenant, Collection<String> groups, Instant now) {
    database.runAs(
        system(tenant),
        sql -> {
          sql.sql(
                  """
                  INSERT INTO signin.unmatched_group (tenant, group_name, sign_ins, seen_at)
                  SELECT (SELECT state.claimed_tenant()), g, 1, ? FROM unnest(?::text[]) g ORDER BY g
                  ON CONFLICT (tenant, group_name) DO UPDATE
                    SET sign_ins = unmatched_group.sign_ins + 1, seen_at = excluded.seen_at
                  """)
              .params(utc(now), groups.toArray(String[]::new))
              .update();
          sql.sql(
                  """
                  DELETE FROM signin.unmatched_group WHERE group_name IN (
                    SELECT group_name FROM signin.unmatched_group
                    ORDER BY seen_at DESC, group_name OFFSET ?)
                  """)
              .param(MOST_UNMATCHED)
              .update();
        });
  }

  List<UnmatchedGroup> unmatched(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT group_name, sign_ins, seen_at FROM signin.unmatched_group
                    ORDER BY sign_ins DESC, group_name
                    """)
                .query((row, number) ->
                    new UnmatchedGroup(
                        row.getString("group_name"),
                        row.getLong("sign_ins"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        List.of()))
                .list());
  }
}
