package com.orgscope.lake;

import com.orgscope.kernel.TenantId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.iceberg.BaseTable;

/**
 * Chooses which of a tenant's files to put together.
 *
 * <p>Files with deleted rows are always written anew, and so are files by day of a month that is
 * over. Of the rest only small ones are: two of them where hardly anything comes in any more, many
 * where it does, so that a day is not written again for each batch. What is big already stays.
 *
 * @param over months that end before are kept by month
 * @param quiet days before see hardly any new rows
 */
record FileGroups(
    HousekeepingSettings settings,
    BaseTable table,
    TenantId tenant,
    LocalDate over,
    LocalDate quiet) {

  List<FileGroup> of(List<Planner.Planned> files) {
    TreeMap<LocalDate, List<Planner.Planned>> byDay = new TreeMap<>();
    TreeMap<LocalDate, List<Planner.Planned>> byMonth = new TreeMap<>();
    for (Planner.Planned file : files) {
      Partition at = file.partition();
      boolean month = at.isMonth() || at.month().atEndOfMonth().isBefore(over);
      (month ? byMonth : byDay)
          .computeIfAbsent(month ? at.month().atDay(1) : at.first(), d -> new ArrayList<>())
          .add(file);
    }
    List<FileGroup> groups = new ArrayList<>();
    byMonth.forEach((first, some) ->
        add(groups, Partition.month(Tables.byMonth(table), tenant, YearMonth.from(first)), some));
    byDay.forEach((day, some) -> add(groups, Partition.day(table.spec(), tenant, day), some));
    return groups;
  }

  private void add(List<FileGroup> groups, Partition into, List<Planner.Planned> files) {
    long small = files.stream().filter(this::isSmall).count();
    boolean join = small >= (into.first().isBefore(quiet) ? 2 : settings.manyFiles());
    List<Planner.Planned> chosen =
        files.stream()
            .filter(f -> mustGo(f, into) || (join && isSmall(f)))
            .sorted(
                Comparator.comparing((Planner.Planned f) -> f.partition().first())
                    .thenComparing(Planner.Planned::path))
            .toList();
    List<Planner.Planned> group = new ArrayList<>();
    long bytes = 0;
    for (Planner.Planned file : chosen) {
      long size = file.file().fileSizeInBytes();
      if (!group.isEmpty() && bytes + size > settings.groupSize().toBytes()) {
        close(groups, into, group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(file);
      bytes += size;
    }
    close(groups, into, group);
  }

  private static void close(List<FileGroup> groups, Partition into, List<Planner.Planned> files) {
    if (files.size() > 1 || (files.size() == 1 && mustGo(files.getFirst(), into))) {
      groups.add(new FileGroup(into, files));
    }
  }

  private boolean isSmall(Planner.Planned file) {
    return file.file().fileSizeInBytes() < settings.smallFile().toBytes();
  }

  private static boolean mustGo(Planner.Planned file, Partition into) {
    return file.vector() != null || file.partition().isMonth() != into.isMonth();
  }
}
