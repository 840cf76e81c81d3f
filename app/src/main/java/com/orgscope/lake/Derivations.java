package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.util.SnapshotUtil;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Replaces days of {@code app_usage_daily} by what their events say now.
 *
 * <p>The state of the target is noted before the events are read. If another derivation replaces
 * one of the same days meanwhile, Iceberg refuses this one's commit and it begins again, so the
 * figures of the later events win. So it does if rows of events were taken out meanwhile, or an
 * erased person would come back in the figures.
 */
final class Derivations {
  private static final int ATTEMPTS = 5;

  /** Neighbouring days that one question takes together; more would only fill the memory. */
  private static final int DAYS_AT_ONCE = 7;

  private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(30);

  private final LakeContext shop;
  private final Tables tables;
  private final DueDayStore dueDays;
  private final Planner planner;
  private final WithheldNames withheld;

  Derivations(LakeContext shop, WithheldNames withheld) {
    this.shop = shop;
    this.withheld = withheld;
    this.tables = shop.tables();
    this.dueDays = shop.dueDays();
    this.planner = new Planner(tables.files());
  }

  /** What is derived, for whom and how. */
  private record Work(TenantId tenant, TableShape shape, Asked asked) {}

  record Asked(NamedQuery question, Map<String, ?> parameters) {
    @Override
    public String toString() {
      return question.toString();
    }
  }

  /** Neighbouring days. */
  private record Run(LocalDate from, LocalDate until) {}

  /**
   * What one attempt starts from.
   *
   * @param old the target's files with rows of the days
   */
  private record Start(
      Deadline deadline,
      @Nullable Snapshot target,
      List<Planner.Planned> old,
      BaseTable events,
      TreeMap<LocalDate, UUID> marks) {}

  void derive(TenantId tenant, LakeTable target, SortedSet<LocalDate> asked, Asked question) {
    if (target != LakeTable.APP_USAGE_DAILY) {
      throw Failure.bug(target + " is not derived from events", null);
    }
    SortedSet<LocalDate> days = withEvents(tenant, asked);
    if (days.isEmpty()) {
      return;
    }
    Work work = new Work(tenant, TableShape.of(target), question);
    for (int attempt = 1; ; attempt++) {
      Start start = start(tenant, target, days);
      List<DataFile> files = write(work, start.events(), runs(days));
      shop.listener().written();
      if (commit(work, start, days, files)) {
        dueDays.clear(tenant, start.marks());
        return;
      }
      drop(files);
      if (attempt == ATTEMPTS) {
        throw Failure.retry("other processes keep changing the same days of " + tenant, null);
      }
    }
  }

  /** Without days whose events were dropped: of them, late events alone would make the figures. */
  private SortedSet<LocalDate> withEvents(TenantId tenant, SortedSet<LocalDate> days) {
    Optional<LocalDate> from = shop.retentions().eventsFrom(tenant);
    if (from.isEmpty() || days.isEmpty() || !days.first().isBefore(from.get())) {
      return days;
    }
    TreeMap<LocalDate, UUID> marks = dueDays.marks(tenant);
    marks.keySet().retainAll(days.headSet(from.get()));
    dueDays.clear(tenant, marks);
    return days.tailSet(from.get());
  }

  private static List<Run> runs(SortedSet<LocalDate> days) {
    List<Run> runs = new ArrayList<>();
    for (LocalDate day : days) {
      Run last = runs.isEmpty() ? null : runs.getLast();
      if (last != null
          && last.until().equals(day)
          && last.from().plusDays(DAYS_AT_ONCE).isAfter(day)) {
        runs.set(runs.size() - 1, new Run(last.from(), day.plusDays(1)));
      } else {
        runs.add(new Run(day, day.plusDays(1)));
      }
    }
    return runs;
  }

  private Start start(TenantId tenant, LakeTable target, SortedSet<LocalDate> days) {
    BaseTable before = tables.view(target);
    List<Planner.Planned> old =
        planner.plan(before, tenant, days.first(), days.last().plusDays(1)).stream()
            .filter(f -> days.stream().anyMatch(f.partition()::holds))
            .toList();
    List<Start> start = new ArrayList<>();
    dueDays.betweenCommits(
        tenant,
        () -> {
          TreeMap<LocalDate, UUID> marks = dueDays.marks(tenant);
          marks.keySet().retainAll(days);
          start.add(
              new Start(
                  shop.deadline(),
                  before.currentSnapshot(),
                  old,
                  tables.view(LakeTable.SSO_EVENTS),
                  marks));
        });
    return start.getFirst();
  }

  private List<DataFile> write(Work work, BaseTable events, List<Run> runs) {
    ParquetWriter writer = new ParquetWriter(work.shape(), tables.files(), ParquetWriter.QUICK);
    PartitionSpec daily = tables.view(LakeTable.APP_USAGE_DAILY).spec();
    List<DataFile> files = new ArrayList<>();
    try (DuckDBConnection connection = shop.engine().connect()) {
      for (Run run : runs) {
        for (LocalDate day : answer(connection, work, run, events)) {
          files.add(
              writer.write(
                  connection,
                  Partition.day(daily, work.tenant(), day),
                  "SELECT %s FROM derived WHERE day = %s ORDER BY actor, app NULLS FIRST"
                      .formatted(work.shape().columns(), Literals.of(day))));
        }
      }
      return files;
    } catch (SQLException e) {
      throw Failure.bug("the lake cannot derive " + work.asked(), e);
    }
  }

