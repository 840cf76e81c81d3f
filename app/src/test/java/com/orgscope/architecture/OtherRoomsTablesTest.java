package com.orgscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * A room's tables are as private as its classes, in tests too: whoever needs something there asks
 * the room's front, or a word that the room has for tests ({@code TestSources.certify}).
 */
class OtherRoomsTablesTest {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Path TESTS = Path.of("src/test/java/com/orgscope");
  private static final Path HELD = Path.of("src/main/resources/com/orgscope/export/held.tsv");
  private static final Pattern DROPPED = Pattern.compile("DROP TABLE (?:IF EXISTS )?(\\w+\\.\\w+)");
  private static final Pattern TABLE =
      Pattern.compile("CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\\w+\\.\\w+)");

  /** Who names other rooms' tables, and why it must be they. */
  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry("access/AccessTest", "attacks row-level security as each role"),
          Map.entry("access/PostgresRows", "puts a row of each person into every table"),
          Map.entry("category/AsAgreedTest", "reads every table as a manager with a login would"),
          Map.entry("category/PolicyFuzzTest", "reads every table as a manager with a login would"),
          Map.entry("access/PeoplePoliciesTest", "changes policies as a stolen owner would"),
          Map.entry("access/WhoCountsTest", "plants thousands of people past any import"),
          Map.entry("export/HeldTablesTest", "names columns of which the schema says who has them"),
          Map.entry("state/PolicyMatrix", "says of whom something is known, which managers see"),
          Map.entry("access/RowCompany", "plants rows that no import would write"),
          Map.entry("access/RowSecurityTest", "lists every table that owes a policy"),
          Map.entry("cli/EraseCommandTest", "attacks the triggers that refuse the erased"),
          Map.entry("cli/TenantDeletionTest", "looks for what a company leaves in any room"),
          Map.entry("export/PersonalExportTest", "takes the pen of the audit log away"),
          Map.entry("web/LivePages", "is a naive build that counts at each request"),
          Map.entry("web/IsolationTest", "tries names of kept answers as who has the database"),
          Map.entry("web/DoorTest", "plants a night that failed, as only an outage makes one"),
          Map.entry("nightly/ErasedDuringNightTest", "holds a night in the row that it writes"),
          Map.entry("state/SignedClaimsTest", "attacks with the login of the application"),
          Map.entry("state/HotStandbyTest", "plants a row that a copy of the server has too"),
          Map.entry("state/DefinerAttackTest", "attacks with the rights of the application"),
          Map.entry("state/EveryTableHasItsPolicyTest", "lists every table that owes a policy"),
          Map.entry("work/RequestsTest", "tries what a login of pages may not read"),
          Map.entry("state/GrantsTest", "names what no login may do, in every room"),
          Map.entry("insight/ReleaseVerifierTest", "changes charges past the product"),
          Map.entry("state/TenantRowsTest", "says which tables outlive a company"),
          Map.entry("state/MigrationsTest", "looks for what the migrations of all rooms leave"));

  @Test
  void a_test_speaks_sql_to_the_tables_of_its_own_room_only() throws IOException {
    assertThat(naming(otherTables()))
        .as("ask the room's front or its words for tests; if neither can be, say why here")
        .containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
  }

  /** Beside {@code HeldTablesTest}, which reads the schema and its columns: this one is quick. */
  @Test
  void every_table_has_a_line_in_the_list_of_what_people_are_given_of_themselves()
      throws IOException {
    Set<String> created = new TreeSet<>();
    Set<String> dropped = new TreeSet<>();
    for (Path migration : files(MIGRATIONS, ".sql")) {
      String sql = Files.readString(migration);
      TABLE.matcher(sql).results().forEach(table -> created.add(table.group(1)));
      DROPPED.matcher(sql).results().forEach(table -> dropped.add(table.group(1)));
    }
    created.removeAll(dropped);
    Set<String> held = new TreeSet<>();
    for (String line : Files.readAllLines(HELD)) {
      held.add(line.substring(0, Math.max(0, line.indexOf('\t'))));
    }
    assertThat(held)
        .as("a table is exported to whoever it is of, or held.tsv says why not")
        .containsAll(created);
  }

  /** A name of a table, or the beginning of one that is put together. */
  private static Pattern otherTables() throws IOException {
    Set<String> tables = new TreeSet<>();
    for (Path migration : files(MIGRATIONS, ".sql")) {
      TABLE.matcher(Files.readString(migration)).results().forEach(t -> tables.add(t.group(1)));
    }
    assertThat(tables).contains("directory.person", "work.shard").hasSizeGreaterThan(40);
    Set<String> rooms = new TreeSet<>();
    tables.forEach(table -> rooms.add(table.substring(0, table.indexOf('.'))));
    return Pattern.compile(
        "(?i)\\b(?:%s)\\b|\\b(?:from|join|into|update|table|on)\\s+(?:%s)\\."
            .formatted(String.join("|", tables).replace(".", "\\."), String.join("|", rooms)));
  }

  private static Set<String> naming(Pattern tables) throws IOException {
    Set<String> found = new TreeSet<>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  null,
                  null,
                  manager.getJavaFileObjectsFromPaths(files(TESTS, ".java")));
      for (CompilationUnitTree unit : task.parse()) {
        Path file = TESTS.toAbsolutePath().relativize(Path.of(unit.getSourceFile().toUri()));
        String own = file.getName(0) + ".";
        if (own.equals("architecture.")) {
          // Names them to rule over them.
          continue;
        }
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitLiteral(LiteralTree literal, Void unused) {
            tables
                .matcher(String.valueOf(literal.getValue()))
                .results()
                .map(MatchResult::group)
                .map(named -> named.replaceFirst("^\\w+\\s+", ""))
                .filter(named -> !named.startsWith(own))
                .forEach(
                    named -> found.add(file.toString().replace('\\', '/').replace(".java", "")));
            return null;
          }
        }.scan(unit, null);
      }
    }
    return found;
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }
}
