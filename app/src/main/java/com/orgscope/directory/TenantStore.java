package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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

  /** Adds both or, if the tenant is there, nothing. */
  void add(Tenant tenant, TenantKey.Wrapped keys, Instant at) {
    database.runAs(
        Caller.system(tenant.id(), ROOM),
        sql -> {
          int added =
              sql.sql(
                      """
                      INSERT INTO directory.tenant
                        (tenant, name, industry, region, zone, created_at, made_by_demo)
                      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant) DO NOTHING
                      """)
                  .params(
                      tenant.id().value(),
                      tenant.name(),
                      tenant.industry(),
                      tenant.region().name(),
                      tenant.zone().getId(),
                      at.atOffset(ZoneOffset.UTC),
                      tenant.demo())
                  .update();
          if (added == 1) {
            sql.sql(
                    """
                    INSERT INTO directory.tenant_key (tenant, names, pseudonyms, made_at)
                    VALUES (?, ?, ?, ?)
                    """)
                .params(
                    tenant.id().value(),
                    keys.names(),
                    keys.pseudonyms(),
                    at.atOffset(ZoneOffset.UTC))
                .update();
          }
        });
  }

  Optional<Tenant> find(TenantId id) {
    return database.inTransactionAs(
        Caller.system(id, ROOM),
        sql ->
            sql.sql(
                    """
                    SELECT tenant, name, industry, region, zone, made_by_demo FROM directory.tenant
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
                    SELECT tenant, name, industry, region, zone, made_by_demo FROM directory.tenant
                    ORDER BY tenant
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
                    SELECT k.names, k.pseudonyms, t.region
                    FROM directory.tenant_key k JOIN directory.tenant t USING (tenant)
                    """)
                .query((row, number) -> {
                  requireRegion(id, Region.valueOf(row.getString("region")));
                  return new TenantKey.Wrapped(row.getBytes("names"), row.getBytes("pseudonyms"));
                })
                .optional());
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
        row.getBoolean("made_by_demo"));
  }
}