  /** Fills the temporary table {@code derived} and says which days have rows in it. */
  private List<LocalDate> answer(DuckDBConnection connection, Work work, Run run, BaseTable events)
      throws SQLException {
    List<Planner.Planned> files =
        planner.plan(events, work.tenant(), run.from().minusDays(1), run.until());
    shop.listener().opening(Planner.paths(files));
    Instant midnight = run.from().atStartOfDay(ZoneOffset.UTC).toInstant();
    String relation =
        new Relation(
                tables.files(),
                connection,
                TableShape.of(LakeTable.SSO_EVENTS),
                work.tenant(),
                files)
            .where(
                "day >= %s OR occurred_at >= %s"
                    .formatted(
                        Literals.of(run.from()), Literals.of(midnight.minus(BEFORE_MIDNIGHT))))
            .without(withheld.among(connection, work.tenant(), files))
            .sql();
    NamedParameters named = new NamedParameters(work.asked().question().text());
    String select = named.sql().replace(NamedQueries.place(LakeTable.SSO_EVENTS), relation);
    try (Statement statement = connection.createStatement();
        PreparedStatement derived =
            connection.prepareStatement(
                "CREATE OR REPLACE TEMP TABLE derived AS SELECT %s AS tenant, %s FROM (%s\n) AS answer WHERE answer.day >= %s AND answer.day < %s"
                    .formatted(
                        Literals.of(work.tenant()),
                        work.shape().typedColumns(),
                        select,
                        Literals.of(run.from()),
                        Literals.of(run.until())))) {
      named.bind(derived, work.asked().parameters());
      derived.execute();
      refuseNulls(statement, work);
      List<LocalDate> days = new ArrayList<>();
      try (ResultSet result =
          statement.executeQuery("SELECT DISTINCT day FROM derived ORDER BY day")) {
        while (result.next()) {
          days.add(result.getObject(1, LocalDate.class));
        }
      }
      return days;
    }
  }

  private static void refuseNulls(Statement statement, Work work) throws SQLException {
    try (ResultSet result =
        statement.executeQuery("SELECT count(*) FROM derived WHERE " + work.shape().anyMissing())) {
      if (result.next() && result.getLong(1) > 0) {
        throw Failure.bug(work.asked() + " leaves required columns empty", null);
      }
    }
  }

  private void drop(List<DataFile> files) {
    files.forEach(f -> tables.files().deleteFile(f.location()));
  }

  private boolean commit(Work work, Start start, SortedSet<LocalDate> days, List<DataFile> files) {
    BaseTable table = tables.load(LakeTable.APP_USAGE_DAILY);
    RowDelta delta =
        table
            .newRowDelta()
            .conflictDetectionFilter(
                Expressions.and(
                    Expressions.equal("tenant", work.tenant().value()),
                    Expressions.in("day", days.stream().map(d -> (Object) d.toString()).toList())))
            .validateNoConflictingDataFiles()
            .validateNoConflictingDeleteFiles()
            .validateDeletedFiles();
    if (start.target() != null) {
      delta.validateFromSnapshot(start.target().snapshotId());
    }
    files.forEach(delta::addRows);
    DeletionVectors vectors = new DeletionVectors(tables.files(), table);
    takeOut(work, start.old(), days, vectors, delta);
    boolean[] taken = {false};
    dueDays.whileNobodyErases(
        work.tenant(),
        () ->
            taken[0] =
                nothingTakenOutSince(start.events())
                    && Commits.taken(start.deadline(), delta::commit));
    if (!taken[0]) {
      vectors.drop();
    }
    return taken[0];
  }

  /** A day's own file goes whole; of a month's file only the rows of the days. */
  private void takeOut(
      Work work,
      List<Planner.Planned> old,
      SortedSet<LocalDate> days,
      DeletionVectors vectors,
      RowDelta delta) {
    old.stream().filter(f -> !f.partition().isMonth()).forEach(f -> delta.removeRows(f.file()));
    List<Planner.Planned> months = old.stream().filter(f -> f.partition().isMonth()).toList();
    if (months.isEmpty()) {
      return;
    }
    try (DuckDBConnection connection = shop.engine().connect();
        Statement statement = connection.createStatement()) {
      vectors.add(
          statement,
          months,
          new Relation(tables.files(), connection, work.shape(), work.tenant(), months)
              .where(
                  days.stream()
                      .map(Literals::of)
                      .collect(Collectors.joining(", ", "day IN (", ")"))));
    } catch (SQLException e) {
      throw Failure.bug("the lake cannot find the rows of days of " + work.tenant(), e);
    }
    vectors.into(delta);
  }

  /** Whether all rows that were read are there still, put together anew or not. */
  private boolean nothingTakenOutSince(BaseTable read) {
    Snapshot then = read.currentSnapshot();
    BaseTable now = tables.view(LakeTable.SSO_EVENTS);
    Snapshot newest = now.currentSnapshot();
    if (newest == null || (then != null && newest.snapshotId() == then.snapshotId())) {
      return true;
    }
    Long since = then == null ? null : then.snapshotId();
    if (since != null && !SnapshotUtil.isAncestorOf(now, since)) {
      return false;
    }
    for (Snapshot snapshot :
        SnapshotUtil.ancestorsBetween(newest.snapshotId(), since, now::snapshot)) {
      if (snapshot.summary().containsKey(SnapshotSummary.ADDED_DELETE_FILES_PROP)) {
        return false;
      }
    }
    return true;
  }
}
