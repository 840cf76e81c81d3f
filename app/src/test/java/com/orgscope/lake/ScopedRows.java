package com.orgscope.lake;

import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.duckdb.DuckDBConnection;

/**
 * What stands in a question for a table, with its conditions changed: for who changes them to see
 * whether anybody notices. The files are those of several tenants, as if planning had named too
 * many.
 */
public final class ScopedRows {
  private final LakeContext lake;
  private final List<TenantId> planned;

  public ScopedRows(Database database, Path home, List<TenantId> planned) {
    this.lake = TestLake.shop(database, home, InstantSource.system(), LakeListener.NONE);
    this.planned = planned;
  }

  /** Tenant and actor of each row, as text. */
  public List<List<String>> rows(
      LakeTable table, Scope scope, TimeWindow window, UnaryOperator<String> change)
      throws SQLException {
    Planner planner = new Planner(lake.tables().files());
    List<Planner.Planned> files = new ArrayList<>();
    for (TenantId tenant : new TreeSet<>(planned)) {
      files.addAll(planner.plan(lake.tables().view(table), tenant, window.from(), window.until()));
    }
    try (DuckDBConnection connection = lake.engine().connect();
        Statement statement = connection.createStatement()) {
      String relation =
          new Relation(
                  lake.tables().files(), connection, TableShape.of(table), scope.tenant(), files)
              .of(scope.people())
              .sql();
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet result =
          statement.executeQuery(
              "SELECT DISTINCT tenant, actor::VARCHAR FROM " + change.apply(relation))) {
        while (result.next()) {
          rows.add(List.of(result.getString(1), result.getString(2)));
        }
      }
      return rows;
    }
  }
}
