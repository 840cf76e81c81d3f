package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Home.OwnersOnly;
import com.orgscope.kernel.TenantId;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.RunFolder;
import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.util.FileSystemUtils;

/** What is promised of the server inside is proved by killing what it stands on. */
@Tag("slow")
class EmbeddedServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path INITIALIZED = RunFolder.resolve("initialized-home");

  private final Home home = new Home(RunFolder.resolve("home-" + UUID.randomUUID()));
  private final ServerFolder folder = new ServerFolder(home.resolve("postgres"));
  private final List<User> users = new ArrayList<>();

  /** Unpacking and initdb take seconds and are the same for all, so each starts from a copy. */
  @BeforeAll
  static void initializeOnce() {
    try (var server = new EmbeddedServer(new Home(INITIALIZED), PATIENCE)) {
      assertThat(server.port()).isPositive();
    }
  }

  @BeforeEach
  void copy() throws Exception {
    folder.make();
    Path from = INITIALIZED.resolve("postgres");
    String binaries = Binaries.unpackedIn(from).folder().toString();
    run("cp", "-al", binaries, folder.path().toString());
    run("cp", "-a", from.resolve("data").toString(), folder.path().toString());
    run("cp", "-a", from.resolve("owner.password").toString(), folder.path().toString());
  }

  @AfterEach
  void clean() throws Exception {
    for (User user : users) {
      user.process.destroyForcibly().waitFor();
    }
    awaitRest();
    FileSystemUtils.deleteRecursively(home.path());
  }

  @Test
  void nothing_is_left_running_when_the_only_process_is_killed_and_what_it_wrote_is_there()
      throws Exception {
    User first = user();
    first.ask("CREATE TABLE kept (n int)");
    first.ask("INSERT INTO kept VALUES (42)");
    first.kill();
    awaitRest();

    User second = user();
    assertThat(second.ask("SELECT n FROM kept")).isEqualTo("42");
    second.leave();
    assertThat(atRest()).as("a process that leaves last sees the server stopped").isTrue();
  }

  @Test
  void the_second_process_uses_the_servers_first_and_keeps_it_when_the_first_is_killed()
      throws Exception {
    User first = user();
    long server = postmaster();
    User second = user();
    assertThat(postmaster()).isEqualTo(server);
    first.kill();
    assertThat(second.ask("SELECT 1")).isEqualTo("1");
    assertThat(postmaster()).isEqualTo(server);
    second.leave();
    assertThat(atRest()).isTrue();
  }

  @Test
  void processes_that_start_at_the_same_moment_start_one_server() throws Exception {
    List<User> together = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      together.add(start());
    }
    for (User user : together) {
      assertThat(user.answer()).isEqualTo("ready");
    }
    String server = together.getFirst().ask("SELECT pg_postmaster_start_time()::text");
    for (User user : together) {
      assertThat(user.ask("SELECT pg_postmaster_start_time()::text")).isEqualTo(server);
    }
  }

  @Test
  void a_server_that_is_killed_comes_back_on_its_port_with_what_was_committed() throws Exception {
    User user = user();
    user.ask("CREATE TABLE kept (n int)");
    user.ask("INSERT INTO kept VALUES (42)");
    PostmasterFile before = PostmasterFile.read(folder.data()).orElseThrow();
    kill(before.pid());
    assertThat(user.ask("SELECT n FROM kept")).isEqualTo("42");
    PostmasterFile after = PostmasterFile.read(folder.data()).orElseThrow();
    assertThat(after.port()).isEqualTo(before.port());
    assertThat(after.pid()).isNotEqualTo(before.pid());
  }

  @Test
  void a_server_that_is_killed_comes_back_even_if_nobody_asks_it_anything() throws Exception {
    user();
    long before = postmaster();
    kill(before);
    Deadline deadline = Deadline.in(PATIENCE);
    while (PostmasterFile.read(folder.data())
            .filter(file -> file.pid() != before && file.ready())
            .isEmpty()
        && deadline.goesOn()) {
      Thread.onSpinWait();
    }
    assertThat(postmaster()).isNotEqualTo(before);
  }

  @Test
  void a_watchdog_that_is_killed_takes_its_server_along_and_both_come_back() throws Exception {
    User one = user();
    User two = user();
    one.ask("CREATE TABLE kept (n int)");
    one.ask("INSERT INTO kept VALUES (42)");
    long before = postmaster();
    folder.watchdog().running().orElseThrow().destroyForcibly();
    assertThat(one.ask("SELECT n FROM kept")).isEqualTo("42");
    assertThat(two.ask("SELECT n FROM kept")).isEqualTo("42");
    assertThat(postmaster()).isNotEqualTo(before);
    one.kill();
    two.kill();
    awaitRest();
  }

  @Test
  void a_transaction_that_loses_its_server_is_worth_another_try_and_that_one_works()
      throws Exception {
    Caller caller = Caller.system(new TenantId("acme"), "test");
    try (Database database = new Database(new EmbeddedServer(home, PATIENCE), null, 2)) {
      database.dataSource();
      long server = postmaster();
      assertThatThrownBy(() ->
              database.runAs(
                  caller,
                  jdbc -> {
                    kill(server);
                    jdbc.sql("SELECT pg_sleep(30)::text").query(String.class).single();
                  }))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.RETRY));
      assertThat(
              database.<String>inTransactionAs(
                  caller, jdbc -> jdbc.sql("SELECT state.tenant()").query(String.class).single()))
          .isEqualTo("acme");
    }
  }

  @Test
  void a_role_that_gave_itself_another_password_gets_its_own_back() throws Exception {
    Caller caller = Caller.system(new TenantId("acme"), "test");
    try (Database database = new Database(new EmbeddedServer(home, PATIENCE), null, 2)) {
      database.runAs(
          caller, jdbc -> jdbc.sql("ALTER ROLE orgscope_app PASSWORD 'slipped in'").update());
      try (Connection pooled = database.dataSource().getConnection();
          Connection anew = database.dataSource().getConnection()) {
        assertThat(pooled.isValid(5) && anew.isValid(5)).isTrue();
      }
    }
  }

  /** Vacuumed alone, pages keep the bytes of rows that are gone, and the planner's notes values. */
  @Test
  void what_was_deleted_lies_in_no_file_of_the_server_once_its_tables_were_written_anew()
      throws Exception {
    EmbeddedServer server = new EmbeddedServer(home, PATIENCE);
    try (Database database = new Database(server, null, 2)) {
      var unused = database.dataSource();
      try (Connection owner = server.connectAsOwner(server.database());
          Statement statement = owner.createStatement()) {
        statement.execute("CREATE TABLE state.raw (who text, packed text)");
        statement.execute(
            "INSERT INTO state.raw SELECT 'cleo-canary-' || n, repeat('cleo-canary-', 3) || n"
                + " FROM generate_series(1, 500) n");
        statement.execute("ANALYZE state.raw");
        statement.execute("DELETE FROM state.raw WHERE ctid <> '(0,1)'");
        statement.execute("UPDATE state.raw SET who = 'dan', packed = 'dan'");
        assertThat(database.forgetLog()).isTrue();
        assertThat(holding("cleo-canary-")).as("vacuumed alone").isNotEmpty();
        assertThat(found(database, "cleo-canary-"))
            .as("the search sees what lies there, in the planner's notes too")
            .containsKeys("files of state.raw", "files of pg_catalog.pg_statistic");
        assertThat(database.forgetBytes()).hasValue(0);
        assertThat(holding("cleo-canary-")).isEmpty();
        assertThat(found(database, "cleo-canary-")).isEmpty();
        statement.execute("BEGIN");
        statement.execute("LOCK TABLE state.raw");
        assertThat(database.forgetBytes()).as("nobody is held up").hasValue(1);
        statement.execute("COMMIT");
        statement.execute(
            "CREATE FUNCTION state.once(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1'");
        statement.execute("CREATE INDEX ON state.raw (state.once(who))");
        statement.execute(
            "CREATE OR REPLACE FUNCTION state.once(text) RETURNS text IMMUTABLE LANGUAGE plpgsql"
                + " AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$");
        assertThat(database.forgetBytes()).as("a table in trouble stops no other").hasValue(1);
        statement.execute("DROP TABLE state.raw");
        statement.execute("DROP FUNCTION state.once(text)");
      }
    }
  }

  /** Packed within a row and in pieces beside it, which no search for bytes sees. */
  @Test
  void what_the_server_packed_is_found_in_its_files_after_it_was_deleted_too() throws Exception {
    EmbeddedServer server = new EmbeddedServer(home, PATIENCE, "embedded", Duration.ofMillis(1));
    try (Database database = new Database(server, null, 2)) {
      var unused = database.dataSource();
      try (Connection owner = server.connectAsOwner(server.database());
          Statement statement = owner.createStatement()) {
        statement.execute(
            "CREATE TABLE state.packed (n int, who text) WITH (autovacuum_enabled = off)");
        statement.execute("INSERT INTO state.packed VALUES (0, 'stays, and its page with it')");
        statement.execute(
            "INSERT INTO state.packed SELECT 1, repeat('ab', 1200) || 'dora-within-a-row' || repeat('ba', 1200)");
        statement.execute(
            "INSERT INTO state.packed"
                + " SELECT 2, string_agg(md5(i::text) || 'emil-beside-a-row', '')"
                + " FROM generate_series(1, 2000) i");
        statement.execute(
            "CREATE TABLE state.plain AS SELECT repeat('x', 4000) || 'fine-in-pieces' || repeat('x', 4000) AS who");
        assertThat(found(database, "within-a-row")).containsKey("files of state.packed");
        assertThat(found(database, "emil-beside-a-row").getOrDefault("files of state.packed", 0L))
            .as("where a piece ends, too")
            .isGreaterThanOrEqualTo(2_000);
        assertThat(found(database, "fine-in-pieces")).containsKey("files of state.plain");
        statement.execute("DELETE FROM state.packed WHERE n > 0");
        assertThat(database.forgetLog()).isTrue();
        assertThat(found(database, "within-a-row")).containsOnlyKeys("files of state.packed");
        assertThat(database.forgetBytes().orElse(0)).as("most take too long").isGreaterThan(9);
      }
    }
    try (Database database = new Database(new EmbeddedServer(home, PATIENCE), null, 2)) {
      assertThat(database.forgetBytes()).hasValue(0);
      assertThat(found(database, "within-a-row")).isEmpty();
      assertThat(found(database, "emil-beside-a-row")).isEmpty();
    }
  }

  private static Map<String, Long> found(Database database, String word) {
    Findings findings =
        database.filesHolding(new ByteSearch(List.of(), List.of(word))).orElseThrow();
    assertThat(findings.found()).hasSizeGreaterThan(50);
    assertThat(findings.unread()).isEmpty();
    Map<String, Long> found = new TreeMap<>(findings.found());
    found.values().removeIf(times -> times == 0);
    return found;
  }

  /** Files of the server's data that hold it, byte by byte. */
  private List<Path> holding(String canary) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder.path())) {
      for (Path file :
          all.filter(path -> Files.isRegularFile(path) && !path.toString().contains("binaries"))
              .toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(canary)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  @Test
  void nobody_else_may_look_into_what_a_server_leaves_in_its_home() throws Exception {
    User one = user();
    one.ask("SELECT 1");
    try (Stream<Path> made = Files.list(folder.path())) {
      assertThat(made.filter(path -> !path.getFileName().toString().startsWith("binaries")))
          .hasSizeGreaterThan(6)
          .allSatisfy(path ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                  .as("%s", path)
                  .endsWith("------"));
    }
    one.leave();
  }

  @Test
  void what_was_started_ahead_is_what_the_database_uses_and_ends_with_the_beans() throws Exception {
    try (var beans = new AnnotationConfigApplicationContext();
        var ahead = new ServerAhead(home, silent())) {
      ahead.initialize(beans);
      beans.registerBean(Home.class, () -> home);
      beans.registerBean(StateSettings.class, StateSettings::embedded);
      beans.registerBean(Database.class);
      beans.refresh();
      beans.getBean(Database.class).dataSource();
      long server = postmaster();
      assertThat(beans.getBean(EmbeddedServer.class).port()).isPositive();
      assertThat(postmaster()).as("one server, and no second one").isEqualTo(server);
      beans.getBean(EmbeddedServer.class).close();
      assertThatThrownBy(() -> beans.getBean(Database.class).asOwner().close())
          .as("the database has no server of its own")
          .isInstanceOf(Failure.class);
    }
    assertThat(atRest()).isTrue();
  }

  @Test
  void what_was_started_ahead_and_never_used_ends_with_the_beans() throws Exception {
    try (var beans = new AnnotationConfigApplicationContext();
        var ahead = new ServerAhead(home, silent())) {
      ahead.initialize(beans);
      beans.refresh();
      assertThat(beans.getBean(EmbeddedServer.class).port()).isPositive();
    }
    assertThat(atRest()).isTrue();
  }

  @Test
  void a_database_started_before_is_under_way_before_any_setting_is_read() throws Exception {
    startedBefore();
    try (var _ = new ServerAhead(home, silent())) {
      Deadline deadline = Deadline.in(Duration.ofSeconds(20));
      while (atRest() && deadline.goesOn()) {}
      assertThat(atRest()).as("its server is under way").isFalse();
    }
    // No beans took it over.
    awaitRest();
  }

  @Test
  void a_setting_of_the_database_is_read_before_anything_is_started() throws Exception {
    startedBefore();
    SettingPlaces said =
        new SettingPlaces(
            List.of("PATH"), List.of(), List.of("orgscope.state.postgres=system"), folder.path());
    try (var _ = new ServerAhead(home, said)) {
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("database-ahead");
    }
  }

  private void startedBefore() throws Exception {
    try (EmbeddedServer server = new EmbeddedServer(home, Duration.ofSeconds(60))) {
      server.connectAsSuperuser("postgres").close();
    }
    awaitRest();
  }

  /** Nobody has set anything. */
  private SettingPlaces silent() {
    return new SettingPlaces(List.of("PATH"), List.of("user.dir"), List.of(), folder.path());
  }

  @Test
  void whatever_is_killed_while_starting_the_next_start_works() throws Exception {
    FileSystemUtils.deleteRecursively(folder.data());
    Random random = new Random(7);
    for (int i = 0; i < 8; i++) {
      User victim = start();
      // The first start takes about two seconds, a later one half of one; half of that is the JVM.
      victim.process.waitFor(200 + random.nextInt(i < 4 ? 2_000 : 700), TimeUnit.MILLISECONDS);
      victim.kill();
    }
    assertThat(user().ask("SELECT 1")).isEqualTo("1");
  }

  @Test
  void a_postmaster_file_left_by_a_crash_is_no_obstacle() throws Exception {
    user().leave();
    String text = "%d\n%s\n1\n5432\n\n127.0.0.1\n1 1\nready\n";
    // The number now belongs to somebody else, as after a restart of the machine.
    String recycled = text.formatted(ProcessHandle.current().pid(), folder.data());
    for (String leftover : List.of(recycled, text.formatted(4_000_000, folder.data()), "")) {
      Files.writeString(PostmasterFile.path(folder.data()), leftover);
      User user = user();
      assertThat(user.ask("SELECT 1")).isEqualTo("1");
      user.leave();
    }
  }

  @Test
  void a_server_somebody_else_started_on_the_data_is_named_and_left_alone() throws Exception {
    user().leave();
    Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
    Binaries others = Binaries.unpackedIn(elsewhere);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process foreign =
        new ProcessBuilder(
                ServerUser.of(folder.path())
                    .command(
                        List.of(
                            others.program("postgres"),
                            "-D",
                            folder.data().toString(),
                            "-p",
                            String.valueOf(port))))
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("foreign.log").toFile())
            .start();
    try {
      Deadline deadline = Deadline.in(PATIENCE);
      while (!PostmasterFile.read(folder.data()).map(PostmasterFile::ready).orElse(false)
          && foreign.isAlive()
          && deadline.goesOn()) {
        Thread.onSpinWait();
      }
      assertThat(foreign.isAlive()).as(Files.readString(home.resolve("foreign.log"))).isTrue();
      try (var server = new EmbeddedServer(home, PATIENCE)) {
        assertThatThrownBy(() -> server.connectAsSuperuser("postgres"))
            .isInstanceOfSatisfying(
                Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.OPERATOR))
            .hasMessageContaining(String.valueOf(foreign.pid()));
      }
      assertThat(foreign.isAlive()).isTrue();
    } finally {
      run("kill", "-INT", String.valueOf(foreign.pid()));
      foreign.waitFor();
    }
  }

  /** What is committed survives the loss of power; only the tests' own server is spared that. */
  @Test
  void a_commit_is_on_the_disk_when_it_is_answered() throws Exception {
    User user = user();
    for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
      assertThat(user.ask("SHOW " + setting)).as(setting).isEqualTo("on");
    }
  }

  @Test
  void root_without_user_namespaces_runs_the_server_as_nobody() throws Exception {
    assumeThat(new UnixSystem().getUid()).as("only root needs it").isZero();
    // The build may lie where nobody else may go.
    Home reachable = new Home(Files.createTempDirectory(Path.of("/tmp"), "orgscope-home"));
    run("chmod", "755", reachable.path().toString());
    Path server = OwnersOnly.folder(reachable.resolve("postgres"));
    ServerUser user = ServerUser.of(server, 0, false);
    assertThat(user.prefix()).startsWith("setpriv");
    try (var embedded = new EmbeddedServer(reachable, PATIENCE)) {
      embedded.connectAsSuperuser("postgres").close();
      assertThat((int) Files.getAttribute(server.resolve("data"), "unix:uid")).isEqualTo(65_534);
      long pid = PostmasterFile.read(server.resolve("data")).orElseThrow().pid();
      assertThat((int) Files.getAttribute(Path.of("/proc/" + pid), "unix:uid")).isEqualTo(65_534);
    } finally {
      FileSystemUtils.deleteRecursively(reachable.path());
    }
  }

  @Test
  @Timeout(30)
  void a_start_that_waits_for_another_is_given_up_when_the_server_is_closed() throws Exception {
    Path folder = OwnersOnly.folder(home.resolve("postgres"));
    var server = new EmbeddedServer(home, Duration.ofMinutes(5));
    AtomicReference<Throwable> failed = new AtomicReference<>();
    try (StartLock _ = StartLock.take(new ServerFolder(folder).lock(), Deadline.in(PATIENCE))) {
      Thread starting =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  server.port();
                } catch (Failure e) {
                  failed.set(e);
                }
              });
      while (starting.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      server.close();
      starting.join();
    }
    assertThat(failed.get()).isInstanceOf(Failure.class);
  }

  /** Half a second on a quiet machine. Tests share theirs, which can only add to the fastest. */
  @Test
  void a_warm_home_answers_soon() throws Exception {
    user().leave();
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      try (var server = new EmbeddedServer(home, PATIENCE)) {
        server.connectAsSuperuser("postgres").close();
        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      }
    }
    System.out.println("warm start, ms: " + millis);
    assertThat(Collections.min(millis)).as("fastest of %s", millis).isLessThan(1_500);
  }

  private User user() throws IOException {
    User user = start();
    assertThat(user.answer()).isEqualTo("ready");
    return user;
  }

  private User start() throws IOException {
    User user =
        new User(ChildProcess.of(HomeUser.class, 64, List.of(), home.path().toString()).start());
    users.add(user);
    return user;
  }

  private long postmaster() throws IOException {
    return PostmasterFile.read(folder.data()).orElseThrow().pid();
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().join();
  }

  private boolean atRest() throws IOException {
    return PostmasterFile.read(folder.data()).isEmpty() && folder.watchdog().running().isEmpty();
  }

  private void awaitRest() throws IOException {
    Deadline deadline = Deadline.in(Duration.ofSeconds(20));
    while (!atRest() && deadline.goesOn()) {
      Thread.onSpinWait();
    }
    assertThat(atRest()).as("nothing is left running").isTrue();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  /** The other end of {@link HomeUser}. */
  private record User(Process process, BufferedReader answers, BufferedWriter questions) {
    User(Process process) {
      this(
          process,
          process.inputReader(StandardCharsets.UTF_8),
          process.outputWriter(StandardCharsets.UTF_8));
    }

    @Nullable String ask(String sql) throws IOException {
      questions.write(sql + "\n");
      questions.flush();
      return answer();
    }

    @Nullable String answer() throws IOException {
      return answers.readLine();
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    void leave() throws Exception {
      questions.close();
      assertThat(answer()).isEqualTo("closed");
      assertThat(process.waitFor()).isZero();
    }
  }
}
