package com.orgscope.lake;

import com.orgscope.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Keeps the lake small and quick: small files are put together, deleted rows leave the files, lists
 * of files stay short, and what nothing points at any more goes. No answer changes by it, and it
 * may die at any instruction or run twice at once.
 */
@Component
public final class Housekeeping {
  private static final List<Table> TABLES = List.of(Table.values());

  private final Tables tables;
  private final RetentionStore retentions;
  private final HousekeepingSettings settings;
  private final Compaction compaction;
  private final Dropping dropping;
  private final Manifests manifests;
  private final Expiry expiry;
  private final Orphans orphans;

  Housekeeping(Workshop shop) {
    this.tables = shop.tables();
    this.retentions = shop.retentions();
    this.settings = shop.settings();
    this.compaction = new Compaction(shop);
    this.dropping = new Dropping(tables, retentions, shop.clock(), shop.listener());
    this.manifests = new Manifests(tables, settings);
    this.expiry = new Expiry(tables, settings, shop.clock(), shop.listener());
    this.orphans = new Orphans(tables, settings, shop.clock());
  }

  /** How long a tenant's rows are kept. */
  public Retention retention(TenantId tenant) {
    return retentions.find(tenant).orElse(Retention.DEFAULT);
  }

  /** Counts from the next run on. */
  public void keepFor(TenantId tenant, Retention retention) {
    retentions.save(tenant, retention);
  }

  /** What a tenant has in a table now. */
  public Stock stock(Table table, TenantId tenant) {
    List<Planner.Planned> files = new Planner(tables.files()).plan(tables.view(table), tenant);
    return new Stock(
        files.size(),
        files.stream().mapToLong(Planner.Planned::rowsLeft).sum(),
        files.stream().mapToLong(f -> f.file().fileSizeInBytes()).sum());
  }

  /** Everything, for these tenants' files and the lake as a whole. */
  public HouseReport keep(Collection<TenantId> tenants) {
    HouseReport report = HouseReport.NOTHING;
    for (TenantId tenant : tenants) {
      report = report.plus(putInOrder(tenant));
    }
    return report.plus(letGo());
  }

  /**
   * Puts a tenant's files together if enough small ones have piled up to be worth it; for writers,
   * after a large or the last of many writes.
   */
  public void tidy(TenantId tenant) {
    Retention retention = retention(tenant);
    for (Table table : TABLES) {
      if (compaction.spare(table, tenant, retention) >= settings.manyFiles()) {
        compaction.compact(table, tenant, retention);
      }
      manifests.cluster(table);
    }
  }

  /** A tenant's files: what is past its time goes, and the rest is put together. */
  public HouseReport putInOrder(TenantId tenant) {
    Retention retention = retention(tenant);
    HouseReport report = HouseReport.NOTHING;
    for (Table table : TABLES) {
      Stock before = stock(table, tenant);
      Dropping.Result dropped = drop(table, tenant, retention);
      Compaction.Result written = compaction.compact(table, tenant, retention);
      Stock after = stock(table, tenant);
      report =
          report.plus(
              new HouseReport(
                  before.files(),
                  after.files(),
                  before.bytes(),
                  after.bytes(),
                  written.rows(),
                  dropped.rows(),
                  0,
                  0,
                  0,
                  0,
                  0,
                  (dropped.refused() ? 1 : 0) + (written.refused() ? 1 : 0)));
    }
    return report;
  }

  private Dropping.Result drop(Table table, TenantId tenant, Retention retention) {
    Integer days =
        switch (table) {
          case SSO_EVENTS -> retention.eventDays();
          case APP_USAGE_DAILY -> retention.usageDays();
          case METRICS_MONTHLY -> Retention.LONGEST_DAYS;
        };
    return days == null ? new Dropping.Result(0, false) : dropping.drop(table, tenant, days);
  }

  /** The lake as a whole: lists of files, old states, and what was left behind. */
  public HouseReport letGo() {
    long clustered = 0;
    long snapshots = 0;
    long files = 0;
    Orphans.Result left = orphans.removeSpilled();
    for (Table table : TABLES) {
      clustered += manifests.cluster(table);
      Expiry.Result expired = expiry.expire(table);
      snapshots += expired.snapshots();
      files += expired.files();
      left = left.plus(orphans.remove(table));
    }
    return new HouseReport(
        0, 0, 0, 0, 0, 0, clustered, snapshots, files, left.files(), left.bytes(), 0);
  }
}
