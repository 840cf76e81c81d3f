package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.expressions.Expressions;
import org.duckdb.DuckDBConnection;

/** Sums a month of daily figures up, so that something is left when they go. */
final class Summaries {
  private final LakeContext shop;
  private final Tables tables;
  private final Planner planner;
  private final WithheldNames withheld;
  private final PeopleLeftOut leftOut;

  Summaries(LakeContext shop, WithheldNames withheld, PeopleLeftOut leftOut) {
    this.leftOut = leftOut;
    this.shop = shop;
    this.withheld = withheld;
    this.tables = shop.tables();
    this.planner = new Planner(tables.files());
  }

  /** See {@link Lake#months}. */
  SortedMap<YearMonth, String> months(TenantId tenant, LakeTable of) {
    return planner.plan(tables.view(of), tenant).stream()
        .collect(
            Collectors.groupingBy(
                f -> f.partition().month(),
                TreeMap::new,
                Collectors.collectingAndThen(
                    Collectors.mapping(
                        // The folder of a home may change, the names of its files do not.
                        f -> f.state().substring(f.path().toString().lastIndexOf('/')),
                        Collectors.joining("\n")),
                    states ->
                        UUID.nameUUIDFromBytes(states.getBytes(StandardCharsets.UTF_8))
                            .toString())));
  }

  /** See {@link Lake#summarize}. */
  void summarize(TenantId tenant, YearMonth month, NamedQuery question, Map<String, ?> parameters) {
    Deadline deadline = shop.deadline();
    BaseTable target = tables.load(LakeTable.METRICS_MONTHLY);
    LocalDate from = month.atDay(1);
    LocalDate until = month.plusMonths(1).atDay(1);
    List<Planner.Planned> old = planner.plan(target, tenant, from, until);
    RowDelta delta =
        target
            .newRowDelta()
            .conflictDetectionFilter(
                Expressions.and(
                    Expressions.equal("tenant", tenant.value()),
                    Expressions.equal("month", from.toString())))
            .validateNoConflictingDataFiles()
            .validateNoConflictingDeleteFiles()
            .validateDeletedFiles();
    Snapshot before = target.currentSnapshot();
    if (before != null) {
      delta.validateFromSnapshot(before.snapshotId());
    }
    old.forEach(f -> delta.removeRows(f.file()));
    DataFile file = write(Partition.month(target.spec(), tenant, month), question, parameters);
    delta.addRows(file);
    if (!Commits.taken(deadline, delta::commit)) {
      tables.files().deleteFile(file.location());
      throw Failure.retry("another process summed up " + month + " of " + tenant, null);
    }
  }

  private DataFile write(Partition month, NamedQuery question, Map<String, ?> parameters) {
    TableShape daily = TableShape.of(LakeTable.APP_USAGE_DAILY);
    TableShape shape = TableShape.of(LakeTable.METRICS_MONTHLY);
    List<Planner.Planned> files =
        planner.plan(
            tables.view(LakeTable.APP_USAGE_DAILY), month.tenant(), month.first(), month.until());
    shop.listener().opening(Planner.paths(files));
    NamedParameters named = new NamedParameters(question.text());
    try (DuckDBConnection connection = shop.engine().connect()) {
      String relation =
          new Relation(tables.files(), connection, daily, month.tenant(), files)
              .where("day >= " + Literals.of(month.first()))
              .where("day < " + Literals.of(month.until()))
              .without(withheld.among(connection, month.tenant(), files))
              .without(leftOut.of(month.tenant()))
              .sql();
      String select = named.sql().replace(NamedQueries.place(LakeTable.APP_USAGE_DAILY), relation);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "CREATE TEMP TABLE summary AS SELECT %s AS tenant, %s FROM (SELECT *, %s AS month FROM (%s\n) AS a) AS answer"
                  .formatted(
                      Literals.of(month.tenant()),
                      shape.typedColumns(),
                      Literals.of(month.first()),
                      select))) {
        named.bind(statement, parameters);
        statement.execute();
      }
      return new ParquetWriter(shape, tables.files(), ParquetWriter.LASTING)
          .write(
              connection,
              month,
              "SELECT " + shape.columns() + " FROM summary ORDER BY app NULLS FIRST");
    } catch (SQLException e) {
      throw Failure.bug("the lake cannot answer " + question, e);
    }
  }
}
