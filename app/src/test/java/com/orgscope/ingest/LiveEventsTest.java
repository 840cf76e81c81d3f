package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.Receipt;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LogPosition;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.PositionChange;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import com.orgscope.state.PreparedHome;
import com.orgscope.testing.OktaVisit;
import com.orgscope.usage.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** From the hands of a live source to the lake, with the product's own beans on one home. */
@Timeout(120)
@Tag("slow")
class LiveEventsTest {
  @TempDir private static Path home = Path.of("");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant FROM =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(3, ChronoUnit.DAYS);

  private static final int UNPACKED = 8 << 20;
  private static final int LETTERS = 20;
  private static final int BATCH = 500;

  private static ConfigurableApplicationContext context;

  private final List<Thread> threads = new ArrayList<>();
  private final StopSignal stopSignal = new StopSignal();
  private TenantId tenant = new TenantId("none");

  private record Stored(long rows, long keys) {}

  @BeforeAll
  static void start() {
    context =
        new SpringApplicationBuilder(ProductInTest.class)
            .web(WebApplicationType.NONE)
            .lazyInitialization(true)
            .properties(
                "orgscope.home=" + PreparedHome.in(home),
                "orgscope.eventlog.poll-interval=20ms",
                "orgscope.ingest.live.commit-interval=200ms",
                "orgscope.ingest.live.rebalance-interval=200ms",
                "orgscope.ingest.live.roll-up-interval=500ms",
                "orgscope.ingest.live.max-unpacked-size=" + UNPACKED + "B",
                "orgscope.ingest.live.max-dead-letters=" + LETTERS,
                "orgscope.ingest.batch-rows=" + BATCH,
                "orgscope.ingest.live.pause-after-failure=50ms")
            .run();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void newTenant() {
    tenant = new TenantId("t" + UUID.randomUUID().toString().substring(0, 8));
    context
        .getBean(Tenants.class)
        .create(new Tenant(tenant, "Test", "technology", Region.EU, ZoneId.of("UTC")));
  }

  @AfterEach
  void end() throws InterruptedException {
    stopSignal.wish();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void what_is_handed_in_is_in_the_lake_once_however_it_was_packed() throws IOException {
    write();
    hand(lines(0, 50));
    hand(zipped(lines(40, 90)));
    hand(("{\"events\":[" + lines(80, 100).replace("\n", ",") + "]}").replace(",]}", "]}"));
    hand("{\"uuid\":\"broken\",\n" + lines(100, 101));
    await("all events", () -> stored().rows() == 101);
    await("an empty log", () -> context.getBean(EventLog.class).backlog().deliveries() == 0);
    assertThat(stored()).isEqualTo(new Stored(101, 101));
    assertThat(letters()).isEqualTo(1);
  }

  @Test
  void a_bomb_is_one_dead_letter_as_it_came_and_the_stream_goes_on() throws IOException {
    byte[] bomb = zipped(lines(0, 5) + ".".repeat(4 * UNPACKED));
    write();
    hand(lines(5, 10));
    hand(bomb);
    hand(lines(10, 20));
    hand(bomb);
    await("all events", () -> stored().rows() == 20);
    await("an empty log", () -> context.getBean(EventLog.class).backlog().deliveries() == 0);
    DeadLetters letters = context.getBean(DeadLetters.class);
    List<DeadLetterCopy> copies = new ArrayList<>();
    letters.export(caller(), copies::add);
    assertThat(copies).hasSize(1);
    assertThat(copies.getFirst().reason()).isEqualTo(Reason.TOO_MUCH_PACKED);
    assertThat(copies.getFirst().raw()).as("so that it can be replayed").isEqualTo(bomb);
    for (int again = 0; again < 2; again++) {
      IngestReport replayed = letters.replay(caller(), Progress.NONE);
      assertThat(replayed.deadLettered()).isEqualTo(1);
      assertThat(replayed.duplicates()).isEqualTo(5);
      assertThat(letters()).isEqualTo(1);
    }
    assertThat(stored()).isEqualTo(new Stored(20, 20));
  }

  @Test
  void of_a_delivery_that_is_broken_in_more_places_than_are_told_apart_the_whole_is_kept()
      throws IOException {
    String broken =
        IntStream.range(0, 5 * LETTERS)
            .mapToObj(i -> "no JSON " + i)
            .collect(Collectors.joining("\n"));
    write();
    hand(zipped(lines(0, 3) + broken + "\n" + lines(3, 6)));
    hand(lines(6, 9));
    await("all events", () -> stored().rows() == 9);
    await("an empty log", () -> context.getBean(EventLog.class).backlog().deliveries() == 0);
    assertThat(context.getBean(DeadLetters.class).list(caller()))
        .extracting(DeadLetterGroup::reason, DeadLetterGroup::letters)
        .containsExactly(tuple(Reason.NOT_JSON, (long) LETTERS), tuple(Reason.TOO_MUCH_BROKEN, 1L));
  }

  @Test
  void a_delivery_of_any_number_of_events_takes_no_more_rows_at_a_time_than_a_commit()
      throws IOException {
    int events = 7 * BATCH + 30;
    hand(zipped(lines(0, events)));
    try (LogConsumer consumer = consumer()) {
      await(
          "the delivery is read",
          () -> {
            consumer.step();
            return stored().rows() > 0;
          });
      assertThat(stored().rows()).as("before the round ends").isGreaterThanOrEqualTo(7L * BATCH);
      consumer.endRound();
    }
    hand(zipped(lines(0, events)));
    write();
    await("an empty log", () -> context.getBean(EventLog.class).backlog().deliveries() == 0);
    assertThat(stored()).isEqualTo(new Stored(events, events));
  }

  @Test
  void usage_and_lag_follow() {
    Instant now = Instant.now().minusSeconds(30);
    hand(event(1, now) + "\n" + event(2, now.plusSeconds(1)));
    write();
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Usage usage = context.getBean(Usage.class);
    await(
        "usage",
        () ->
            usage.everybody(caller(), new TimeWindow(day, day.plusDays(2))).values().stream()
                    .mapToLong(person -> person.accesses())
                    .sum()
                == 2);
    Lag lag = context.getBean(Lags.class).of(caller()).getFirst();
    assertThat(lag.source()).isEqualTo(Source.OKTA);
    assertThat(lag.events()).isEqualTo(2);
    assertThat(lag.median()).isBetween(29.0, 90.0);
    assertThat(lag.nearlyAll()).isGreaterThanOrEqualTo(lag.median());
    assertThat(lag.late()).isFalse();
  }

  @Test
  void several_writers_store_everything_once_beside_files_of_the_same_tenant() {
    write();
    write();
    write();
    for (int i = 0; i < 40; i++) {
      // Each event twice or thrice, in deliveries that overlap, some beside a file with the same.
      hand(lines(i * 50, i * 50 + 120));
      if (i % 10 == 5) {
        context.getBean(Ingest.class).stream(
            caller(),
            Source.OKTA,
            new ByteArrayInputStream(
                lines(i * 50 - 100, i * 50 + 300).getBytes(StandardCharsets.UTF_8)),
            Progress.NONE);
      }
    }
    int events = 39 * 50 + 120;
    await("all events", () -> stored().rows() >= 2070);
    await("an empty log", () -> context.getBean(EventLog.class).backlog().deliveries() == 0);
    assertThat(stored().rows()).isEqualTo(stored().keys()).isBetween((long) events, 2100L);
  }

  /** A writer that stood still while its leases went elsewhere, and then goes on. */
  @Test
  void of_two_writers_that_read_the_same_only_one_stores_it() throws Exception {
    hand(lines(0, 30));
    try (LogConsumer slow = consumer()) {
      for (int i = 0; i < 40; i++) {
        slow.step();
        if (stored().rows() > 0) {
          break;
        }
      }
      assertThat(stored().rows()).isEqualTo(30);
      hand(lines(30, 60));
      // It has read the second half and not stored it when the server cuts its connection.
      slow.step();
      try (var owner = context.getBean(Database.class).dataSource().getConnection();
          var statement = owner.createStatement()) {
        statement.execute(
            """
            SELECT pg_terminate_backend(pid) FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()
            """);
      }
      write();
      await("the other writer", () -> stored().rows() == 60);
      assertThatThrownBy(slow::endRound)
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.RETRY));
    }
    assertThat(stored()).isEqualTo(new Stored(60, 60));
  }

