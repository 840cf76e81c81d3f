package com.orgscope.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.People;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.export.HeldTable.Column;
import com.orgscope.export.HeldTable.Kind;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.state.Database;
import com.orgscope.testing.Product;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.DailyUsage;
import com.orgscope.usage.SensitiveMark;
import com.orgscope.usage.SensitiveMarks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ann has a row in every table, and so has Bob, who is her manager: each has their own alone. */
class PersonalExportTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final String COLUMNS =
      "employee_id,login,display_name,title,department,manager_id";

  private static final String MARKED =
      "a sentence of more than a hundred characters, as a model writes them, with many words, some of"
          + " which are facts, and among them Quarrywood.";

  @TempDir private static Path home;
  @TempDir private static Path exported;
  private static Database database;
  private static ConfigurableApplicationContext context;
  private static PersonKey ann = new PersonKey(new UUID(0, 0));
  private static PersonKey bob = ann;

  @BeforeAll
  static void company() throws Exception {
    database = TestDatabase.fresh();
    context = Product.on(database, home).run();
    context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
    People people = context.getBean(People.class);
    Caller system = Caller.system(ACME, "test");
    TestDirectory.employ(
        people,
        system,
        COLUMNS,
        "1,bob@x.example,Bob Birch,Head bob-title,Platform,",
        "2,ann@x.example,Ann Ash,Engineer ann-title,Platform,1");
    ann = key("ann");
    bob = key("bob");
    context
        .getBean(SensitiveMarks.class)
        .mark(
            Caller.commandLine(ACME, "tess"), new SensitiveMark("Quarrywood", true), Progress.NONE);
    events();
    for (HeldTable table : HeldTable.all()) {
      if (table.isReadHere() && !table.table().startsWith("directory.")) {
        plant(table, "ann", ann);
        plant(table, "bob", bob);
        if (table.leftOut().containsKey("team")) {
          plant(table, "team", ann);
        }
      }
    }
    TestCouncilPolicies.managersSee(
        context.getBean(Database.class), ACME, CouncilPolicy.Managers.NAMED);
    TestRuns.answered(context.getBean(Database.class), ACME, List.of(ann));
    // The planted rows ask for everybody's erasure, of whom nobody would be told anything.
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE FUNCTION privacy.being_erased() RETURNS SETOF uuid"
              + " LANGUAGE sql STABLE AS 'SELECT NULL::uuid WHERE false'");
    }
    context
        .getBean(Access.class)
        .require(new Caller(ACME, Role.MANAGER, "oidc:" + bob, bob), Action.PERSON_DATA, ann);
  }

  @AfterAll
  static void close() {
    context.close();
    database.close();
  }

  private static PersonKey key(String name) {
    return context
        .getBean(People.class)
        .byLogin(Caller.commandLine(ACME, "tess"), name + "@x.example")
        .orElseThrow()
        .key();
  }

  /** Of an account that turned out to be Ann's, of a login that was Ann's, of Bob's. */
  private static void events() {
    Pseudonyms pseudonyms = context.getBean(IdentityResolution.class).pseudonyms(ACME);
    int day = (int) LocalDate.of(2026, 11, 2).toEpochDay();
    PersonKey account =
        Objects.requireNonNull(pseudonyms.resolve("okta", "00uann", "ann@x.example", day));
    PersonKey unknown =
        Objects.requireNonNull(pseudonyms.resolve("okta", "00ubob", "bob@x.example", day));
    // A login that passed on, and events that name nothing but it.
    var _ = pseudonyms.resolve("okta", "00uann", "old@x.example", day);
    var _ = pseudonyms.resolve("okta", "00uann", "ann@x.example", day + 8);
    var _ = pseudonyms.resolve("okta", "00uzed", "old@x.example", day + 20);
    PersonKey login =
        Objects.requireNonNull(pseudonyms.resolve("okta", null, "old@x.example", day));
    pseudonyms.save();
    SignInLog log =
        new SignInLog()
            .by(ann)
            .visit("02 09:00", "GitHub", "ann-s1")
            .by(account)
            .visit("03 09:00", "Jira", "ann-s2")
            .visit("03 10:00", "betriebsrat-portal", "ann-s2")
            .by(login)
            .visit("02 11:00", "Slack", "ann-s3")
            .visit("22 11:00", "Zoom", "zed-s1")
            .by(unknown)
            .visit("02 09:00", "Salesforce", "bob-s1");
    Lake lake = context.getBean(Lake.class);
    log.into(lake, ACME);
    context.getBean(DailyUsage.class).refresh(ACME, Progress.NONE);
  }

  /** A row whose every text begins with a name; what constraints want is not what is tried. */
  private static void plant(HeldTable table, String name, PersonKey person) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      for (String constraint :
          list(
              owner,
              "SELECT quote_ident(conname) FROM pg_constraint WHERE conrelid = '%s'::regclass AND contype <> 'n'"
                  .formatted(table.table()))) {
        statement.execute(
            "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s CASCADE"
                .formatted(table.table(), constraint));
      }
      statement.execute("ALTER TABLE " + table.table() + " DISABLE TRIGGER USER");
      List<String> columns = new ArrayList<>();
      List<String> values = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              "SELECT column_name, udt_name FROM information_schema.columns WHERE table_schema || '.' || table_name = '%s' AND is_identity = 'NO'"
                  .formatted(table.table()))) {
        while (found.next()) {
          columns.add('"' + found.getString(1) + '"');
          values.add(value(found.getString(1), found.getString(2), name, person));
        }
      }
      statement.execute(
          "INSERT INTO %s (%s) VALUES (%s)"
              .formatted(table.table(), String.join(", ", columns), String.join(", ", values)));
    }
  }

  private static String value(String column, String type, String name, PersonKey person) {
    UUID number = UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    return switch (type) {
      case "uuid" -> "'" + (column.equals("person") ? person : number) + "'";
      case "_uuid" -> "ARRAY['" + number + "'::uuid]";
      case "text" ->
          column.equals("tenant")
              ? "'acme'"
              : "'" + name + "-" + (column.equals("asked") ? "signature" : column) + "'";
      case "_text" ->
          column.equals("faults")
              ? "ARRAY['uses Betriebsrat-Portal']"
              : "ARRAY['%s-%s']".formatted(name, column);
      case "jsonb" ->
          "'{\"of\": \"%s-%s\", \"uses\": \"Headspace\", \"prose\": \"%s\"}'"
              .formatted(name, column, MARKED);
      case "bytea" -> sealed(column, name, number);
      case "bool" -> Boolean.toString(name.equals("team") || column.equals("counted"));
      case "timestamptz" -> "'2026-11-20T08:00:00Z'";
      case "date" -> "'2026-11-20'";
      default -> "7";
    };
  }

  private static String sealed(String column, String name, UUID id) {
    byte[] bytes = (name + "-" + column).getBytes(UTF_8);
    if (column.equals("resource")) {
      String account =
          "{\"userName\": \"%s-resource\", \"manager\": {\"displayName\": \"somebody else\"}}"
              .formatted(name);
      bytes =
          context.getBean(TenantEncryption.class).seal(ACME, account.getBytes(UTF_8), "scim/" + id);
    }
    return "'\\x" + HexFormat.of().formatHex(bytes) + "'";
  }

  private static List<String> list(Connection owner, String sql) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private static Caller employee(PersonKey person) {
    return new Caller(ACME, Role.EMPLOYEE, "oidc:" + person, person);
  }

  private static Map<String, String> export(Caller caller) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    context.getBean(PersonalExport.class).of(caller).writeTo(out);
    return unzipped(out.toByteArray());
  }

  private static Map<String, String> unzipped(byte[] bytes) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return files;
  }

  private static JsonNode json(Map<String, String> files, String name) {
    return JsonMapper.shared().readTree(files.getOrDefault(name + ".json", ""));
  }

  /** Of the answer that was planted, beside the one by which her manager sees her. */
  private static JsonNode saidOf(Map<String, String> files) {
    return json(files, "categories")
        .valueStream()
        .map(row -> row.get("said"))
        .filter(said -> said.has("of"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void each_table_gives_somebody_their_row_with_its_columns() throws IOException {
    Map<String, String> files = export(employee(ann));
    for (HeldTable table : HeldTable.all()) {
      if (!table.isReadHere()) {
        continue;
      }
      JsonNode rows = json(files, table.file());
      assertThat(rows.isArray()).as(table.file()).isTrue();
      if (!table.table().startsWith("directory.")) {
        assertThat(rows).as(table.file()).isNotEmpty();
        assertThat(rows.get(0).propertyNames())
            .containsExactlyElementsOf(table.columns().stream().map(Column::name).toList());
      }
      boolean flat = table.columns().stream().allMatch(c -> c.kind() == Kind.PLAIN);
      assertThat(files.containsKey(table.file() + ".csv")).as(table.file()).isEqualTo(flat);
    }
    assertThat(json(files, "directory").get(0).get("title").asString()).contains("ann-title");
    assertThat(json(files, "names").get(0).get("display_name").asString()).isEqualTo("Ann Ash");
    assertThat(files.get("names.csv"))
        .isEqualTo("employee_id,login,display_name\r\n2,ann@x.example,Ann Ash\r\n");
    assertThat(saidOf(files).get("of").asString()).isEqualTo("ann-said");
    assertThat(json(files, "provider-accounts").get(0).get("resource").get("userName").asString())
        .isEqualTo("ann-resource");
    assertThat(json(files, "calls-of-models").get(0).get("prompt").asString())
        .isEqualTo("ann-prompt");
    assertThat(json(files, "accounts")).isNotEmpty();
    assertThat(json(files, "ids")).isNotEmpty();
  }

  @Test
  void nobody_else_is_in_it() throws IOException {
    for (boolean manager : List.of(false, true)) {
      Caller caller = manager ? new Caller(ACME, Role.MANAGER, "oidc:" + bob, bob) : employee(ann);
      Map<String, String> files = export(caller);
      files.remove("README.txt");
      String all = files.toString();
      String other = manager ? "ann" : "bob";
      PersonKey others = manager ? ann : bob;
      assertThat(all)
          .contains((manager ? "bob" : "ann") + "-statement")
          .doesNotContain("team-", other + "-", other + "@", others.toString(), "somebody else\"}");
      for (HeldTable table : HeldTable.all()) {
        table.leftOut().entrySet().stream()
            .filter(left -> left.getValue().contains("somebody else"))
            .forEach(left ->
                assertThat(files.get(table.file() + ".json"))
                    .as(table.file())
                    .doesNotContain("\"" + left.getKey() + "\":"));
      }
    }
  }

  @Test
  void events_under_each_of_their_keys_are_in_it_and_sensitive_ones_are_counted()
      throws IOException {
    Map<String, String> files = export(employee(ann));
    assertThat(json(files, "events").valueStream().map(e -> e.get("app").asString()))
        .containsExactlyInAnyOrder("GitHub", "Jira", "Slack");
    assertThat(json(files, "daily-use").valueStream().map(e -> e.get("app").asString()))
        .containsExactlyInAnyOrder("GitHub", "Jira", "Slack");
    assertThat(files.getOrDefault("events.csv", "").lines()).hasSize(4);
    assertThat(files.get("withheld.json"))
        .isEqualTo("[\n{\"month\":\"2026-11\",\"events\":1}\n]\n");
    files.forEach((name, text) ->
        assertThat(text.toLowerCase(Locale.ROOT))
            .as(name)
            .doesNotContain("betriebsrat", "headspace", "quarrywood"));
    assertThat(saidOf(files).get("uses").asString()).isEqualTo("withheld");
  }

  @Test
  void what_was_done_with_their_data_is_told_without_who_it_was() throws IOException {
    Map<String, String> files = export(employee(ann));
    assertThat(json(files, "log").valueStream())
        .anySatisfy(entry -> {
          assertThat(entry.get("by").asString()).isEqualTo("somebody else");
          assertThat(entry.get("role").asString()).isEqualTo("MANAGER");
          assertThat(entry.get("action").asString()).isEqualTo("read people");
        })
        .anySatisfy(entry -> {
          assertThat(entry.get("by").asString()).isEqualTo("you");
          assertThat(entry.get("action").asString()).isEqualTo("export what is held of oneself");
        });
  }

  @Test
  void the_readme_names_each_file_what_it_is_and_how_long_it_is_kept() throws IOException {
    Map<String, String> files = export(employee(ann));
    String readme = files.getOrDefault("README.txt", "");
    for (String file : files.keySet()) {
      if (!file.equals("README.txt")) {
        assertThat(readme).contains(file);
      }
    }
    assertThat(readme)
        .contains("looks.json, looks.csv (2)", "Kept: 7 years.")
        .doesNotContain("{log}", "{events}", "{days}");
    assertThat(files.keySet()).as("it is the last").contains("README.txt");
  }

  @Test
  void while_the_log_cannot_be_written_nothing_is_given_out() throws Exception {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("REVOKE INSERT ON audit.entry FROM orgscope_definer");
      try {
        assertThatThrownBy(() -> context.getBean(PersonalExport.class).of(employee(ann)))
            .isInstanceOf(RuntimeException.class);
      } finally {
        statement.execute("GRANT INSERT ON audit.entry TO orgscope_definer");
      }
    }
  }

  @Test
  void only_people_of_the_directory_have_one() {
    PersonalExport export = context.getBean(PersonalExport.class);
    for (Role role : List.of(Role.CEO, Role.EXECUTIVE, Role.IT_SECURITY, Role.AUDITOR)) {
      assertThatThrownBy(() -> export.of(new Caller(ACME, role, "x", null)))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("may not export what is held of oneself");
    }
  }

  /** Rows as many as one likes, and how many were made when the last byte had gone out. */
  private static final class Endless implements HeldSource {
    private final long rows;
    private final AtomicLong made = new AtomicLong();

    Endless(long rows) {
      this.rows = rows;
    }

    @Override
    public List<HeldFile> files(Whose whose) {
      return List.of(
          new HeldFile(
              "endless",
              "many",
              "never",
              List.of("text"),
              false,
              row -> {
                for (long i = 0; i < rows; i++) {
                  made.incrementAndGet();
                  row.accept(
                      JsonMapper.shared()
                          .createObjectNode()
                          .put(
                              "text", UUID.nameUUIDFromBytes(("" + i).getBytes(UTF_8)).toString()));
                }
              }));
    }
  }

  private static PersonalExport of(HeldSource source) {
    return new PersonalExport(
        context.getBean(Access.class),
        context.getBean(ErasedPeople.class),
        List.of(source),
        context.getBean(ExportTerms.class),
        new Home(exported));
  }

  @Test
  void whoever_takes_it_slowly_keeps_no_turn_and_no_transaction_and_leaves_no_file()
      throws Exception {
    Endless many = new Endless(20_000);
    PersonalExport export = of(many);
    CountDownLatch taking = new CountDownLatch(PersonalExport.AT_ONCE + 1);
    CountDownLatch go = new CountDownLatch(1);
    List<PersonKey> slow = new ArrayList<>(List.of(ann, bob));
    slow.add(new PersonKey(UUID.nameUUIDFromBytes(new byte[] {1})));
    AtomicLong bytes = new AtomicLong();
    List<Thread> readers = new ArrayList<>();
    for (PersonKey person : slow) {
      readers.add(Thread.ofVirtual().start(() -> take(export, person, taking, go, bytes)));
    }
    assertThat(taking.await(20, TimeUnit.SECONDS)).as("more are being sent than turns").isTrue();
    assertThat(many.made.get()).as("all of it was read before").isEqualTo(3 * 20_000);
    assertThatThrownBy(() -> export.of(employee(ann)).writeTo(OutputStream.nullOutputStream()))
        .hasMessageContaining("your last export is still being sent");
    assertThat(transactions()).as("open meanwhile").isZero();
    assertThat(exports()).as("by no name").isEmpty();
    go.countDown();
    for (Thread reader : readers) {
      reader.join();
    }
    assertThat(bytes.get()).isGreaterThan(3 * 200_000);
    assertThat(exports()).isEmpty();
    export.of(employee(ann)).writeTo(OutputStream.nullOutputStream());
  }

  private static void take(
      PersonalExport export,
      PersonKey person,
      CountDownLatch taking,
      CountDownLatch go,
      AtomicLong bytes) {
    try {
      export
          .of(employee(person))
          .writeTo(
              new OutputStream() {
                @Override
                public void write(int one) {
                  throw new AssertionError("byte by byte");
                }

                @Override
                public void write(byte[] some, int from, int length) throws IOException {
                  if (bytes.getAndAdd(length) >= 0 && taking.getCount() > 0) {
                    taking.countDown();
                  }
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    throw new IOException(e);
                  }
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a process that was killed left where names are kept goes when the next one starts. */
  @Test
  void what_lies_in_the_home_meanwhile_cannot_be_read_and_goes_at_the_next_start()
      throws Exception {
    Path folder = exported.resolve(PersonalExport.FOLDER);
    Path sealed = folder.resolve("sealed");
    Files.createDirectories(folder);
    try (WaitingZip waiting = WaitingZip.in(folder)) {
      waiting.out().write("what is held about Ann Ash".getBytes(UTF_8));
      // The file has no name: this process has it open and looks at it all the same.
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        for (Path one : open.toList()) {
          if (Files.exists(one, LinkOption.NOFOLLOW_LINKS)
              && Files.readSymbolicLink(one).toString().startsWith(folder.toString())) {
            Files.copy(one, sealed);
          }
        }
      }
      assertThat(Files.readString(sealed, ISO_8859_1)).hasSize(26).doesNotContain("Ann");
      ByteArrayOutputStream sent = new ByteArrayOutputStream();
      waiting.sendTo(sent);
      assertThat(sent.toString(UTF_8)).isEqualTo("what is held about Ann Ash");
    }
    Files.move(sealed, folder.resolve("left.zip"));
    var unused = of(new Endless(1));
    assertThat(exports()).isEmpty();
  }

  private static List<Path> exports() throws IOException {
    Path folder = exported.resolve(PersonalExport.FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static long transactions() throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database)) {
      return Long.parseLong(
          list(
                  owner,
                  """
                  SELECT count(*) FROM pg_stat_activity
                  WHERE datname = current_database() AND pid <> pg_backend_pid()
                    AND xact_start IS NOT NULL
                  """)
              .getFirst());
    }
  }

  @Test
  void one_that_fails_on_the_way_does_not_open_and_the_next_may_go() {
    HeldSource broken =
        whose ->
            Stream.of("a", "b")
                .map(name ->
                    new HeldFile(
                        name,
                        "x",
                        "x",
                        List.of("x"),
                        true,
                        row -> {
                          if (name.equals("b")) {
                            throw Failure.retry("away for a moment", null);
                          }
                        }))
                .toList();
    PersonalExport export = of(broken);
    for (int i = 0; i < PersonalExport.AT_ONCE + 1; i++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThatThrownBy(() -> export.of(employee(ann)).writeTo(out))
          .hasMessageContaining("away for a moment");
      assertThat(out.toByteArray()).as("nothing is sent of it").isEmpty();
    }
  }

  @Test
  void beyond_a_few_at_once_one_waits() {
    AtomicReference<@Nullable PersonalExport> same = new AtomicReference<>();
    AtomicLong begun = new AtomicLong();
    HeldFile.Rows again =
        row -> {
          begun.incrementAndGet();
          try {
            Objects.requireNonNull(same.get())
                .of(employee(begun.get() == 1 ? bob : new PersonKey(new UUID(1, 1))))
                .writeTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    PersonalExport export =
        of(whose -> List.of(new HeldFile("a", "x", "x", List.of("x"), false, again)));
    same.set(export);
    assertThatThrownBy(() -> export.of(employee(ann)).writeTo(OutputStream.nullOutputStream()))
        .hasMessageContaining("other exports are being written");
    assertThat(begun).hasValue(PersonalExport.AT_ONCE);
  }

  @Test
  void a_spreadsheet_takes_no_text_for_a_formula() throws IOException {
    HeldSource texts =
        whose ->
            List.of(
                new HeldFile(
                    "t",
                    "x",
                    "x",
                    List.of("a", "b"),
                    true,
                    row ->
                        row.accept(
                            JsonMapper.shared()
                                .createObjectNode()
                                .put("a", "=HYPERLINK(\"x\")")
                                .put("b", -3))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    of(texts).of(employee(ann)).writeTo(out);
    assertThat(unzipped(out.toByteArray()).get("t.csv"))
        .isEqualTo("a,b\r\n\"'=HYPERLINK(\"\"x\"\")\",-3\r\n");
  }

  @Test
  void times_are_utc() throws IOException {
    Map<String, String> files = new HashMap<>(export(employee(ann)));
    assertThat(json(files, "contests").get(0).get("opened_at").asString())
        .isEqualTo("2026-11-20T08:00:00+00:00");
    assertThat(Instant.parse(json(files, "events").get(0).get("occurred_at").asString()))
        .isEqualTo(Instant.parse("2026-11-02T09:00:00Z"));
  }
}
