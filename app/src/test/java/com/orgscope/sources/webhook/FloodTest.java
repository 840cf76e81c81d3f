package com.orgscope.sources.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.OrgscopeServer;
import com.orgscope.access.Secrets;
import com.orgscope.access.Secrets.Purpose;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.postgres.TestPostgresLog;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import com.orgscope.state.PreparedHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** From Okta's posts to the lake, in the product as it is served, with a log that is often full. */
@Tag("slow")
@Timeout(180)
class FloodTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Instant FROM =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(3, ChronoUnit.DAYS);
  private static final int EVENTS = 50;
  private static final int DELIVERIES = 120;
  private static final int SENDERS = 8;
  private static final int LOG_BYTES = 40_000;

  @TempDir private static Path home;
  private static ConfigurableApplicationContext context;
  private static HttpClient client;
  private static String secret;

  private record Stored(long rows, long keys) {}

  @BeforeAll
  static void start() {
    context =
        new SpringApplicationBuilder(OrgscopeServer.class)
            .properties(
                "orgscope.home=" + PreparedHome.in(home),
                "orgscope.roles=ingest",
                "orgscope.web.metrics-token=scraped-by-the-test-alone",
                "server.port=0",
                "orgscope.eventlog.max-backlog-size=" + LOG_BYTES + "B",
                "orgscope.eventlog.retry-after=1s",
                "orgscope.eventlog.poll-interval=20ms",
                "orgscope.ingest.live.commit-interval=200ms",
                "orgscope.ingest.live.rebalance-interval=200ms")
            .run();
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
    secret =
        context
            .getBean(Secrets.class)
            .make(Caller.commandLine(ACME, "tess"), Purpose.OKTA_HOOK, false)
            .secret();
  }

  @AfterAll
  static void stop() {
    client.close();
    context.close();
  }

  @Test
  void whatever_was_answered_2xx_is_in_the_lake_once_and_the_rest_was_told_to_come_again()
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger later = new AtomicInteger();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        all.add(
            senders.submit(() -> {
              for (int n = next.getAndIncrement(); n < DELIVERIES; n = next.getAndIncrement()) {
                byte[] body = zipped(delivery(n * EVENTS, EVENTS));
                // Every fifth comes twice, as one does whose answer was lost.
                int status = untilTaken(body, later);
                if (n % 5 == 0) {
                  status = untilTaken(body, later);
                }
                assertThat(status).isEqualTo(204);
              }
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    long events = (long) DELIVERIES * EVENTS;
    until(() -> stored().rows() >= events);
    until(() -> context.getBean(EventLog.class).backlog().deliveries() == 0);
    assertThat(stored()).isEqualTo(new Stored(events, events));
    assertThat(later.get()).as("answers of a full log").isPositive();
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf("%,d answers were 503, %,d MB of heap in use%n", later.get(), used >> 20);
  }

  @Test
  void an_event_that_comes_by_hook_and_by_poller_counts_once() throws Exception {
    TenantId tenant = new TenantId("both");
    context.getBean(Tenants.class).create(TestDirectory.tenant(tenant));
    String mine =
        context
            .getBean(Secrets.class)
            .make(Caller.commandLine(tenant, "tess"), Purpose.OKTA_HOOK, false)
            .secret();
    String polled = "[" + events(1_000_000, 10, false) + "]";
    context.getBean(Intake.class).take(tenant, Source.OKTA, List.of(polled.getBytes(UTF_8)));
    assertThat(post(tenant, delivery(1_000_005, 10).getBytes(UTF_8), mine, "")).isEqualTo(204);
    until(() -> stored(tenant).rows() >= 15);
    until(() -> context.getBean(EventLog.class).backlog().deliveries() == 0);
    assertThat(stored(tenant)).isEqualTo(new Stored(15, 15));
  }

  /** Okta waits three seconds and tries once more; what is late is kept all the same. */
  @Test
  void a_log_that_hangs_is_answered_for_within_three_seconds_and_loses_nothing() throws Exception {
    TenantId tenant = new TenantId("slow");
    context.getBean(Tenants.class).create(TestDirectory.tenant(tenant));
    String mine =
        context
            .getBean(Secrets.class)
            .make(Caller.commandLine(tenant, "tess"), Purpose.OKTA_HOOK, false)
            .secret();
    byte[] body = delivery(2_000_000, 3).getBytes(UTF_8);
    try (Connection hanging = TestPostgresLog.hang(context.getBean(Database.class))) {
      long begun = System.nanoTime();
      assertThat(post(tenant, body, mine, "")).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      hanging.rollback();
    }
    until(() -> post(tenant, body, mine, "") == 204);
    until(() -> stored(tenant).rows() >= 3);
    until(() -> context.getBean(EventLog.class).backlog().deliveries() == 0);
    assertThat(stored(tenant)).isEqualTo(new Stored(3, 3));
  }

  @Test
  void how_requests_were_answered_can_be_scraped() throws Exception {
    assertThat(post(ACME, zipped(delivery(3_000_000, 1)), "wrong", "gzip")).isEqualTo(401);
    String port = context.getEnvironment().getProperty("local.server.port");
    HttpRequest scrape =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
            .header("Authorization", "Bearer scraped-by-the-test-alone")
            .build();
    assertThat(client.send(scrape, BodyHandlers.ofString()).body().lines())
        .anyMatch(line ->
            line.startsWith("orgscope_webhook_requests_total{")
                && line.contains("outcome=\"unauthorized\"")
                && line.contains("provider=\"okta\""));
  }

  /** Sends as a provider would that comes again and again, a little after it was told to wait. */
  private static int untilTaken(byte[] body, AtomicInteger later) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    int status = post(body);
    while (status == 503) {
      assertThat(System.nanoTime())
          .as("taken in time: %s, %s", context.getBean(EventLog.class).backlog(), stored())
          .isLessThan(end);
      later.incrementAndGet();
      new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
      status = post(body);
    }
    return status;
  }

  private static int post(byte[] body) {
    return post(ACME, body, secret, "gzip");
  }

  private static int post(TenantId tenant, byte[] body, String authorization, String encoding) {
    String port = context.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/hooks/" + tenant + "/okta"))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() == 503) {
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      }
      return answer.statusCode();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Stored stored() {
    return stored(ACME);
  }

  private static Stored stored(TenantId tenant) {
    LocalDate day = LocalDate.ofInstant(FROM, ZoneOffset.UTC);
    return context
        .getBean(Lake.class)
        .ask(
            new NamedQuery(FloodTest.class, "stored"),
            Scope.everybody(tenant),
            new TimeWindow(day.minusDays(1), day.plusDays(30)),
            Map.of(),
            row -> new Stored(row.getLong("stored"), row.getLong("keys")))
        .getFirst();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** A delivery as Okta posts it. */
  private static String delivery(int from, int count) {
    return """
    {"eventType":"com.okta.event_hook","eventTypeVersion":"1.0","cloudEventsVersion":"0.1",
     "source":"https://acme.example/api/v1/eventHooks/who1","eventId":"%s","eventTime":"%s",
     "contentType":"application/json","data":{"events":[%s]}}
    """
        .formatted(new UUID(9, from), FROM, events(from, count, true));
  }

  private static String events(int from, int count, boolean byHook) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> event(i, byHook))
        .collect(Collectors.joining(","));
  }

  /** A hook's event says when it was inserted, and has its addresses elsewhere. */
  private static String event(int number, boolean byHook) {
    String chain =
        "\"ipChain\":[{\"ip\":\"192.0.2.%d\",\"version\":\"V4\"}]".formatted(number % 250);
    Instant at = FROM.plusSeconds(number % 200_000);
    return """
    {"uuid":"%s","published":"%s",%s"eventType":"user.authentication.sso","severity":"INFO",
     "actor":{"id":"00u%d","type":"User","alternateId":"user%d@x.example"},
     "client":{"ipAddress":"192.0.2.%d"%s},
     "outcome":{"result":"SUCCESS"},"authenticationContext":{"externalSessionId":"s%d"},
     "target":[{"type":"AppInstance","alternateId":"Tracker %d","displayName":"SAML App"}],
     "request":{%s}}
    """
        .formatted(
            new UUID(7, number),
            at,
            byHook ? "\"insertionTimestamp\":\"" + at.plusMillis(7) + "\"," : "",
            number % 40,
            number % 40,
            number % 250,
            byHook ? "," + chain : "",
            number / 10,
            number % 5,
            byHook ? "" : chain);
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
