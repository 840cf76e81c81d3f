package com.orgscope.lake;

import com.orgscope.kernel.TenantId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;

/**
 * A day or a month of a tenant, under which a file is kept. A table knows both kinds: rows arrive
 * by day and are put together by month when no more of them are expected.
 *
 * @param until the first day after it
 */
record Partition(PartitionSpec spec, TenantId tenant, LocalDate first, LocalDate until) {
  private static final YearMonth EPOCH = YearMonth.of(1970, 1);

  static Partition day(PartitionSpec spec, TenantId tenant, LocalDate day) {
    return new Partition(spec, tenant, day, day.plusDays(1));
  }

  static Partition month(PartitionSpec spec, TenantId tenant, YearMonth month) {
    return new Partition(spec, tenant, month.atDay(1), month.plusMonths(1).atDay(1));
  }

  static Partition of(DataFile file, Map<Integer, PartitionSpec> specs) {
    PartitionSpec spec = Objects.requireNonNull(specs.get(file.specId()), "the file's own scheme");
    TenantId tenant = new TenantId(file.partition().get(0, String.class));
    int number = file.partition().get(1, Integer.class);
    return isByMonth(spec)
        ? month(spec, tenant, EPOCH.plusMonths(number))
        : day(spec, tenant, LocalDate.ofEpochDay(number));
  }

  static boolean isByMonth(PartitionSpec spec) {
    return "month".equals(spec.fields().get(1).transform().toString());
  }

  boolean isMonth() {
    return isByMonth(spec);
  }

  YearMonth month() {
    return YearMonth.from(first);
  }

  boolean holds(LocalDate day) {
    return !day.isBefore(first) && day.isBefore(until);
  }

  StructLike data() {
    PartitionData data = new PartitionData(spec.partitionType());
    data.set(0, tenant.value());
    data.set(
        1, isMonth() ? (int) EPOCH.until(month(), ChronoUnit.MONTHS) : (int) first.toEpochDay());
    return data;
  }

  /** The folder of its files below the table's data. */
  String folder() {
    return "tenant=" + tenant + (isMonth() ? "/month=" + month() : "/day=" + first);
  }
}
