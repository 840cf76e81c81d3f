package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.Operators;
import com.orgscope.access.SignedDocument;
import com.orgscope.directory.TenantDeparture;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.KeptServer;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import com.orgscope.testing.StoredRows;
import com.orgscope.work.Recurring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two companies, of which one is deleted by two persons' signatures, is killed on the way, and goes
 * on.
 */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class TenantDeletionTest {
  private static final String CANARY = "Zelda Zinnia";
  private static final String LOGIN = "zelda.zinnia@x.example";
  private static final TenantId ACME = new TenantId("acme");

  @TempDir private static Path folder = Path.of("");
  private static Path home = Path.of("");

  @AutoClose private static @Nullable KeptServer server;
  private static Map<String, List<String>> backup = Map.of();
  private static Map<String, String> others = Map.of();

  @BeforeAll
  static void two_companies() throws IOException {
    home = folder.resolve("home");
    server = KeptServer.on(home);
    for (String tenant : List.of("acme", "other")) {
      CommandLineRun.json(home, "tenant", "create", tenant, "--name", tenant);
      Path people =
          Files.writeString(
              folder.resolve("people.csv"),
              "employee_id,login,display_name,title,department,hire_date,manager_id\n"
                  + "7001,%s,%s,Head,Platform,2020-01-01,\n".formatted(LOGIN, CANARY));
      CommandLineRun.json(home, "people", "import", "--tenant", tenant, people.toString());
      OktaVisit visit =
          OktaVisit.of("1", Instant.parse("2026-11-02T09:00:00Z"), 1, "Tracker").by("00u1", LOGIN);
      Path events = Files.writeString(folder.resolve("events.ndjson"), visit.json() + "\n");
      CommandLineRun.json(
          home, "ingest", "--tenant", tenant, "--source", "okta", events.toString());
    }
    for (String name : List.of("ann", "bob")) {
      CommandLineRun.of(home, "keys", "create", name, "--out", at(name));
    }
    CommandLineRun.of(home, "keys", "begin", at("ann.pub"), at("bob.pub"));
  }

  @Test
  @Order(1)
  void a_dry_run_counts_and_changes_nothing_and_nobody_deletes_alone() throws Exception {
    Map<String, List<String>> before = rows("acme");
    JsonNode counted =
        CommandLineRun.json(home, "tenant", "delete", "--tenant", "acme", "--dry-run");
    assertThat(counted.path("deleted").asBoolean()).isFalse();
    assertThat(counted.path("places").path("keys").asInt()).isEqualTo(1);
    assertThat(counted.path("places").path("lake").asInt()).isPositive();
    assertThat(counted.path("places").path("directory.person").asInt()).isEqualTo(1);
    refused("was not begun", "tenant", "delete", "--tenant", "acme");

    CommandLineRun proposed =
        run(
            "tenant",
            "propose-deletion",
            "--tenant",
            "acme",
            "--reason",
            "they left",
            "--out",
            at("d"));
    assertThat(proposed.err()).contains("tenant deletion", "acme", "they left");
    refused("two", "tenant", "delete", "--tenant", "acme", at("d"));
    run("keys", "sign", at("d"), "--key", at("ann"));
    refused("only that of ann", "tenant", "delete", "--tenant", "acme", at("d"));
    run("keys", "sign", at("d"), "--key", at("bob"));
    refused("is for acme, not for other", "tenant", "delete", "--tenant", "other", at("d"));
    before.keySet().removeIf(table -> table.startsWith("audit."));
    Map<String, List<String>> after = rows("acme");
    after.keySet().removeIf(table -> table.startsWith("audit."));
    assertThat(after).isEqualTo(before);
  }

  @Test
  @Order(2)
  void killed_after_the_keys_are_gone_it_goes_on_with_the_next_command() throws Exception {
    backup = rows("acme");
    others = files("other");
    assertThat(others.keySet())
        .anyMatch(f -> f.startsWith("lake/"))
        .anyMatch(f -> f.startsWith("keys/"));
    assertThat(CommandLineRun.json(home, "usage", "--tenant", "acme", "--login", LOGIN).toString())
        .as("who has database and keys reads it")
        .contains("accesses");
    Map<String, List<String>> theirs = rows("other");
    theirs.keySet().removeIf(table -> table.startsWith("audit."));
    try (var product = Product.in(home).run()) {
      TenantDeparture departure = product.getBean(TenantDeparture.class);
      departure.begin(ACME);
      assertThat(departure.destroyKeys(ACME)).isEqualTo(1);
    }
    refused("there is no tenant acme", "usage", "--tenant", "acme", "--login", LOGIN);
    refused("is being deleted", "tenant", "create", "acme", "--name", "Acme");
    assertThat(CommandLineRun.json(home, "tenant", "list").toString()).doesNotContain("acme");

    JsonNode gone = CommandLineRun.json(home, "tenant", "delete", "--tenant", "acme");

    assertThat(gone.path("places").path("lake").asInt()).isPositive();
    Map<String, List<String>> left = rows("acme");
    assertThat(left.keySet()).allMatch(table -> table.startsWith("audit.")).isNotEmpty();
    assertThat(left).doesNotContainKey("audit.alias");
    assertThat(files("acme")).isEmpty();
    assertThat(files("other")).as("the other's files, byte by byte").isEqualTo(others);
    Map<String, List<String>> theirsAfter = rows("other");
    theirsAfter.keySet().removeIf(table -> table.startsWith("audit."));
    assertThat(theirsAfter).isEqualTo(theirs);
    assertThat(CommandLineRun.json(home, "usage", "--tenant", "other", "--login", LOGIN).toString())
        .contains("accesses");
  }

  @Test
  @Order(3)
  void a_dump_of_before_shows_no_name() throws Exception {
    restore(backup);
    assertThat(rows("acme")).containsKey("directory.person");
    try (Connection superuser = superuser()) {
      String all = StoredRows.of(superuser).all();
      assertThat(all).doesNotContain(CANARY).doesNotContain(hex(CANARY)).doesNotContain(LOGIN);
    }
    CommandLineRun shown = run("usage", "--tenant", "acme", "--login", LOGIN);
    assertThat(shown.exit()).isNotZero();
    assertThat(shown.err()).contains("keys/tenants/acme", "is missing").doesNotContain(CANARY);
  }

  @Test
  @Order(4)
  void a_document_deletes_what_was_there_and_a_server_goes_on_with_it() throws Exception {
    sign("f");
    CommandLineRun.json(home, "tenant", "delete", "--tenant", "acme", at("f"));
    assertThat(rows("acme").keySet())
        .as("of a backup whose keys are gone")
        .allMatch(table -> table.startsWith("audit."));

    restore(backup);
    try (var product = Product.in(home).run()) {
      product.getBean(TenantDeparture.class).begin(ACME);
      product.getBeansOfType(Recurring.class).values().stream()
          .filter(each -> each.kind().equals("tenant.deletion"))
          .findFirst()
          .orElseThrow()
          .run(null);
    }
    assertThat(rows("acme").keySet()).allMatch(table -> table.startsWith("audit."));
  }

  @Test
  @Order(5)
  void signed_and_killed_before_it_began_it_begins_and_takes_no_later_company_of_that_name()
      throws Exception {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Another");
    refused(
        "there is no tenant acme that was there", "tenant", "delete", "--tenant", "acme", at("d"));
    assertThat(CommandLineRun.json(home, "tenant", "list").toString()).contains("Another");

    sign("e");
    try (var product = Product.in(home).run()) {
      product
          .getBean(Operators.class)
          .apply(
              List.of(Caller.commandLine(ACME, "tess")),
              Kind.TENANT_DELETION,
              SignedDocument.read(Path.of(at("e"))));
    }
    assertThat(CommandLineRun.json(home, "tenant", "list").toString()).contains("Another");
    CommandLineRun.json(home, "tenant", "delete", "--tenant", "acme", at("e"));
    assertThat(rows("acme").keySet()).allMatch(table -> table.startsWith("audit."));
    assertThat(String.join("\n", rows("acme").getOrDefault("audit.entry", List.of())))
        .as("the log stays, and says who signed")
        .contains("signed by ann and bob");
  }

  private static void sign(String file) {
    run("tenant", "propose-deletion", "--tenant", "acme", "--reason", "r", "--out", at(file));
    run("keys", "sign", at(file), "--key", at("ann"));
    run("keys", "sign", at(file), "--key", at("bob"));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  /** What lies under a tenant's name outside the database, with its bytes. */
  private static Map<String, String> files(String tenant) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = home.relativize(file).toString();
        if (!name.startsWith("postgres")
            && (name.contains("tenant=" + tenant + "/")
                || name.startsWith("keys/tenants/" + tenant + ".")
                || name.startsWith("journal/" + tenant + "/"))) {
          files.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
      }
    }
    return files;
  }

  private static Connection superuser() throws SQLException {
    return java.util.Objects.requireNonNull(server).asSuperuser();
  }

  /** A tenant's rows in every table that has any, as a dump has them. */
  private static Map<String, List<String>> rows(String tenant) throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    try (Connection superuser = superuser();
        Statement statement = superuser.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              """
              SELECT table_schema || '.' || table_name FROM information_schema.columns
              JOIN information_schema.tables USING (table_schema, table_name)
              WHERE column_name = 'tenant' AND table_type = 'BASE TABLE'
              """)) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      for (String table : tables) {
        List<String> theirs = new ArrayList<>();
        try (ResultSet found =
            statement.executeQuery(
                "SELECT to_jsonb(t)::text FROM %s t WHERE tenant = '%s' ORDER BY 1"
                    .formatted(table, tenant))) {
          while (found.next()) {
            theirs.add(found.getString(1));
          }
        }
        if (!theirs.isEmpty()) {
          rows.put(table, theirs);
        }
      }
    }
    return rows;
  }

  /** Of a dump all but the log, which is still there. */
  private static void restore(Map<String, List<String>> dump) throws SQLException {
    try (Connection superuser = superuser();
        Statement statement = superuser.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      for (Map.Entry<String, List<String>> table : dump.entrySet()) {
        if (!table.getKey().startsWith("audit.")) {
          try (PreparedStatement insert =
              superuser.prepareStatement(
                  "INSERT INTO %1$s OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(NULL::%1$s, ?::jsonb)).*"
                      .formatted(table.getKey()))) {
            for (String row : table.getValue()) {
              insert.setString(1, row);
              insert.executeUpdate();
            }
          }
        }
      }
    }
  }

  private static String at(String file) {
    return folder.resolve(file).toString();
  }

  private static void refused(String because, String... args) {
    CommandLineRun run = run(args);
    assertThat(run.exit()).as(String.join(" ", args)).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(run.err()).contains(because);
  }

  private static CommandLineRun run(String... args) {
    return CommandLineRun.of(home, args);
  }
}
