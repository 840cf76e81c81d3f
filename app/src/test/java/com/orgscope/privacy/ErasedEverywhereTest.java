package com.orgscope.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.audit.Audit;
import com.orgscope.audit.TestAudit;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.ImportReport;
import com.orgscope.directory.OtherAccounts;
import com.orgscope.directory.People;
import com.orgscope.directory.PersonChange;
import com.orgscope.directory.PersonEntry;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.egress.Channel;
import com.orgscope.egress.Egress;
import com.orgscope.egress.Recorder;
import com.orgscope.egress.Sent;
import com.orgscope.egress.SentQuery;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.Receipt;
import com.orgscope.ingest.Ingest;
import com.orgscope.ingest.Intake;
import com.orgscope.ingest.LogWriter;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Source;
import com.orgscope.lake.TestLake;
import com.orgscope.state.Database;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.DailyUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Cleo is planted wherever the schema has a column for a person or for whoever acted, in the lake
 * and in a file. The search finds her everywhere first, and nowhere after she was erased.
 */
@Tag("slow")
class ErasedEverywhereTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final String COLUMNS =
      "employee_id,login,display_name,title,department,manager_id";

  /** Rooms whose rows are made by what they do, and not planted. */
  private static final Set<String> MADE =
      Set.of("directory", "audit", "lake", "eventlog", "privacy", "state");

  private static final Set<String> STORES =
      Set.of(
          "audit aliases",
          "dead letters",
          "event log",
          "files of the database",
          "lake",
          "other files",
          "tables",
          "what left");

  /** Long and like nothing else, so that others are packed by it. */
  private static final String QUESTION =
      new Random(7)
          .ints(4000, 'a', 'z' + 1)
          .mapToObj(Character::toString)
          .collect(Collectors.joining());

  @TempDir private static Path home;
  private static Database database;
  private static ConfigurableApplicationContext context;
  private static PersonKey cleo = new PersonKey(new UUID(0, 0));
  private static Set<String> planted = Set.of();

  @BeforeAll
  static void company() throws Exception {
    database = TestDatabase.fresh();
    context =
        Product.on(database, home)
            .properties(
                "orgscope.ingest.live.commit-interval=100ms",
                "orgscope.ingest.live.rebalance-interval=100ms",
                "orgscope.eventlog.poll-interval=20ms")
            .run();
    context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
    People people = context.getBean(People.class);
    TestDirectory.employ(
        people,
        Caller.system(ACME, "test"),
        COLUMNS,
        "1,dan@x.example,Dan Dew,Head,Platform,",
        "2,cleo@x.example,Cleo Canary,Engineer,Platform,1");
    cleo = people.byLogin(IT, "cleo@x.example").orElseThrow().key();
    Pseudonyms pseudonyms = context.getBean(IdentityResolution.class).pseudonyms(ACME);
    PersonKey account =
        Objects.requireNonNull(
            pseudonyms.resolve(
                "okta", "00ucleo", "cleo@x.example", (int) LocalDate.of(2026, 11, 2).toEpochDay()));
    pseudonyms.save();
    new SignInLog()
        .by(cleo)
        .visit("02 09:00", "GitHub", "s1")
        .by(account)
        .visit("02 10:00", "Jira", "s2")
        .by(90)
        .visit("02 11:00", "Jira", "s3")
        .into(context.getBean(Lake.class), ACME);
    context.getBean(DailyUsage.class).refresh(ACME, Progress.NONE);
    planted = plant();
    incoming();
    Caller herself = new Caller(ACME, Role.EMPLOYEE, "oidc:" + cleo, cleo);
    context.getBean(Audit.class).record(herself, "read own record", cleo.toString(), "own");
    TestAudit.keep(context, new Caller(ACME, Role.CEO, "oidc:" + cleo, cleo));
    Recorder models = context.getBean(Egress.class).recorder(ACME, Channel.MODEL);
    models.record("POST https://model.example", about(cleo + QUESTION));
    models.record("POST https://model.example", about(QUESTION + " nobody"));
    Path copies = Files.createDirectories(home.resolve("cache").resolve("copies"));
    try (OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(copies.resolve("old.ndjson.gz")))) {
      packed.write(("{\"actor\": \"" + cleo + "\"}").getBytes(UTF_8));
    }
  }

  /** A delivery that waits in the log, and a line that no parser takes. */
  private static void incoming() throws Exception {
    String event =
        OktaVisit.of("late", Instant.parse("2026-11-20T09:00:00Z"), 1, "Jira")
            .json()
            .replaceAll("\"alternateId\": ?\"[^\"]*\"", "\"alternateId\":\"cleo@x.example\"");
    assertThat(event).contains("cleo@x.example");
    assertThat(
            context.getBean(Intake.class).take(ACME, Source.OKTA, List.of(event.getBytes(UTF_8))))
        .isInstanceOf(Receipt.Stored.class);
    Path broken =
        Files.writeString(
            home.resolve("broken.ndjson"), "{\"actor\": {\"alternateId\": \"cleo@x.example\"\n");
    context.getBean(Ingest.class).files(IT, Source.OKTA, List.of(broken), Progress.NONE);
    Files.delete(broken);
  }

  private static byte[] about(String text) {
    return ("{\"prompt\": \"" + text + "\"}").getBytes(UTF_8);
  }

  /** As a process that takes live events in. */
  private static void takeIn() {
    EventLog log = context.getBean(EventLog.class);
    assertThat(log.backlog().deliveries()).isPositive();
    context.getBean(LogWriter.class).start();
    long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (log.backlog().deliveries() > 0) {
      assertThat(System.nanoTime()).isLessThan(patience);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @AfterAll
  static void close() {
    context.close();
    database.close();
  }

  /** A row of Cleo in every table with a column for her; what constraints want is not tried. */
  private static Set<String> plant() throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      Map<String, Map<String, String>> columns = new TreeMap<>();
      try (ResultSet found =
          statement.executeQuery(
              """
              SELECT table_schema || '.' || table_name, '"' || column_name || '"', udt_name
              FROM information_schema.columns
              JOIN information_schema.tables USING (table_schema, table_name)
              WHERE table_type = 'BASE TABLE' AND is_identity = 'NO'
                AND table_schema !~ '^(pg_|information_schema|public)'
              """)) {
        while (found.next()) {
          columns
              .computeIfAbsent(found.getString(1), t -> new HashMap<>())
              .put(found.getString(2), found.getString(3));
        }
      }
      for (Map.Entry<String, Map<String, String>> table : columns.entrySet()) {
        String room = table.getKey().substring(0, table.getKey().indexOf('.'));
        if (!MADE.contains(room)
            && table.getValue().containsKey("\"tenant\"")
            && table.getValue().entrySet().stream()
                .anyMatch(column -> isHers(column.getKey(), column.getValue()))) {
          plant(owner, table.getKey(), table.getValue());
          tables.add(table.getKey());
        }
      }
    }
    return tables;
  }

  private static boolean isHers(String column, String type) {
    return column.equals("\"person\"") || (acted(column) && type.equals("text"));
  }

  private static boolean acted(String column) {
    return column.matches("\"(.*_)?(by|whom|principal|maker)\"");
  }

  private static void plant(Connection owner, String table, Map<String, String> columns)
      throws SQLException {
    try (Statement statement = owner.createStatement()) {
      for (String constraint :
          list(
              statement,
              "SELECT quote_ident(conname) FROM pg_constraint WHERE conrelid = '%s'::regclass AND contype NOT IN ('n', 'p', 'u')"
                  .formatted(table))) {
        statement.execute(
            "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s CASCADE".formatted(table, constraint));
      }
      statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
      List<String> names = List.copyOf(columns.keySet());
      List<String> values = new ArrayList<>();
      for (String name : names) {
        values.add(value(name, columns.getOrDefault(name, "")));
      }
      statement.execute(
          "INSERT INTO %s (%s) VALUES (%s)"
              .formatted(table, String.join(", ", names), String.join(", ", values)));
      statement.execute("ALTER TABLE " + table + " ENABLE TRIGGER USER");
    }
  }

  private static List<String> list(Statement statement, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static String value(String column, String type) {
    return switch (type) {
      case "uuid" -> "'" + (column.equals("\"person\"") ? cleo : new UUID(1, 1)) + "'";
      case "_uuid" -> "'{}'::uuid[]";
      case "_text" -> "'{}'::text[]";
      case "text" ->
          acted(column) ? "'oidc:" + cleo + "'" : column.equals("\"tenant\"") ? "'acme'" : "'x'";
      case "jsonb" -> "'{}'";
      case "bytea" -> "'\\x00'";
      case "bool" -> "false";
      case "timestamptz", "date" -> "'2026-11-20'";
      default -> "7";
    };
  }

  private static ErasureSearch.Store in(Map<String, ErasureSearch.Store> stores, String store) {
    return Objects.requireNonNull(stores.get(store), store);
  }

  private static Map<String, ErasureSearch.Store> search(Set<PersonKey> keys) {
    Map<String, ErasureSearch.Store> stores = new TreeMap<>();
    context
        .getBean(ErasureSearch.class)
        .search(StoreSearch.Sought.of(ACME, keys, Set.of("cleo@x.example", "Cleo Canary")))
        .forEach(store -> stores.put(store.store(), store));
    return stores;
  }

  @Test
  void the_search_finds_somebody_in_every_store_before_and_nowhere_after() throws Exception {
    ErasedPeople people = context.getBean(ErasedPeople.class);
    Set<PersonKey> keys = people.keys(ACME, Set.of(cleo));
    assertThat(keys).as("person and account").hasSize(2);
    Map<String, ErasureSearch.Store> before = search(keys);
    Set<String> tables = new TreeSet<>(in(before, "tables").found().keySet());
    assertThat(tables)
        .as("every table that has a column for her")
        .containsAll(
            planted.stream().filter(table -> !ErasureSearch.KEPT.containsKey(table)).toList())
        .anyMatch(table -> table.startsWith("directory."));
    assertThat(planted).hasSizeGreaterThan(24);
    assertThat(in(before, "lake").found().keySet())
        .anyMatch(file -> file.contains("sso_events") && file.endsWith(".parquet"))
        .anyMatch(file -> file.contains("app_usage_daily") && file.endsWith(".parquet"));
    assertThat(in(before, "other files").found().keySet())
        .as("packed")
        .containsExactly("cache/copies/old.ndjson.gz");
    assertThat(in(before, "event log").found()).containsExactly(Map.entry("okta", 1L));
    assertThat(in(before, "dead letters").found()).containsExactly(Map.entry("okta", 1L));
    assertThat(in(before, "audit aliases").found().keySet())
        .as("a row, and an entry in a file")
        .hasSize(2)
        .anyMatch(place -> place.endsWith("alias"));
    assertThat(in(before, "what left").found())
        .as("also in what others are packed by")
        .containsOnlyKeys("model", "packing");
    assertThat(before.values()).allSatisfy(store -> assertThat(store.unread()).isEmpty());
    assertThat(before.keySet()).isEqualTo(STORES);

    Erasures erasures = context.getBean(Erasures.class);
    Instant asked = Instant.now();
    Erasure erasure =
        erasures.awaitEnd(IT, erasures.request(IT, List.of(cleo)), Progress.NONE).getFirst();
    assertThat(Duration.between(erasure.askedAt(), erasure.dueAt())).isEqualTo(Erasures.DEADLINE);
    assertThat(erasure.rows().get("who acted")).isGreaterThan(10);
    ErasureReceipts receipts = context.getBean(ErasureReceipts.class);
    assertThat(receipts.of(IT, erasure.id()).said().searched()).as("not searched yet").isNull();

    Map<String, ErasureSearch.Store> after = search(keys);
    assertThat(in(after, "tables").found()).isEmpty();
    assertThat(in(after, "lake").total()).as("bytes go with housekeeping").isPositive();
    assertThat(in(after, "other files").found()).as("temporary").isEmpty();
    assertThat(in(after, "dead letters").found()).isEmpty();
    assertThat(in(after, "what left").found()).isEmpty();
    assertThat(
            context
                .getBean(Egress.class)
                .find(IT, new SentQuery(null, null, null, "", null, 9))
                .sent())
        .singleElement()
        .as("packed anew")
        .returns(new String(about(QUESTION + " nobody"), UTF_8), Sent::text);
    assertThat(in(after, "event log").total()).as("waits for who stores it").isOne();
    takeIn();
    comesAgain();
    TestAudit.drain(database, new Home(home));
    for (int days = 1; days < 6; days++) {
      Instant then = asked.plus(Duration.ofDays(days));
      TestLake.maintenance(database, home, () -> then).maintain(Set.of(ACME));
    }
    ErasureSearch.Searched found = context.getBean(ErasureSearch.class).run(IT, false);
    assertThat(found.stores()).allSatisfy(store -> assertThat(store.found()).isEmpty());
    assertThat(found.stores())
        .filteredOn(store -> !store.store().equals("files of the database"))
        .as("the server of these tests is nobody's own")
        .allSatisfy(store -> assertThat(store.looked()).isPositive());
    assertThat(found.keys()).isEqualTo(2);
    assertThat(search(keys).values())
        .as("by name and login too, which nobody knows any more")
        .allSatisfy(store -> assertThat(store.found()).isEmpty());
    assertThat(in(search(Set.of(SignInLog.person(90))), "lake").total())
        .as("the search can find somebody")
        .isPositive();
    receipt(receipts, erasure);
    unread(receipts, erasure);
    same(erasures, erasure);
  }

  /** By a file of people and by a push of an account, under her login. */
  private static void comesAgain() {
    People people = context.getBean(People.class);
    ImportReport file =
        TestDirectory.employ(
            people,
            IT,
            COLUMNS,
            "2,cleo@x.example,Cleo Canary,Engineer,Platform,1",
            "3,eve@x.example,Eve Elm,Engineer,Platform,2");
    assertThat(file.rejected()).singleElement().returns(2L, ImportReport.Row::line);
    assertThat(file.imported()).as("whoever else is in it").isOne();
    assertThat(
            people.put(
                IT,
                new PersonEntry(
                    Map.of(
                        PersonEntry.Fact.LOGIN, List.of("Cleo@x.example"),
                        PersonEntry.Fact.DISPLAY_NAME, List.of("Cleo Canary")),
                    List.of()),
                OtherAccounts.NONE))
        .isInstanceOf(PersonChange.Refused.class);
  }

  /** Half an archive, half a list of files and half a file of rows: it goes on, and says so. */
  private static void unread(ErasureReceipts receipts, Erasure erasure) throws IOException {
    List<Path> halves = new ArrayList<>();
    Path cache = Files.createDirectories(home.resolve("cache"));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(QUESTION.getBytes(UTF_8));
    }
    Path whole = Files.write(cache.resolve("whole.gz"), packed.toByteArray());
    halves.add(half(whole, cache.resolve("half.gz")));
    Path lake = home.resolve("lake");
    for (String kind : List.of(".avro", ".parquet")) {
      try (Stream<Path> all = Files.walk(lake)) {
        Path one = all.filter(file -> file.toString().endsWith(kind)).findFirst().orElseThrow();
        halves.add(half(one, lake.resolve("half" + kind)));
      }
    }
    ErasureSearch.Searched searched = context.getBean(ErasureSearch.class).run(IT, false);
    assertThat(searched.clean()).isFalse();
    assertThat(
            searched.stores().stream().flatMap(store -> store.unread().keySet().stream()).toList())
        .containsExactlyInAnyOrder("cache/half.gz", "half.avro", "half.parquet");
    assertThat(searched.stores()).allSatisfy(store -> assertThat(store.found()).isEmpty());
    assertThat(Objects.requireNonNull(receipts.of(IT, erasure.id()).said().searched()).stores())
        .hasEntrySatisfying("lake", store -> assertThat(store.unread()).isEqualTo(2))
        .hasEntrySatisfying("other files", store -> assertThat(store.unread()).isOne());
    for (Path half : halves) {
      Files.delete(half);
    }
  }

  private static Path half(Path of, Path to) throws IOException {
    byte[] bytes = Files.readAllBytes(of);
    return Files.write(to, Arrays.copyOf(bytes, bytes.length / 2));
  }

  private static void receipt(ErasureReceipts receipts, Erasure erasure) {
    ErasureReceipt receipt = receipts.of(IT, erasure.id());
    assertThat(receipts.holds(ErasureReceipt.parse(receipt.text()))).isTrue();
    ErasureReceipt.Said said = receipt.said();
    assertThat(said.inTime()).isTrue();
    assertThat(said.rows())
        .containsKeys("lake", "directory", "who acted", "batches at a model's provider");
    assertThat(said.heldOutside()).containsEntry("batches at a model's provider", 0L);
    assertThat(Objects.requireNonNull(said.searched()).stores().values())
        .hasSize(STORES.size())
        .allSatisfy(store -> assertThat(store.found()).isZero())
        .allSatisfy(store -> assertThat(store.unread()).isZero());
    assertThat(receipt.text())
        .as("it names nobody")
        .doesNotContain(cleo.toString(), "cleo", "Cleo");
    for (int at = 0; at < receipt.document().length(); at += 7) {
      StringBuilder changed = new StringBuilder(receipt.document());
      changed.setCharAt(at, (char) (changed.charAt(at) ^ 1));
      assertThat(
              receipts.holds(
                  new ErasureReceipt(changed.toString(), receipt.key(), receipt.signature())))
          .as("a changed bit at " + at)
          .isFalse();
    }
    assertThatThrownBy(() -> receipts.of(IT, UUID.randomUUID()))
        .hasMessageContaining("there is no erasure");
  }

  /** Nothing of it says any more whose it was, and asked again it is known all the same. */
  private static void same(Erasures erasures, Erasure erasure) throws Exception {
    assertThat(
            database.<Integer>inTransactionAs(
                IT,
                sql ->
                    sql.sql("SELECT count(*) FROM privacy.erasure WHERE id = ? AND person IS NULL")
                        .param(erasure.id())
                        .query(Integer.class)
                        .single()))
        .isOne();
    assertThat(
            erasures
                .awaitEnd(IT, erasures.request(IT, List.of(cleo)), Progress.NONE)
                .getFirst()
                .id())
        .isEqualTo(erasure.id());
    assertThat(
            database.<OffsetDateTime>inTransactionAs(
                IT,
                sql ->
                    sql.sql("SELECT max(at) FROM privacy.erasure_search")
                        .query(OffsetDateTime.class)
                        .single()))
        .isNotNull();
  }
}
