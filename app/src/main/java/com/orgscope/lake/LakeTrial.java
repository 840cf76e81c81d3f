package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFiles;
import org.duckdb.DuckDBConnection;
import org.springframework.stereotype.Component;

/** Fills a lake that is thrown away afterwards, to see what things cost when much is stored. */
@Component
public final class LakeTrial {
  private static final int FILES_AT_ONCE = 100;

  private final Tables tables;
  private final Engine engine;

  LakeTrial(LakeContext shop) {
    this.tables = shop.tables();
    this.engine = shop.engine();
  }

  /**
   * Stores the events that a tenant has again, as often as it takes to have so many rows. The new
   * files are links to the old ones, so that a hundred million rows take a moment and no room;
   * every key in them is there many times.
   */
  public void fill(TenantId tenant, long rows) {
    BaseTable table = tables.load(LakeTable.SSO_EVENTS);
    List<Planner.Planned> files = new Planner(tables.files()).plan(table, tenant);
    long stored = files.stream().mapToLong(Planner.Planned::rows).sum();
    int next = 0;
    while (stored < rows) {
      AppendFiles append = table.newAppend();
      for (int i = 0; i < FILES_AT_ONCE && stored < rows; i++) {
        Planner.Planned file = files.get(next++ % files.size());
        append.appendFile(
            DataFiles.builder(file.partition().spec())
                .copy(file.file())
                .withPath(again(file))
                .build());
        stored += file.rows();
      }
      append.commit();
    }
  }

  /** How many rows of people are in any file of a tenant, whether a table lists it or not. */
  public long rowsOf(TenantId tenant, Set<PersonKey> people) {
    Path lake = tables.files().path(tables.load(LakeTable.SSO_EVENTS).location());
    String them = people.stream().map(Literals::of).collect(Collectors.joining(", "));
    try (Stream<Path> all = Files.walk(lake);
        DuckDBConnection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      List<Path> files =
          all.map(Path::toString)
              .filter(file -> file.contains("=" + tenant + "/") && file.endsWith(".parquet"))
              .map(Path::of)
              .toList();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT count(*) FROM read_parquet(%s, union_by_name = true, hive_partitioning = false) WHERE actor IN (%s)"
                  .formatted(Literals.paths(files), them))) {
        row.next();
        return row.getLong(1);
      }
    } catch (IOException | SQLException e) {
      throw Failure.bug("files of the lake cannot be counted", e);
    }
  }

  private String again(Planner.Planned file) {
    String old = file.file().location();
    String location = old.substring(0, old.lastIndexOf('/') + 1) + UUID.randomUUID() + ".parquet";
    Path link = tables.files().path(location);
    try {
      Files.createLink(link, file.path());
      return location;
    } catch (IOException e) {
      throw Failure.operator("cannot link " + link, e);
    }
  }
}
