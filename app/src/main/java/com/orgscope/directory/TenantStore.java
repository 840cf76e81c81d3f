package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tenants and their wrapped keys. None is given out that belongs to another region than this
 * installation.
 */
@Component
final class TenantStore {
  private static final String ROOM = "directory";

  private final Database database;
  private final Residency residency;

  TenantStore(Database database, Residency residency) {
    this.database = database;
    this.residency = residency;
  }

  /**
   * @throws com.orgscope.kernel.Failure for the operator, if it belongs to another region
   */
  void requireRegion(Tenant tenant) {
    requireRegion(tenant.id(), tenant.region());
  }

  private void requireRegion(TenantId tenant, Region region) {
    residency.require(region, "the company " + tenant);
  }

  /**
   * Adds both or, if the tenant is there, nothing.
   *
   * @return whether it added them
   */
  boolean add(Tenant tenant, TenantKey.Wrapped keys, Instant at) {
    return database.inTransactionAs(
        Caller.system(tenant.id(), ROOM),
        sql -> {
          int added =
              sql.sql(
                      """
                      INSERT INTO directory.tenant
                        (tenant, name, industry, region, zone, currency, created_at, made_by_demo)
                      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant) DO NOTHING
                      """)
                  .params(
                      tenant.id().value(),
                      tenant.name(),
                      tenant.industry(),
                      tenant.region().name(),
                      tenant.zone().getId(),
                      tenant.currency().getCurrencyCode(),
                      at.atOffset(ZoneOffset.UTC),
                      tenant.demo())
                  .update();
          if (added == 1) {
            sql.sql(
                    """
                    INSERT INTO directory.tenant_key
                      (tenant, names, pseudonyms, wrapped_under, made_at)
                    VALUES (?, ?, ?, ?, ?)
                    """)
                .params(
                    tenant.id().value(),
                    keys.names(),
                    keys.pseudonyms(),
                    keys.under(),
                    at.atOffset(ZoneOffset.UTC))
                .update();
          }
          return added == 1;
        });
  }

  Optional<Instant> keysMadeAt(TenantId id) {
    return database.inTransactionAs(
        Caller.system(id, ROOM),
        sql ->
            sql.sql(
                    """
                    SELECT made_at FROM directory.tenant_key
                    WHERE tenant = (SELECT state.claimed_tenant())
                    """)
                .query((row, n) -> row.getTimestamp("made_at").toInstant())
                .optional());
  }

  Optional<Tenant> find(TenantId id) {
    return database.inTransactionAs(
        Caller.system(id, ROOM),
        sql ->
            sql.sql(
                    """
                    SELECT tenant, name, industry, region, zone, currency, made_by_demo
                    FROM directory.tenant
                    WHERE deleting_since IS NULL
                    """)
                .query(this::tenant)
                .optional());
  }

  List<Tenant> all() {
    return database.inTransactionAsSystem(
        ROOM,
        sql ->
            sql.sql(
                    """
                    SELECT tenant, name, industry, region, zone, currency, made_by_demo
                    FROM directory.tenant
                    WHERE deleting_since IS NULL ORDER BY tenant
                    """)
                .query(this::tenant)
                .list());
  }

  Optional<TenantKey.Wrapped> keys(TenantId id) {
    return database.inTransactionAs(
        Caller.system(id, ROOM),
        sql ->
            sql.sql(
                    """
                    SELECT k.names, k.pseudonyms, k.wrapped_under, t.region
                    FROM directory.tenant_key k JOIN directory.tenant t USING (tenant)
                    WHERE t.deleting_since IS NULL
                    """)
                .query((row, number) -> {
                  requireRegion(id, Region.valueOf(row.getString("region")));
                  return wrapped(row);
                })
                .optional());
  }

  private static TenantKey.Wrapped wrapped(ResultSet row) throws SQLException {
    return new TenantKey.Wrapped(
        row.getBytes("names"), row.getBytes("pseudonyms"), row.getString("wrapped_under"));
  }

  /** The other keys that wrapped a tenant's key sets, or were made to, and are not destroyed. */
  SortedSet<String> earlierKeys(TenantId id) {
    return database.inTransactionAs(
        Caller.system(id, ROOM),
        sql ->
            new TreeSet<>(
                sql.sql("SELECT unnest(earlier_keys) FROM directory.tenant_key")
                    .query(String.class)
                    .list()));
  }

  /** Notes a key that is about to be used, so that a crash leaves none that nobody knows of. */
  void noteKey(TenantId id, String key) {
    database.runAs(
        Caller.system(id, ROOM),
        sql -> {
          int noted =
              sql.sql(
                      """
                      UPDATE directory.tenant_key SET earlier_keys = array_append(earlier_keys, ?)
                      WHERE tenant = (SELECT state.claimed_tenant())
                      """)
                  .param(key)
                  .update();
          if (noted == 0) {
            throw Tenants.unknown(id);
          }
        });
  }

