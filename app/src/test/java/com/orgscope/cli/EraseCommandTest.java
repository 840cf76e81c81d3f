package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erasures;
import com.orgscope.state.ByteSearch;
import com.orgscope.state.Database;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody is forgotten everywhere, others are not, and nothing brings them back. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class EraseCommandTest {
  private static final String ZELDA = "zelda.zinnia@x.example";
  private static final String ANN = "ann.ash@x.example";
  private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(3);
  private static final TenantId ACME = new TenantId("acme");

  /** A row of somebody in each table that other rooms keep about people. */
  private static final List<String> ROWS =
      List.of(
          """
          INSERT INTO category.assignment (tenant, run, person, as_of, status, confidence,
            said, model) VALUES (state.tenant(), 'r', ?, now(), 'DECIDED', 1, '{}', 'm')
          """,
          """
          INSERT INTO category.override (tenant, person, category, by_whom, at)
          VALUES (state.tenant(), ?, 'Sales', 'tess', now())
          """,
          """
          INSERT INTO category.override_reason (tenant, person, number, reason)
          VALUES (state.tenant(), ?, 1, 'because')
          """,
          """
          INSERT INTO recommendation.recommendation (tenant, id, category, person, change, run,
            as_of, standing, first_at, document)
          VALUES (state.tenant(), gen_random_uuid()::text, 'Sales', ?, 'c', 'r', now(),
            true, now(), '{}')
          """,
          """
          INSERT INTO recommendation.decision (tenant, id, number, person,
            published, decided, promised, by_whom, at)
          VALUES (state.tenant(), gen_random_uuid()::text, 1, ?, false, 'approved', '{}',
            'tess', now())
          """,
          """
          INSERT INTO recommendation.note (tenant, id, number, person, note)
          VALUES (state.tenant(), gen_random_uuid()::text, 1, ?, 'note')
          """,
          """
          INSERT INTO nightly.chosen (tenant, run, person, shard, reason)
          VALUES (state.tenant(), 'r', ?, 0, 'NEW')
          """,
          """
          INSERT INTO access.principal (tenant, principal, role, person)
          VALUES (state.tenant(), gen_random_uuid()::text, 'EMPLOYEE', ?)
          """,
          """
          INSERT INTO scim.user_resource (tenant, id, person, active, version, created_at,
            modified_at) VALUES (state.tenant(), gen_random_uuid(), ?, true, 1, now(), now())
          """);

  /** The same where only the person adds it. */
  private static final List<String> OWN_ROWS =
      List.of(
          """
          INSERT INTO category.under_review (tenant, person, publication, since, until)
          VALUES (state.tenant(), ?, 1, now(), 'infinity')
          """,
          """
          INSERT INTO review.contest (tenant, person, category, wanted, statement, opened_at,
            due_at) VALUES (state.tenant(), ?, 'Sales', 'Legal', 's', now(), now() + '1 day')
          """);

  /** The database and the lake, neither keys nor journals. */
  private static final List<String> BACKED_UP = List.of("postgres", "lake");

  @TempDir private static Path home;
  @TempDir private static Path backup;
  private static UUID zelda = new UUID(0, 0);
  private static UUID ann = new UUID(0, 0);

  @BeforeAll
  static void company() throws IOException {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    people();
    ingest("events.ndjson", events(0, 200) + broken(ZELDA) + broken(ANN));
    try (var context = started()) {
      Caller caller = Caller.commandLine(ACME, "tess");
      TestDirectory directory = TestDirectory.of(context);
      zelda = directory.people().byLogin(caller, ZELDA).orElseThrow().key().value();
      ann = directory.people().byLogin(caller, ANN).orElseThrow().key().value();
      Database database = context.getBean(Database.class);
      for (UUID person : List.of(zelda, ann)) {
        database.runAs(
            Caller.system(ACME, "test"),
            sql -> ROWS.forEach(insert -> sql.sql(insert).param(person).update()));
        database.runAs(
            new Caller(ACME, Role.EMPLOYEE, "test", new PersonKey(person)),
            sql -> OWN_ROWS.forEach(insert -> sql.sql(insert).param(person).update()));
      }
    }
    // The server has stopped: as an operator copies it.
    for (String part : BACKED_UP) {
      ChildProcess.run(
          new ProcessBuilder(
              "cp", "-a", home.resolve(part).toString(), backup.resolve(part).toString()));
    }
  }

  private static org.springframework.context.ConfigurableApplicationContext started() {
    return Product.in(home).run();
  }

  private static JsonNode people() throws IOException {
    Path people =
        Files.writeString(
            home.resolve("people.csv"),
            """
            employee_id,login,display_name,title,department,hire_date,manager_id
            7001,%s,Zelda Zinnia,Head,Platform,2020-01-01,
            7002,%s,Ann Ash,Engineer,Platform,2020-01-01,7001
            """
                .formatted(ZELDA, ANN));
    return CommandLineRun.json(home, "people", "import", "--tenant", "acme", people.toString());
  }

  private static JsonNode ingest(String file, String lines) throws IOException {
    Path events = Files.writeString(home.resolve(file), lines);
    return CommandLineRun.json(
        home, "ingest", "--tenant", "acme", "--source", "okta", events.toString());
  }

  private static String events(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      Instant at = DAY.atTime(9, 0, i % 60).toInstant(ZoneOffset.UTC);
      OktaVisit visit =
          OktaVisit.of(new UUID(7, i).toString(), at, i % 2, "Tracker")
              .by("00u" + i % 2, i % 2 == 0 ? ZELDA : ANN);
      lines.append(visit.json()).append('\n');
    }
    return lines.toString();
  }

  private static String broken(String login) {
    return "{\"actor\":{\"alternateId\":\"" + login + "\"},\"eventType\":\n";
  }

  private static long accesses(String login) {
    return CommandLineRun.json(home, "usage", "--tenant", "acme", "--login", login)
        .get("accesses")
        .asLong();
  }

  @Test
  @Order(1)
  void somebody_is_forgotten_in_every_place_and_nobody_else() {
    assertThat(accesses(ZELDA)).isEqualTo(100);
    JsonNode erased = CommandLineRun.json(home, "erase", "--tenant", "acme", "--login", ZELDA);
    assertThat(erased.get("ended_at").asString()).isNotEmpty();
    JsonNode rows = erased.get("by_place");
    assertThat(rows.get("lake").asLong()).as("events and daily figures").isGreaterThan(100);
    assertThat(rows.get("categories").asLong()).isEqualTo(3);
    assertThat(rows.get("recommendations").asLong()).isEqualTo(3);
    assertThat(rows.get("nights").asLong()).isEqualTo(1);
    assertThat(rows.get("dead letters").asLong()).isEqualTo(1);
    assertThat(rows.get("SCIM accounts").asLong()).isEqualTo(1);
    assertThat(rows.get("directory").asLong())
        .as("row, position, principal, look, alias")
        .isEqualTo(5);
    assertThat(accesses(ZELDA)).isZero();
    assertThat(accesses(ANN)).isEqualTo(100);
    assertThat(
            CommandLineRun.json(home, "ingest", "dead-letters", "--tenant", "acme")
                .get("letters")
                .asLong())
        .isEqualTo(1);
  }

  /** In pages it stays until they are written over, which receipts say. */
  @Test
  @Order(2)
  void the_log_of_the_database_has_nothing_of_the_person_any_more() throws IOException {
    ByteSearch search = new ByteSearch(List.of(zelda), List.of());
    assertThat(held(backup, search)).as("it was there").isPositive();
    assertThat(held(home, search)).isZero();
  }

  private static long held(Path from, ByteSearch search) throws IOException {
    long found = 0;
    try (Stream<Path> log =
        Files.list(from.resolve("postgres").resolve("data").resolve("pg_wal"))) {
      for (Path segment : log.filter(Files::isRegularFile).toList()) {
        try (InputStream in = Files.newInputStream(segment)) {
          found += search.count(in);
        }
      }
    }
    return found;
  }

  /** Every table that has a column of people, whatever is added later. */
  @Test
  @Order(2)
  void no_table_has_a_row_of_the_person() {
    List<String> left = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (var context = started()) {
      context
          .getBean(Database.class)
          .runAs(
              Caller.system(ACME, "test"),
              sql ->
                  sql.sql(
                          """
                          SELECT table_schema || '.' || table_name || '.' || column_name
                          FROM information_schema.columns
                          WHERE data_type = 'uuid'
                            AND column_name IN ('person', 'manager', 'old_key', 'actor')
                            AND table_schema NOT IN ('pg_catalog', 'information_schema')
                          """)
                      .query(String.class)
                      .list()
                      .forEach(column -> {
                        int dot = column.lastIndexOf('.');
                        String count =
                            "SELECT count(*) FROM "
                                + column.substring(0, dot)
                                + " WHERE "
                                + column.substring(dot + 1)
                                + " = ?";
                        if (sql.sql(count).param(zelda).query(Long.class).single() > 0) {
                          left.add(column);
                        }
                        if (sql.sql(count).param(ann).query(Long.class).single() > 0) {
                          others.add(column);
                        }
                      }));
    }
    assertThat(left).as("what keeps them from coming back does not stand under the key").isEmpty();
    assertThat(others)
        .contains(
            "directory.person.person",
            "category.assignment.person",
            "recommendation.recommendation.person",
            "nightly.chosen.person",
            "scim.user_resource.person",
            "access.principal.person");
  }

  @Test
  @Order(3)
  void no_table_takes_a_row_of_the_person_any_more_whoever_read_them_before() {
    try (var context = started()) {
      for (String insert : ROWS) {
        int taken =
            context
                .getBean(Database.class)
                .inTransactionAs(
                    Caller.system(ACME, "test"), sql -> sql.sql(insert).param(zelda).update());
        assertThat(taken).as(insert).isZero();
      }
    }
    no_table_has_a_row_of_the_person();
  }

  @Test
  @Order(4)
  void neither_old_events_nor_new_ones_nor_the_personnel_file_bring_them_back() throws IOException {
    JsonNode again = ingest("again.ndjson", events(0, 260));
    assertThat(again.get("ignored").asLong()).as("of the erased").isEqualTo(130);
    assertThat(again.get("accepted").asLong()).isEqualTo(30);
    assertThat(accesses(ZELDA)).isZero();
    assertThat(accesses(ANN)).isEqualTo(130);
    JsonNode imported = people();
    assertThat(imported.get("rejected").toString()).contains("erased on request");
    assertThat(CommandLineRun.of(home, "category", "--tenant", "acme", "--login", ZELDA).exit())
        .isEqualTo(OrgscopeCommand.FAILED);
  }

  @Test
  @Order(5)
  void asked_again_it_is_the_same_erasure_and_of_a_stranger_it_says_so() {
    JsonNode first = CommandLineRun.json(home, "erase", "--tenant", "acme", "--login", ZELDA);
    JsonNode second = CommandLineRun.json(home, "erase", "--tenant", "acme", "--login", ZELDA);
    assertThat(second).isEqualTo(first);
    CommandLineRun nobody =
        CommandLineRun.of(home, "erase", "--tenant", "acme", "--login", "nobody@x.example");
    assertThat(nobody.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(nobody.err()).contains("nobody of acme has or had the login");
    assertThat(CommandLineRun.of(home, "erase", "--tenant", "acme").exit())
        .isEqualTo(OrgscopeCommand.WRONG_USAGE);
  }

  @Test
  @Order(5)
  void a_receipt_that_names_nobody_is_checked_offline_and_a_changed_one_is_found()
      throws IOException {
    String id =
        CommandLineRun.json(home, "erase", "--tenant", "acme", "--login", ZELDA)
            .get("erasure")
            .asString();
    CommandLineRun searched = CommandLineRun.of(home, "privacy", "search", "--tenant", "acme");
    assertThat(searched.exit()).as("bytes of the lake wait for housekeeping").isOne();
    assertThat(searched.out())
        .contains("Searched for", "  tables", "parquet", "    files of directory.person ")
        .doesNotContain("    category.", "    directory.", "    work.", "    privacy.");
    String given =
        CommandLineRun.json(home, "privacy", "receipt", "--tenant", "acme", "--erasure", id)
            .toString();
    assertThat(given).contains("signature", id).doesNotContain("zelda", zelda.toString());
    Path file = Files.writeString(home.resolve("receipt.json"), given);
    CommandLineRun checked = CommandLineRun.of(home, "verify", "--receipt", file.toString());
    assertThat(checked.exit()).as(checked.err() + checked.out()).isEqualTo(OrgscopeCommand.DONE);
    Files.writeString(file, given.replace("lake", "lare"));
    assertThat(CommandLineRun.of(home, "verify", "--receipt", file.toString()).exit())
        .isEqualTo(OrgscopeCommand.FAILED);
  }

  @Test
  @Order(6)
  void a_login_that_goes_on_to_an_employee_of_another_number_takes_no_other_id_along()
      throws IOException {
    Path people =
        Files.writeString(
            home.resolve("successor.csv"),
            "employee_id,login,display_name,title,department,hire_date,manager_id\n7009,%s,Zed Zorn,"
                    .formatted(ZELDA)
                + "Engineer,Platform,2024-01-01,\n");
    JsonNode imported =
        CommandLineRun.json(home, "people", "import", "--tenant", "acme", people.toString());
    assertThat(imported.get("imported").asLong()).isEqualTo(1);
    String late = events(300, 301);
    JsonNode zeldas = ingest("late.ndjson", late.replace(ZELDA, "unknown"));
    assertThat(zeldas.get("ignored").asLong()).as("of the erased, by the account's id").isOne();
    JsonNode zeds = ingest("zed.ndjson", late.replace("00u0", "00u9"));
    assertThat(zeds.get("accepted").asLong()).isOne();
    assertThat(accesses(ZELDA)).isOne();
  }

  @Test
  @Order(7)
  void what_turns_out_later_to_be_of_somebody_erased_goes_too() throws IOException {
    Path people =
        Files.writeString(
            home.resolve("yara.csv"),
            "employee_id,login,display_name,title,department,hire_date,manager_id\n7003,"
                + "yara.new@x.example,Yara Yew,Engineer,Platform,2020-01-01,\n");
    CommandLineRun.json(home, "people", "import", "--tenant", "acme", people.toString());
    String old = events(400, 401).replace("00u0", "00u7").replace(ZELDA, "yara.old@x.example");
    String renamed = events(402, 403).replace("00u0", "00u7").replace(ZELDA, "yara.new@x.example");
    ingest("yara-old.ndjson", old);
    CommandLineRun.json(home, "erase", "--tenant", "acme", "--login", "yara.new@x.example");
    ingest("yara-new.ndjson", renamed);
    assertThat(accesses("yara.old@x.example")).isZero();
    assertThat(accesses(ANN)).isEqualTo(130);
  }

  /** Of before anybody was erased; the home knows all three of them. */
  @Test
  @Order(8)
  void a_restored_database_and_lake_bring_nobody_back() throws IOException {
    for (String part : BACKED_UP) {
      ChildProcess.run(new ProcessBuilder("rm", "-r", home.resolve(part).toString()));
      ChildProcess.run(
          new ProcessBuilder(
              "cp", "-a", backup.resolve(part).toString(), home.resolve(part).toString()));
    }
    CommandLineRun asked =
        CommandLineRun.of(home, "category", "--tenant", "acme", "--login", ZELDA);
    assertThat(asked.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(accesses(ZELDA)).isZero();
    assertThat(accesses(ANN)).isEqualTo(100);
    no_table_has_a_row_of_the_person();
    assertThat(people().get("rejected").toString()).contains("erased on request");
    JsonNode late = ingest("late-again.ndjson", events(500, 502));
    assertThat(late.get("ignored").asLong()).isOne();
    try (var context = started()) {
      assertThat(context.getBean(Erasures.class).eraseAgain(ACME)).as("once").isZero();
    }
    assertThat(CommandLineRun.of(home, "privacy", "search", "--anew", "--tenant", "acme").out())
        .as("no page, no index and no log of the database, after all that came back")
        .contains("files of the database")
        .doesNotContain("    files ");
  }
}