  @Test
  void what_a_writer_stored_and_could_not_tell_the_log_is_released_by_the_next() {
    hand(lines(0, 10));
    try (LogConsumer consumer = consumer()) {
      while (stored().rows() == 0) {
        consumer.step();
      }
    }
    // As if the first had died before the log was told.
    EventLog log = context.getBean(EventLog.class);
    hand(lines(0, 10));
    Lake lake = context.getBean(Lake.class);
    LogPosition position = new LogPosition(null, "eventlog.postgres." + log.partition(tenant));
    String now = lake.position(position).orElseThrow();
    lake.append(
        Map.of(),
        List.of(new PositionChange(position, now, Long.toString(Long.parseLong(now) + 1))));
    write();
    await("an empty log", () -> log.backlog().deliveries() == 0);
    assertThat(stored()).isEqualTo(new Stored(10, 10));
  }

  @Test
  void a_writer_that_is_asked_to_end_stores_what_it_has_read() throws Exception {
    hand(lines(0, 10));
    try (LogConsumer consumer = consumer()) {
      consumer.step();
      consumer.step();
      consumer.endRound();
    }
    assertThat(stored().rows()).isEqualTo(10);
    assertThat(context.getBean(EventLog.class).backlog().deliveries()).isZero();
  }

  private static LogConsumer consumer() {
    return new LogConsumer(
        context.getBean(EventLog.class),
        context.getBean(TenantStream.Parts.class),
        context.getBean(LeaseStore.class),
        context.getBean(Lags.class),
        context.getBean(Tenants.class),
        tenant -> {});
  }

