package com.orgscope.lake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import com.orgscope.kernel.TenantId;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;

/**
 * Which stored names of applications are withheld, among the files of a question. A file never
 * changes, so that the names in it are read once for a process.
 */
final class WithheldNames {
  private static final long MOST_NAMES = 2_000_000;

  private final Withholding withholding;
  private final Interner<String> interner = Interner.newWeakInterner();
  private final Cache<Path, Set<String>> names =
      Caffeine.newBuilder()
          .maximumWeight(MOST_NAMES)
          .weigher((Path path, Set<String> held) -> 1 + held.size())
          .build();

  WithheldNames(Withholding withholding) {
    this.withholding = withholding;
  }

  String version(TenantId tenant) {
    return withholding.of(tenant).version();
  }

  /** In order; often none. */
  Set<String> among(DuckDBConnection connection, TenantId tenant, Collection<Planner.Planned> files)
      throws SQLException {
    if (withholding == Withholding.NONE || files.isEmpty()) {
      return Set.of();
    }
    Withholding.Rule rule = withholding.of(tenant);
    Set<String> withheld = new TreeSet<>();
    for (Set<String> held : namesOf(connection, Planner.paths(files)).values()) {
      held.stream().filter(rule::withholds).forEach(withheld::add);
    }
    return withheld;
  }

  private Map<Path, Set<String>> namesOf(DuckDBConnection connection, List<Path> paths)
      throws SQLException {
    Map<Path, Set<String>> known = new HashMap<>(names.getAllPresent(paths));
    List<Path> unread = new ArrayList<>(paths);
    unread.removeAll(known.keySet());
    if (unread.isEmpty()) {
      return known;
    }
    unread.forEach(path -> known.put(path, new HashSet<>()));
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT DISTINCT filename, app FROM read_parquet(%s, hive_partitioning = false, filename = true) WHERE app IS NOT NULL"
                    .formatted(Literals.paths(unread)))) {
      while (row.next()) {
        known
            .computeIfAbsent(Path.of(row.getString(1)), path -> new HashSet<>())
            .add(interner.intern(row.getString(2)));
      }
    }
    unread.forEach(path -> names.put(path, Set.copyOf(known.getOrDefault(path, Set.of()))));
    return known;
  }
}
