package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.audit.Audit;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Source;
import com.orgscope.state.KillPoint;
import com.orgscope.state.PreparedHome;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.OktaVisit;
import com.orgscope.usage.Usage;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The product as it is, on one home: whatever happens to the process that reads, the same input
 * given again leads to the same rows. How many there must be is counted from the lines alone. The
 * processes that are killed are commands of their own, killed from outside by a signal they cannot
 * see. This process keeps the database running.
 */
@Tag("slow")
class EndOfProcessTest {
  private static final int BATCH = 200;
  private static final int EVENTS = 600;
  private static final int BROKEN = 5;
  private static final Instant FROM =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(5, ChronoUnit.DAYS);

  private static ConfigurableApplicationContext context;

  @TempDir private static Path home = Path.of("");
  @TempDir Path folder;

  private record Stored(long rows, long keys, String content) {}

  @BeforeAll
  static void start() {
    context =
        new SpringApplicationBuilder(ProductInTest.class)
            .web(WebApplicationType.NONE)
            .lazyInitialization(true)
            .properties(
                "orgscope.home=" + PreparedHome.in(home), "orgscope.ingest.batch-rows=" + BATCH)
            .run();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void the_same_file_twice_is_stored_once() throws IOException {
    TenantId tenant = tenant();
    Path file = file("all.ndjson", 0, EVENTS);
    IngestReport first = ingest(tenant, file);
    Stored once = stored(tenant);
    assertThat(once.rows()).isEqualTo(EVENTS).isEqualTo(once.keys());
    assertThat(first.accepted()).isEqualTo(EVENTS);
    assertThat(first.deadLettered()).isEqualTo(BROKEN);

    IngestReport second = ingest(tenant, file);
    assertThat(stored(tenant)).isEqualTo(once);
    assertThat(second.duplicates()).isEqualTo(EVENTS);
    assertThat(second.accepted()).isZero();
    assertThat(letters(tenant)).isEqualTo(BROKEN);
  }

  @Test
  void two_overlapping_halves_are_the_whole() throws IOException {
    TenantId whole = tenant();
    ingest(whole, file("all.ndjson", 0, EVENTS));
    TenantId halves = tenant();
    ingest(halves, file("late.ndjson", EVENTS / 3, EVENTS));
    ingest(halves, file("early.ndjson", 0, EVENTS * 2 / 3));
    assertThat(stored(halves).rows()).isEqualTo(stored(whole).rows()).isEqualTo(EVENTS);
    assertThat(letters(halves)).isEqualTo(letters(whole));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEFORE_PSEUDONYMS:1",
        "BEFORE_COMMIT:2",
        "AFTER_COMMIT:1",
        "AFTER_COMMIT:3",
        "BEFORE_DEAD_LETTERS:1",
        "AFTER_DEAD_LETTERS:1",
        "BEFORE_ROLL_UP:1"
      })
  @Timeout(120)
  void a_process_that_is_killed_and_started_again_stores_everything_once(String point)
      throws Exception {
    TenantId tenant = tenant();
    Path file = file("all.ndjson", 0, EVENTS);
    killed(tenant, file, point);
    assertThat(stored(tenant).rows()).isLessThanOrEqualTo(EVENTS).isEqualTo(stored(tenant).keys());

    IngestReport again = ingest(tenant, file);
    assertThat(stored(tenant).rows()).isEqualTo(EVENTS).isEqualTo(stored(tenant).keys());
    assertThat(again.accepted() + again.duplicates()).isEqualTo(EVENTS);
    assertThat(letters(tenant)).isEqualTo(BROKEN);
  }

