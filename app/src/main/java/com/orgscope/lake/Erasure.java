package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.expressions.Expressions;
import org.duckdb.DuckDBConnection;

/**
 * Takes people's rows out of the tables that name people.
 *
 * <p>Events go first. Between them and the daily figures it waits for derivations that may have
 * read the events before; one that commits later looks and begins again. A file that comes in
 * meanwhile, or that maintenance makes of others, is searched in the next round.
 */
final class Erasure {
  private static final int ROUNDS = 20;

  /** Files that one statement searches. */
  private static final int FILES_AT_ONCE = 500;

  private final LakeContext shop;
  private final Tables tables;
  private final Planner planner;

  Erasure(LakeContext shop) {
    this.shop = shop;
    this.tables = shop.tables();
    this.planner = new Planner(tables.files());
  }

  /** See {@link Lake#erase}. */
  long erase(TenantId tenant, Set<PersonKey> people, List<PeopleLeftOut.Days> some) {
    Whose whose = Whose.of(people, some);
    if (whose.keys().isEmpty()) {
      return 0;
    }
    long rows = from(LakeTable.SSO_EVENTS, tenant, whose);
    shop.dueDays().betweenCommits(tenant, () -> {});
    return rows + from(LakeTable.APP_USAGE_DAILY, tenant, whose);
  }

  private long from(LakeTable of, TenantId tenant, Whose whose) {
    Set<Path> searched = new HashSet<>();
    long rows = 0;
    for (int round = 0; round < ROUNDS; round++) {
      BaseTable table = tables.load(of);
      Snapshot start = table.currentSnapshot();
      if (start == null) {
        return rows;
      }
      List<Planner.Planned> files =
          planner.plan(table, tenant).stream().filter(f -> !searched.contains(f.path())).toList();
      DeletionVectors vectors = new DeletionVectors(tables.files(), table);
      find(of, tenant, whose, files, vectors);
      if (vectors.rows() == 0) {
        return rows;
      }
      RowDelta delta =
          table
              .newRowDelta()
              .validateFromSnapshot(start.snapshotId())
              .validateDeletedFiles()
              .conflictDetectionFilter(Expressions.equal("tenant", tenant.value()));
      Deadline deadline = shop.deadline();
      vectors.into(delta);
      shop.listener().erasing();
      if (Commits.taken(deadline, delta::commit)) {
        rows += vectors.rows();
        searched.addAll(Planner.paths(files));
        shop.listener().erased();
      } else {
        vectors.drop();
      }
    }
    throw Failure.retry("files of " + tenant + " change faster than they can be searched", null);
  }

  /**
   * Whose rows.
   *
   * @param some of which of the keys only some days
   */
  private record Whose(Set<PersonKey> keys, List<PeopleLeftOut.Days> some) {
    static Whose of(Set<PersonKey> people, List<PeopleLeftOut.Days> some) {
      List<PeopleLeftOut.Days> others =
          some.stream().filter(days -> !people.contains(days.key())).toList();
      Set<PersonKey> keys = new HashSet<>(people);
      others.forEach(days -> keys.add(days.key()));
      return new Whose(keys, others);
    }

    Relation in(Relation all) throws SQLException {
      return all.of(keys).onlyOn(some);
    }
  }

  private void find(
      LakeTable of,
      TenantId tenant,
      Whose whose,
      List<Planner.Planned> files,
      DeletionVectors vectors) {
    for (int from = 0; from < files.size(); from += FILES_AT_ONCE) {
      List<Planner.Planned> some =
          files.subList(from, Math.min(files.size(), from + FILES_AT_ONCE));
      try (DuckDBConnection connection = shop.engine().connect();
          Statement statement = connection.createStatement()) {
        vectors.add(
            statement,
            some,
            whose.in(new Relation(tables.files(), connection, TableShape.of(of), tenant, some)));
      } catch (SQLException e) {
        throw Failure.bug("the lake cannot find rows of people of " + tenant, e);
      }
    }
  }
}