  /**
   * Replaces a tenant's wrapped key sets while nobody else does, and nobody destroys a key of it.
   *
   * @param key one that was noted; what wrapped them until now is noted in its place
   */
  void rewrap(TenantId id, String key, UnaryOperator<TenantKey.Wrapped> change) {
    database.runAs(
        Caller.system(id, ROOM),
        sql -> {
          TenantKey.Wrapped before = locked(sql, id);
          TenantKey.Wrapped after = change.apply(before);
          int changed =
              sql.sql(
                      """
                      UPDATE directory.tenant_key SET names = ?, pseudonyms = ?, wrapped_under = ?,
                        earlier_keys = array_append(array_remove(earlier_keys, ?), ?)
                      WHERE tenant = (SELECT state.claimed_tenant()) AND ? = ANY (earlier_keys)
                      """)
                  .params(after.names(), after.pseudonyms(), key, key, before.under(), key)
                  .update();
          if (changed == 0) {
            throw Failure.retry(
                "the new key of tenant " + id + " was destroyed meanwhile: nothing changed", null);
          }
        });
  }

  /**
   * Destroys the keys that wrapped a tenant's key sets before, while nobody takes one into use.
   *
   * @return how many
   */
  int destroyEarlier(TenantId id, Consumer<String> destroy) {
    return database.inTransactionAs(
        Caller.system(id, ROOM),
        sql -> {
          var unused = locked(sql, id);
          List<String> earlier =
              sql.sql("SELECT unnest(earlier_keys) FROM directory.tenant_key")
                  .query(String.class)
                  .list();
          // Killed here it is done again: a key that is gone stays so.
          earlier.forEach(destroy);
          sql.sql(
                  """
                  UPDATE directory.tenant_key SET earlier_keys = '{}'
                  WHERE tenant = (SELECT state.claimed_tenant())
                  """)
              .update();
          return earlier.size();
        });
  }

  /** Tenants that are being deleted, by id. */
  List<TenantId> leaving() {
    return database.inTransactionAsSystem(
        ROOM,
        sql ->
            sql.sql(
                    """
                    SELECT tenant, region FROM directory.tenant
                    WHERE deleting_since IS NOT NULL ORDER BY tenant
                    """)
                .query((row, number) -> {
                  TenantId id = new TenantId(row.getString("tenant"));
                  requireRegion(id, Region.valueOf(row.getString("region")));
                  return id;
                })
                .list());
  }

  Optional<Instant> madeAt(TenantId id) {
    return database.inTransactionAs(
        Caller.system(id, ROOM),
        sql ->
            sql.sql("SELECT created_at FROM directory.tenant WHERE deleting_since IS NULL")
                .query((row, number) ->
                    row.getObject("created_at", java.time.OffsetDateTime.class).toInstant())
                .optional());
  }

  /** Whether there is one, being deleted or not, that was made by then. */
  boolean wasThere(TenantId id, Instant at) {
    return database.inTransactionAs(
        Caller.system(id, ROOM),
        sql ->
            sql.sql("SELECT count(*) FROM directory.tenant WHERE created_at < ?")
                    .param(at.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single()
                == 1);
  }

  /** Nobody finds the tenant from now on. */
  void leave(TenantId id, Instant at) {
    database.runAs(
        Caller.system(id, ROOM),
        sql ->
            sql.sql(
                    """
                    UPDATE directory.tenant SET deleting_since = coalesce(deleting_since, ?)
                    WHERE tenant = (SELECT state.claimed_tenant())
                    """)
                .param(at.atOffset(ZoneOffset.UTC))
                .update());
  }

  /** What wraps a tenant's key sets or did, also of one that is being deleted. */
  Set<String> everyKey(TenantId id) {
    return database.inTransactionAs(Caller.system(id, ROOM), sql -> new TreeSet<>(everyKey(sql)));
  }

  private static List<String> everyKey(JdbcClient sql) {
    return sql.sql("SELECT unnest(wrapped_under || earlier_keys) FROM directory.tenant_key")
        .query(String.class)
        .list();
  }

  /**
   * Destroys every key of a tenant, while nobody takes one into use. Their names stay, so that
   * whoever is killed does it again.
   *
   * @return how many
   */
  int destroyEvery(TenantId id, Consumer<String> destroy) {
    return database.inTransactionAs(
        Caller.system(id, ROOM),
        sql -> {
          List<String> locked =
              sql.sql("SELECT tenant FROM directory.tenant_key FOR UPDATE")
                  .query(String.class)
                  .list();
          if (locked.isEmpty()) {
            // They went with the tenant's other rows.
            return 0;
          }
          List<String> all = everyKey(sql);
          all.forEach(destroy);
          return all.size();
        });
  }

  private static TenantKey.Wrapped locked(JdbcClient sql, TenantId id) {
    return sql.sql("SELECT names, pseudonyms, wrapped_under FROM directory.tenant_key FOR UPDATE")
        .query((row, number) -> wrapped(row))
        .optional()
        .orElseThrow(() -> Tenants.unknown(id));
  }

  private Tenant tenant(ResultSet row, int number) throws SQLException {
    Tenant tenant = described(row);
    requireRegion(tenant);
    return tenant;
  }

  private static Tenant described(ResultSet row) throws SQLException {
    return new Tenant(
        new TenantId(row.getString("tenant")),
        row.getString("name"),
        row.getString("industry"),
        Region.valueOf(row.getString("region")),
        ZoneId.of(row.getString("zone")),
        Currency.getInstance(row.getString("currency")),
        row.getBoolean("made_by_demo"));
  }
}
