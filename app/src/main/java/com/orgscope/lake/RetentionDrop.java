package com.orgscope.lake;

import com.orgscope.kernel.TenantId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DeleteFiles;

/**
 * Deletes files whose last day is past what a tenant wants kept. What lies in months goes by whole
 * months, and so do daily figures: a month that is half gone would be summed up wrongly.
 */
record RetentionDrop(
    Tables tables, RetentionStore store, InstantSource clock, LakeListener listener) {

  /** How many rows went; none, and true, if another write stood in the way. */
  record Result(long rows, boolean refused) {}

  Result drop(LakeTable of, TenantId tenant, int days) {
    LocalDate from = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(days);
    BaseTable table = tables.load(of);
    List<Planner.Planned> past =
        new Planner(tables.files())
            .plan(table, tenant).stream()
                .filter(f -> !end(of, f.partition()).isAfter(from))
                .toList();
    if (past.isEmpty()) {
      return new Result(0, false);
    }
    if (of == LakeTable.SSO_EVENTS) {
      LocalDate last =
          past.stream().map(f -> f.partition().until()).max(LocalDate::compareTo).orElse(from);
      store.dropEventsBefore(tenant, last);
    }
    listener.dropping();
    DeleteFiles delete = table.newDelete().validateFilesExist();
    past.forEach(f -> delete.deleteFile(f.file()));
    return Commits.taken(delete::commit)
        ? new Result(past.stream().mapToLong(Planner.Planned::rows).sum(), false)
        : new Result(0, true);
  }

  private static LocalDate end(LakeTable of, Partition partition) {
    return of == LakeTable.SSO_EVENTS
        ? partition.until()
        : partition.month().plusMonths(1).atDay(1);
  }
}
