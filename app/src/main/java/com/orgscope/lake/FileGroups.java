package com.orgscope.lake;

import com.orgscope.kernel.TenantId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.BaseTable;

/**
 * Chooses which of a tenant's files to put together.
 *
 * <p>Files with deleted rows are always written anew, and so are files by day of a month that is
 * over. Of the rest only small ones are: all where hardly anything comes in any more, many of about
 * the same size where it does, so that the rows of a day are written a few times and not again for
 * each batch. What is big already stays.
 *
 * @param over months that end before are kept by month
 * @param quiet days before see hardly any new rows
 */
record FileGroups(
    MaintenanceSettings settings,
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
    List<Planner.Planned> small =
        files.stream().filter(f -> isSmall(f) && !mustGo(f, into)).toList();
    List<Planner.Planned> must = files.stream().filter(f -> mustGo(f, into)).toList();
    if (into.first().isBefore(quiet)) {
      List<Planner.Planned> all = new ArrayList<>(must);
      all.addAll(small);
      split(groups, into, all);
      return;
    }
    split(groups, into, must);
    small.stream().collect(Collectors.groupingBy(FileGroups::tier)).values().stream()
        .filter(alike -> alike.size() >= settings.minFilesToCompact())
        .forEach(alike -> split(groups, into, alike));
  }

  private void split(List<FileGroup> groups, Partition into, List<Planner.Planned> files) {
    List<Planner.Planned> group = new ArrayList<>();
    long bytes = 0;
    for (Planner.Planned file :
        files.stream()
            .sorted(
                Comparator.comparing((Planner.Planned f) -> f.partition().first())
                    .thenComparing(Planner.Planned::path))
            .toList()) {
      long size = file.file().fileSizeInBytes();
      if (!group.isEmpty() && bytes + size > settings.targetFileSize().toBytes()) {
        close(groups, into, group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(file);
      bytes += size;
    }
    close(groups, into, group);
  }

  /** Files of one tier differ in size by less than eight times; all up to 64 KB are alike. */
  private static int tier(Planner.Planned file) {
    return (63 - Long.numberOfLeadingZeros(file.file().fileSizeInBytes() >> 16 | 1)) / 3;
  }

  private static void close(List<FileGroup> groups, Partition into, List<Planner.Planned> files) {
    if (files.size() > 1 || (files.size() == 1 && mustGo(files.getFirst(), into))) {
      groups.add(new FileGroup(into, files));
    }
  }

  private boolean isSmall(Planner.Planned file) {
    return file.file().fileSizeInBytes() < settings.smallFileSize().toBytes();
  }

  private static boolean mustGo(Planner.Planned file, Partition into) {
    return file.vector() != null || file.partition().isMonth() != into.isMonth();
  }
}
