package com.orgscope.sources.okta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.OrgscopeServer;
import com.orgscope.access.Secrets;
import com.orgscope.access.Secrets.Purpose;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.eventlog.EventLog;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Source;
import com.orgscope.sources.Completeness;
import com.orgscope.sources.Sources;
import com.orgscope.sources.StreamStatus;
import com.orgscope.sources.TestClock;
import com.orgscope.state.Database;
import com.orgscope.state.PreparedHome;
import com.orgscope.usage.Usage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Live sources from the wire to the lake, in the product as it is served. */
@Tag("slow")
@Timeout(180)
class LiveOktaTest {
  private static final int EVENTS = 60;
  private static final Duration APART = Duration.ofMinutes(3);

  @TempDir private static Path home;
  private static ConfigurableApplicationContext context;
  private static HttpClient client;

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
                "orgscope.sources.due-check-interval=100ms",
                "orgscope.sources.poll-interval=5s",
                "orgscope.sources.lag-gauge-interval=500ms",
                "orgscope.sources.completeness-gauge-interval=500ms",
                "orgscope.eventlog.poll-interval=20ms",
                "orgscope.ingest.live.commit-interval=200ms",
                "orgscope.ingest.live.rebalance-interval=200ms",
                "orgscope.ingest.live.roll-up-interval=500ms")
            .run();
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    context.close();
  }

  @Test
  void a_hook_that_was_cut_for_hours_is_filled_in_by_polling_and_nothing_counts_twice()
      throws Exception {
    TenantId tenant = tenant("cut");
    String secret =
        context.getBean(Secrets.class).make(operator(tenant), Purpose.OKTA_HOOK, false).secret();
    Instant since =
        Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(4)).plusSeconds(1);
    TestClock clock = new TestClock();
    clock.until(Instant.now());
    try (OktaDouble okta = new OktaDouble(clock)) {
      okta.pages(1000).limit(100_000);
      List<String> log = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        Instant at = since.plus(APART.multipliedBy(i));
        log.add(okta.publish(at, at).json());
      }
      // The hook brings the first hour, is cut for two, and comes back with the end.
      deliver(tenant, secret, log.subList(0, 20));
      deliver(tenant, secret, log.subList(50, EVENTS));
      until(() -> stored(tenant).rows() == 30);

      context
          .getBean(Sources.class)
          .connect(
              operator(tenant),
              Source.OKTA,
              Map.of("org", okta.address().toString(), "api-token", OktaDouble.TOKEN),
              since,
              true);
      until(() -> stored(tenant).rows() >= EVENTS);
      // Okta delivers what it could not deliver after all.
      deliver(tenant, secret, log.subList(15, 55));
      until(() -> context.getBean(EventLog.class).backlog().deliveries() == 0);
      assertThat(stored(tenant)).isEqualTo(new Stored(EVENTS, EVENTS));
      assertThat(okta.visible()).hasSize(EVENTS);

      until(() -> summary(tenant).open() == 0);
      assertThat(summary(tenant).missing()).isZero();
      assertThat(summary(tenant).certified()).isGreaterThanOrEqualTo(2);
      lagsAreShownWithoutAnybodysName(tenant, okta);
    }
  }

  private static Completeness.Summary summary(TenantId tenant) {
    return context.getBean(Completeness.class).summary(operator(tenant), Source.OKTA);
  }

  private static void lagsAreShownWithoutAnybodysName(TenantId tenant, OktaDouble okta)
      throws Exception {
    until(() -> figure("orgscope_source_hours_uncertified", tenant).equals(Optional.of(0.0)));
    assertThat(figure("orgscope_source_lag_seconds", tenant).orElseThrow())
        .as("seconds since the source had no more")
        .isBetween(0.0, 30.0);
    assertThat(figure("orgscope_source_events_missing", tenant)).hasValue(0.0);
    assertThat(figure("orgscope_source_events_lost", tenant)).hasValue(0.0);
    assertThat(figure("orgscope_source_deletes_in_seconds", tenant))
        .as("nothing is left that could be deleted")
        .hasValue(Double.NaN);
    String all = metrics();
    assertThat(all.lines())
        .anyMatch(line ->
            line.startsWith("orgscope_ingest_lag_seconds{") && line.contains(tenant.value()));
    assertThat(all).doesNotContain("ann.ash", "Ann Ash", "00u1", okta.address().getAuthority());
  }

  @Test
  void a_source_that_never_gave_anything_is_seen_by_an_alert_and_so_is_what_it_lacks() {
    TenantId tenant = tenant("silent");
    Instant since = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
    context
        .getBean(Sources.class)
        .connect(
            operator(tenant),
            Source.OKTA,
            Map.of("org", "http://127.0.0.1:9", "api-token", "nobody-asks-with-it"),
            since,
            false);
    hour(tenant, since, 5, 3);
    hour(tenant, since.plus(Duration.ofHours(1)), 4, 4);
    hour(tenant, since.minus(Duration.ofHours(1)), 9, 2);

    until(() -> figure("orgscope_source_events_lost", tenant).equals(Optional.of(7.0)));
    assertThat(figure("orgscope_source_events_missing", tenant)).hasValue(2.0);
    assertThat(figure("orgscope_source_hours_uncertified", tenant).orElseThrow())
        .as("four hours are settled, one of them is certified")
        .isBetween(3.0, 4.0);
    assertThat(figure("orgscope_source_deletes_in_seconds", tenant).orElseThrow())
        .isBetween(seconds(Duration.ofDays(90).minusHours(7)), seconds(Duration.ofDays(90)));
    Completeness.Summary summary = summary(tenant);
    assertThat(summary.lost()).isEqualTo(7);
    assertThat(summary.missing()).isEqualTo(2);
    assertThat(summary.open()).isBetween(3L, 4L);

    StreamStatus log =
        context.getBean(Sources.class).status(operator(tenant)).stream()
            .filter(status -> !status.certifies())
            .findFirst()
            .orElseThrow();
    assertThat(log.everRead()).isFalse();
    until(
        () -> figure("orgscope_source_lag_seconds", tenant).orElse(0.0) >= seconds(log.lag()) + 1);
    assertThat(figure("orgscope_source_lag_seconds", tenant).orElseThrow())
        .as("seconds since it was connected")
        .isLessThan(60);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  /** As a second reading leaves it. */
  private static void hour(TenantId tenant, Instant hour, int given, int stored) {
    context
        .getBean(Database.class)
        .runAs(
            Caller.system(tenant, "test"),
            sql ->
                sql.sql(
                        """
                        INSERT INTO sources.hour (tenant, source, hour, given, stored, late,
                          given_digest, stored_digest, checks, checked_at, certified_at)
                        VALUES (:tenant, 'OKTA', :hour, :given, :stored, 0, gen_random_uuid(),
                          gen_random_uuid(), 1, now(), CASE WHEN :given = :stored THEN now() END)
                        """)
                    .param("tenant", tenant.value())
                    .param("hour", hour.atOffset(ZoneOffset.UTC))
                    .param("given", given)
                    .param("stored", stored)
                    .update());
  }

  /** What the endpoint shows of a tenant's source; empty if there is no such line. */
  private static Optional<Double> figure(String name, TenantId tenant) {
    String line = name + "{source=\"okta\",tenant=\"" + tenant + "\"} ";
    return metrics()
        .lines()
        .filter(one -> one.startsWith(line))
        .map(one -> Double.valueOf(one.substring(line.length())))
        .findFirst();
  }

  private static String metrics() {
    try {
      return client
          .send(
              HttpRequest.newBuilder(uri("/actuator/prometheus"))
                  .header("Authorization", "Bearer scraped-by-the-test-alone")
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("Story 16: splunk/security_content#3134, MFA counted several times")
  void one_sign_in_with_a_second_factor_is_one_access_however_many_records_tell_of_it() {
    TenantId tenant = tenant("mfa");
    Instant at = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
    List<String> records =
        List.of(
            record("a1", at, 50074),
            record("a2", at.plusSeconds(20), 50140),
            record("a3", at.plusSeconds(31), 0),
            record("a4", at.plusSeconds(33), 0));
    String message = "{\"records\":[" + String.join(",", records) + "]}";
    // Graph's row of the same sign-in, under the id of one of them
    String row = record("a3", at.plusSeconds(31), 0).replaceAll("^.*\"properties\":|}$", "");
    Intake intake = context.getBean(Intake.class);
    intake.take(tenant, Source.ENTRA, List.of(message.getBytes(UTF_8)));
    intake.take(tenant, Source.ENTRA, List.of(("[" + row + "]").getBytes(UTF_8)));
    until(() -> context.getBean(EventLog.class).backlog().deliveries() == 0);
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    Usage usage = context.getBean(Usage.class);
    TimeWindow days = new TimeWindow(day.minusDays(1), day.plusDays(2));
    until(() -> !usage.everybody(operator(tenant), days).isEmpty());

    var person = usage.everybody(operator(tenant), days).values().iterator().next();
    assertThat(person.accesses()).isEqualTo(1);
    assertThat(person.challenges()).isEqualTo(1);
    assertThat(stored(tenant).rows())
        .as("rows that one who counts rows would count: two successes and a challenge")
        .isEqualTo(3);
  }

  private static String record(String id, Instant at, int code) {
    return """
    {"time":"%s","category":"SignInLogs","operationName":"Sign-in activity","resultType":"%d",\
    "properties":{"id":"%s","createdDateTime":"%s","userId":"u1","userPrincipalName":"ann.ash@example.com",\
    "appId":"app-1","appDisplayName":"Wiki","correlationId":"c1","status":{"errorCode":%d}}}\
    """
        .formatted(at, code, id, at, code);
  }

  private static TenantId tenant(String name) {
    TenantId tenant = new TenantId(name);
    context.getBean(Tenants.class).create(TestDirectory.tenant(tenant));
    return tenant;
  }

  private static Caller operator(TenantId tenant) {
    return Caller.commandLine(tenant, "tess");
  }

  /** Posts events as Okta's hook does, ten at a time. */
  private static void deliver(TenantId tenant, String secret, List<String> events)
      throws Exception {
    for (int from = 0; from < events.size(); from += 10) {
      String some =
          events.subList(from, Math.min(from + 10, events.size())).stream()
              .collect(Collectors.joining(","));
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(uri("/hooks/" + tenant + "/okta"))
                  .header("Authorization", secret)
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          """
                          {"eventType":"com.okta.event_hook","eventId":"%s","data":{"events":[%s]}}
                          """
                              .formatted(UUID.randomUUID(), some)))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(204);
    }
  }

  private static URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  private static Stored stored(TenantId tenant) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return context
        .getBean(Lake.class)
        .ask(
            new NamedQuery(LiveOktaTest.class, "stored"),
            Scope.everybody(tenant),
            new TimeWindow(today.minusDays(3), today.plusDays(2)),
            Map.of(),
            row -> new Stored(row.getLong("stored"), row.getLong("keys")))
        .getFirst();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