  private void write() {
    LogWriter writer = context.getBean(LogWriter.class);
    threads.add(Thread.ofPlatform().start(() -> writer.write(stopSignal)));
    if (threads.size() == 1) {
      threads.add(Thread.ofPlatform().start(() -> writer.rollUp(stopSignal)));
    }
  }

  private void hand(String payload) {
    hand(payload.getBytes(StandardCharsets.UTF_8));
  }

  private void hand(byte[] payload) {
    assertThat(context.getBean(Intake.class).take(tenant, Source.OKTA, List.of(payload)))
        .isInstanceOf(Receipt.Stored.class);
  }

  private Caller caller() {
    return Caller.commandLine(tenant, "tester");
  }

  private long letters() {
    return context.getBean(DeadLetterStore.class).count(caller());
  }

  private Stored stored() {
    LocalDate day = LocalDate.ofInstant(FROM, ZoneOffset.UTC);
    return context
        .getBean(Lake.class)
        .ask(
            new NamedQuery(EndOfProcessTest.class, "stored"),
            Scope.everybody(tenant),
            new TimeWindow(day.minusDays(1), day.plusDays(30)),
            Map.of(),
            row -> new Stored(row.getLong("stored"), row.getLong("keys")))
        .getFirst();
  }

  private static void await(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s in time", what).isLessThan(until);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String lines(int from, int to) {
    return IntStream.range(Math.max(0, from), to)
        .mapToObj(i -> event(i, FROM.plus(i * 61L, ChronoUnit.SECONDS)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String event(int number, Instant at) {
    return OktaVisit.of(new UUID(7, number).toString(), at, number % 40, "Tracker " + number % 5)
        .in("s" + number / 10)
        .json();
  }
}