  @Test
  @Timeout(120)
  void two_processes_at_once_store_everything_once() throws Exception {
    TenantId tenant = tenant();
    Path file = file("all.ndjson", 0, EVENTS);
    Process other = start(tenant, file, "");
    IngestReport mine = ingest(tenant, file);
    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.waitFor()).as(said).isZero();
    assertThat(mine.accepted() + mine.duplicates()).isEqualTo(EVENTS);
    assertThat(stored(tenant).rows()).isEqualTo(EVENTS);
  }

  @Test
  void replaying_dead_letters_twice_changes_nothing() throws IOException {
    TenantId tenant = tenant();
    ingest(tenant, file("all.ndjson", 0, EVENTS));
    DeadLetters letters = context.getBean(DeadLetters.class);
    Stored before = stored(tenant);
    for (int i = 0; i < 2; i++) {
      IngestReport report = letters.replay(caller(tenant), Progress.NONE);
      assertThat(report.deadLettered()).isEqualTo(BROKEN).isEqualTo(report.read());
      assertThat(letters(tenant)).isEqualTo(BROKEN);
      assertThat(stored(tenant)).isEqualTo(before);
    }
    DeadLetterGroup group = letters.list(caller(tenant)).getFirst();
    assertThat(group.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(group.file()).isEqualTo("all.ndjson");
    assertThat(group.line()).isBetween(1L, (long) EVENTS);
    assertThat(group.example()).startsWith("{\"uuid\":\"xxxxxx");
  }

  @Test
  void dead_letters_are_counted_by_a_gauge_and_handed_out_to_those_who_may_read_names()
      throws IOException {
    // Of the global registry's own answers the first one counts, and that may be of a closed
    // server.
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Metrics.addRegistry(meters);
    TenantId tenant = tenant();
    ingest(tenant, file("all.ndjson", 0, EVENTS));
    assertThat(
            meters
                .get("orgscope.ingest.dead.letters")
                .tags("tenant", tenant.value(), "source", "okta", "reason", "malformed")
                .gauge()
                .value())
        .isEqualTo(BROKEN);
    DeadLetters letters = context.getBean(DeadLetters.class);
    List<DeadLetterCopy> copies = new ArrayList<>();
    assertThat(letters.export(caller(tenant), copies::add)).isEqualTo(BROKEN);
    assertThat(copies)
        .hasSize(BROKEN)
        .allSatisfy(copy -> {
          assertThat(copy.reason()).isEqualTo(Reason.MALFORMED);
          assertThat(new String(copy.raw(), StandardCharsets.UTF_8))
              .startsWith("{\"uuid\":\"broken");
        });
    assertThat(context.getBean(Audit.class).entries(caller(tenant), 10))
        .anyMatch(entry -> entry.action().equals("export dead letters"));
    Caller auditor = new Caller(tenant, Role.AUDITOR, "auditor", null);
    assertThatThrownBy(() -> letters.export(auditor, copies::add)).isInstanceOf(Failure.class);
    assertThat(copies).hasSize(BROKEN);
  }

  /** A letter that an earlier reader wrote, which did not know what this one knows. */
  @Test
  void a_letter_that_can_be_used_now_leaves_and_is_stored_once() throws IOException {
    TenantId tenant = tenant();
    DeadLetterBox box =
        new DeadLetterBox(
            caller(tenant),
            Source.OKTA,
            context.getBean(DeadLetterStore.class),
            context.getBean(TenantLookups.class).seal(tenant),
            InstantSource.system(),
            () -> letter -> false);
    box.begin("earlier.ndjson");
    box.add(Reason.NOT_AN_EVENT, Fragment.of(line(1).getBytes(StandardCharsets.UTF_8)));
    box.add(Reason.NOT_AN_EVENT, Fragment.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8), 900, 7));
    box.flush();

    DeadLetters letters = context.getBean(DeadLetters.class);
    IngestReport first = letters.replay(caller(tenant), Progress.NONE);
    assertThat(first.accepted()).isEqualTo(1);
    assertThat(first.deadLettered()).isEqualTo(1);
    assertThat(letters(tenant)).isEqualTo(1);
    Stored once = stored(tenant);
    assertThat(once.rows()).isEqualTo(1);

    IngestReport second = letters.replay(caller(tenant), Progress.NONE);
    assertThat(second.read()).isEqualTo(1).isEqualTo(second.deadLettered());
    assertThat(stored(tenant)).isEqualTo(once);
    assertThat(ingest(tenant, file("all.ndjson", 1, 2)).duplicates()).isEqualTo(1);
    assertThat(stored(tenant)).isEqualTo(once);
  }

  /**
   * Three records of one sign-in (a factor is asked for, two tokens are given) and the copy of one
   * from Graph: one access, one challenge.
   */
  @Test
  void one_entra_sign_in_is_one_access() throws IOException {
    TenantId tenant = tenant();
    String graph =
        """
        {"id":"%s","createdDateTime":"%s","userId":"u1","userPrincipalName":"a@example.com",\
        "appId":"app","appDisplayName":"Tracker","correlationId":"c1","status":{"errorCode":%d}}\
        """;
    Instant at = FROM.plus(30, ChronoUnit.HOURS);
    String token = graph.formatted("s2", at.plusSeconds(20), 0);
    String records =
        """
        {"records":[%s,%s,%s]}
        {"value":[%s]}
        """
            .formatted(
                record(graph.formatted("s1", at, 50074)),
                record(token),
                record(graph.formatted("s3", at.plusSeconds(21), 0)),
                token);
    Path file = Files.writeString(folder.resolve("entra.json"), records);
    IngestReport report =
        context
            .getBean(Ingest.class)
            .files(caller(tenant), Source.ENTRA, List.of(file), Progress.NONE);
    assertThat(report.accepted()).isEqualTo(3);
    assertThat(report.duplicates()).isEqualTo(1);
    LocalDate day = LocalDate.ofInstant(at, ZoneId.of("UTC"));
    var everybody =
        context
            .getBean(Usage.class)
            .everybody(caller(tenant), new TimeWindow(day, day.plusDays(1)));
    assertThat(everybody.values())
        .singleElement()
        .satisfies(person -> assertThat(person.accesses()).isEqualTo(1))
        .satisfies(person -> assertThat(person.challenges()).isEqualTo(1))
        .satisfies(person -> assertThat(person.failures()).isZero());
  }

  private static String record(String signIn) {
    return "{\"category\":\"SignInLogs\",\"time\":\"2026-01-01T00:00:00Z\",\"properties\":"
        + signIn
        + "}";
  }

  private static TenantId tenant() {
    TenantId tenant = new TenantId("t" + UUID.randomUUID().toString().substring(0, 8));
    context
        .getBean(Tenants.class)
        .create(new Tenant(tenant, "Test", "technology", Region.EU, ZoneId.of("UTC")));
    return tenant;
  }

  private static Caller caller(TenantId tenant) {
    return Caller.commandLine(tenant, "tester");
  }

  private static IngestReport ingest(TenantId tenant, Path file) {
    return context
        .getBean(Ingest.class)
        .files(caller(tenant), Source.OKTA, List.of(file), Progress.NONE);
  }

  private static long letters(TenantId tenant) {
    return context.getBean(DeadLetterStore.class).count(caller(tenant));
  }

  private static Stored stored(TenantId tenant) {
    LocalDate day = LocalDate.ofInstant(FROM, ZoneId.of("UTC"));
    return context
        .getBean(Lake.class)
        .ask(
            new NamedQuery(EndOfProcessTest.class, "stored"),
            Scope.everybody(tenant),
            new TimeWindow(day.minusDays(1), day.plusDays(30)),
            Map.of(),
            row -> new Stored(row.getLong("stored"), row.getLong("keys"), row.getString("content")))
        .getFirst();
  }

  /** Starts a process, waits until it says that it is at the point, and kills it there. */
  private static void killed(TenantId tenant, Path file, String point) throws Exception {
    Process process = start(tenant, file, point);
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = new ArrayList<>();
      String line = said.readLine();
      while (line != null && !line.contains(KillPoint.REACHED + point)) {
        lines.add(line);
        line = said.readLine();
      }
      assertThat(line).as("the process came to %s, and said before: %s", point, lines).isNotNull();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as("exit code of SIGKILL").isEqualTo(128 + 9);
  }

  private static Process start(TenantId tenant, Path file, String point) throws IOException {
    return ChildProcess.ofProduct(
            512,
            List.of(
                "-D" + KillPoint.PROPERTY + "=" + point, "-Dorgscope.ingest.batch-rows=" + BATCH),
            "--home",
            home.toString(),
            "ingest",
            "--tenant",
            tenant.value(),
            "--source",
            "okta",
            file.toString())
        .redirectErrorStream(true)
        .start();
  }

  /** Events over some days, out of order, with broken lines at fixed places of the whole. */
  private Path file(String name, int from, int to) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append(line(i)).append('\n');
      if (i % (EVENTS / BROKEN) == 1 && i / (EVENTS / BROKEN) < BROKEN) {
        lines.append("{\"uuid\":\"broken").append(i).append("\",").append('\n');
      }
    }
    Path file = folder.resolve(name);
    Files.write(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static String line(int i) {
    Instant at = FROM.plus((i * 7919L) % (4 * 24 * 60), ChronoUnit.MINUTES);
    return OktaVisit.of(new UUID(7, i).toString(), at, i % 40, "Tracker " + i % 5)
        .in("s" + i / 10)
        .json();
  }
}
