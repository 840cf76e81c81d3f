package com.orgscope.lake;

import com.orgscope.kernel.TenantId;
import com.orgscope.lake.MaintenanceReport.DataFiles;
import com.orgscope.lake.MaintenanceReport.Removed;
import com.orgscope.lake.MaintenanceReport.Rewritten;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Keeps the lake small and quick: small files are put together, deleted rows leave the files, lists
 * of files stay short, and what nothing points at any more goes. No answer changes by it, and it
 * may die at any instruction or run twice at once.
 */
@Component
public final class Maintenance {
  private static final List<LakeTable> TABLES = List.of(LakeTable.values());

  private final Tables tables;
  private final RetentionStore retentions;
  private final MaintenanceSettings settings;
  private final Compaction compaction;
  private final RetentionDrop dropping;
  private final Manifests manifests;
  private final Expiry expiry;
  private final Orphans orphans;

  Maintenance(LakeContext shop) {
    this.tables = shop.tables();
    this.retentions = shop.retentions();
    this.settings = shop.settings();
    this.compaction = new Compaction(shop);
    this.dropping = new RetentionDrop(tables, retentions, shop.clock(), shop.listener());
    this.manifests = new Manifests(tables, settings);
    this.expiry = new Expiry(tables, settings, shop.clock(), shop.listener());
    this.orphans = new Orphans(tables, settings, shop.clock());
  }

  /** How long a tenant's rows are kept. */
  public Retention retention(TenantId tenant) {
    return retentions.find(tenant).orElse(Retention.DEFAULT);
  }

  /** Counts from the next run on. */
  public void retain(TenantId tenant, Retention retention) {
    retentions.save(tenant, retention);
  }

  /** What a tenant has in a table now. */
  public TableSize stock(LakeTable table, TenantId tenant) {
    List<Planner.Planned> files = new Planner(tables.files()).plan(tables.view(table), tenant);
    return new TableSize(
        files.size(),
        files.stream().mapToLong(Planner.Planned::rowsLeft).sum(),
        files.stream().mapToLong(f -> f.file().fileSizeInBytes()).sum());
  }

  /** Everything, for these tenants' files and the lake as a whole. */
  public MaintenanceReport maintain(Collection<TenantId> tenants) {
    MaintenanceReport report = MaintenanceReport.NOTHING;
    for (TenantId tenant : tenants) {
      report = report.plus(putInOrder(tenant));
    }
    return report.plus(deleteUnreferenced());
  }

  /**
   * Puts a tenant's files together if enough small ones have piled up to be worth it; for writers,
   * after a large or the last of many writes.
   */
  public void compact(TenantId tenant) {
    Retention retention = retention(tenant);
    for (LakeTable table : TABLES) {
      if (compaction.spare(table, tenant, retention) >= settings.minFilesToCompact()) {
        compaction.compact(table, tenant, retention);
      }
      manifests.cluster(table);
    }
  }

  /** A tenant's files: what is past its time goes, and the rest is put together. */
  public MaintenanceReport putInOrder(TenantId tenant) {
    Retention retention = retention(tenant);
    MaintenanceReport report = MaintenanceReport.NOTHING;
    for (LakeTable table : TABLES) {
      TableSize before = stock(table, tenant);
      RetentionDrop.Result dropped = drop(table, tenant, retention);
      Compaction.Result written = compaction.compact(table, tenant, retention);
      TableSize after = stock(table, tenant);
      report =
          report.plus(
              new MaintenanceReport(
                  new DataFiles(before.files(), before.bytes()),
                  new DataFiles(after.files(), after.bytes()),
                  new Rewritten(written.rows(), 0),
                  new Removed(dropped.rows(), 0, 0, DataFiles.NONE),
                  (dropped.refused() ? 1 : 0) + (written.refused() ? 1 : 0)));
    }
    return report;
  }

  private RetentionDrop.Result drop(LakeTable table, TenantId tenant, Retention retention) {
    Integer days =
        switch (table) {
          case SSO_EVENTS -> retention.eventDays();
          case APP_USAGE_DAILY -> retention.usageDays();
          case METRICS_MONTHLY -> Retention.LONGEST_DAYS;
        };
    return days == null ? new RetentionDrop.Result(0, false) : dropping.drop(table, tenant, days);
  }

  /** The lake as a whole: lists of files, old states, and what was left behind. */
  public MaintenanceReport deleteUnreferenced() {
    long clustered = 0;
    long snapshots = 0;
    long files = 0;
    Orphans.Result left = orphans.removeSpilled();
    for (LakeTable table : TABLES) {
      clustered += manifests.cluster(table);
      Expiry.Result expired = expiry.expire(table);
      snapshots += expired.snapshots();
      files += expired.files();
      left = left.plus(orphans.remove(table));
    }
    return new MaintenanceReport(
        DataFiles.NONE,
        DataFiles.NONE,
        new Rewritten(0, clustered),
        new Removed(0, snapshots, files, new DataFiles(left.files(), left.bytes())),
        0);
  }
}
