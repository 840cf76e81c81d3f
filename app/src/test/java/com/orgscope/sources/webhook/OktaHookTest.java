package com.orgscope.sources.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.RateLimit;
import com.orgscope.access.Secrets;
import com.orgscope.access.Secrets.Purpose;
import com.orgscope.access.TestSecrets;
import com.orgscope.directory.TestDirectory;
import com.orgscope.eventlog.Receipt;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.sources.ServletServer;
import com.orgscope.sources.TestClock;
import com.orgscope.state.Database;
import com.orgscope.testing.Company;
import com.orgscope.testing.TestDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How Okta is answered, whatever the log behind does. */
@Timeout(60)
class OktaHookTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final TenantId OTHER = new TenantId("other");
  private static final int BODY = 10_000;
  private static final byte[] DELIVERY =
      "{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":[{\"uuid\":\"1\"}]}}"
          .getBytes(UTF_8);

  @TempDir private static Path home;
  private static Database database;
  private static Secrets secrets;
  private static String secret;
  private static String others;
  private static Instant now = Instant.parse("2026-11-02T09:00:00Z");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Log log = new Log();
  private final MeterRegistry meters = new SimpleMeterRegistry();

  /** An event log that does as it is told. */
  private static final class Log implements Intake {
    final List<byte[]> kept = new ArrayList<>();
    boolean full;
    @Nullable RuntimeException failure;
    @Nullable CountDownLatch stuck;

    @Override
    public Receipt take(TenantId tenant, Source source, List<byte[]> payloads) {
      assertThat(tenant).isEqualTo(ACME);
      assertThat(source).isEqualTo(Source.OKTA);
      if (stuck != null) {
        try {
          stuck.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      if (failure != null) {
        throw failure;
      }
      if (full) {
        return new Receipt.Full(Duration.ofMillis(6_500));
      }
      synchronized (kept) {
        kept.addAll(payloads);
      }
      return new Receipt.Stored();
    }
  }

  /** One process that takes hooks. */
  private final class Process implements AutoCloseable {
    private final HookServlet servlet;
    private final ServletServer server;

    Process(WebhookSettings settings) throws IOException {
      servlet =
          new HookServlet(
              List.of(new OktaHook(secrets, log)),
              settings,
              new RateLimit(
                  settings.requestsPerSecond(), settings.burst(), () -> TestClock.nanos(now)),
              new HookCounters(meters));
      server = new ServletServer(servlet, "/hooks/*");
    }

    HttpResponse<String> post(byte[] body, String... headers) {
      return send(BodyPublishers.ofByteArray(body), secret, headers);
    }

    HttpResponse<String> send(BodyPublisher body, String authorization, String... headers) {
      return send("/hooks/acme/okta", body, authorization, headers);
    }

    HttpResponse<String> send(
        String path, BodyPublisher body, String authorization, String... headers) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(server.origin() + path))
              .header("Content-Type", "application/json")
              .POST(body);
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      return exchange(request.build());
    }

    HttpResponse<String> exchange(HttpRequest request) {
      try {
        return CLIENT.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        throw new AssertionError(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @BeforeAll
  static void company() {
    Company acme = Company.open(home, () -> now);
    acme.beside(OTHER.value());
    database = acme.database();
    secrets = TestSecrets.on(database, acme.audit(), acme.directory(), () -> now);
    secret = secrets.make(caller(ACME), Purpose.OKTA_HOOK, false).secret();
    others = secrets.make(caller(OTHER), Purpose.OKTA_HOOK, false).secret();
  }

  @AfterAll
  static void close() {
    CLIENT.close();
    database.close();
  }

  private static Caller caller(TenantId tenant) {
    return Caller.commandLine(tenant, "tess");
  }

  private static WebhookSettings settings(Duration deadline, int inHand, int burst) {
    return new WebhookSettings(
        DataSize.ofBytes(BODY),
        DataSize.ofBytes(inHand),
        deadline,
        1,
        burst,
        Duration.ofSeconds(5),
        Duration.ofHours(6));
  }

  private Process process() throws IOException {
    return new Process(settings(Duration.ofSeconds(20), 10 * BODY, 1_000));
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  @Test
  void the_challenge_comes_back() throws IOException {
    try (Process process = process()) {
      HttpResponse<String> answer =
          process.exchange(
              HttpRequest.newBuilder(URI.create(process.server.origin() + "/hooks/acme/okta"))
                  .header("X-Okta-Verification-Challenge", "a \"quoted\" challenge")
                  .GET()
                  .build());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
      assertThat(json(answer).get("verification").asString()).isEqualTo("a \"quoted\" challenge");
      assertThat(
              process
                  .exchange(
                      HttpRequest.newBuilder(
                              URI.create(process.server.origin() + "/hooks/acme/okta"))
                          .GET()
                          .build())
                  .statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void a_delivery_is_kept_byte_for_byte_and_answered_with_nothing() throws IOException {
    try (Process process = process()) {
      HttpResponse<String> answer = process.post(DELIVERY);
      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
      byte[] packed = {0x1f, (byte) 0x8b, 1, 2, 3};
      assertThat(process.post(packed, "Content-Encoding", "gzip").statusCode()).isEqualTo(204);
      assertThat(process.post(packed, "Content-Encoding", "zstd").statusCode()).isEqualTo(204);
      assertThat(
              process
                  .send(
                      BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(DELIVERY)),
                      "Bearer " + secret)
                  .statusCode())
          .as("of a length that is not said")
          .isEqualTo(204);
      assertThat(log.kept).containsExactly(DELIVERY, packed, packed, DELIVERY);
      assertThat(process.servlet.inHand().held()).isZero();
    }
  }

  @Test
  void only_the_tenants_secret_opens_and_a_new_one_beside_the_old() throws IOException {
    try (Process process = process()) {
      BodyPublisher body = BodyPublishers.ofByteArray(DELIVERY);
      for (String wrong : List.of("", "wrong", others, "Basic " + secret, secret + "x")) {
        HttpResponse<String> answer = process.send(body, wrong);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("content-type"))
            .hasValue("application/problem+json");
      }
      assertThat(process.send("/hooks/ghost/okta", body, secret).statusCode()).isEqualTo(401);
      assertThat(log.kept).isEmpty();
      assertThat(counted("unauthorized", "")).as("strangers make no labels").isEqualTo(6);
      assertThat(meters.get(HookCounters.NAME).meters()).hasSize(1);
      String second = secrets.make(caller(ACME), Purpose.OKTA_HOOK, true).secret();
      assertThat(process.send(body, second).statusCode()).isEqualTo(204);
      assertThat(process.send(body, secret).statusCode()).isEqualTo(204);
      secret = second;
    }
  }

  @Test
  void our_own_trouble_is_503_with_a_time_and_never_a_4xx() throws IOException {
    try (Process process = process()) {
      log.full = true;
      HttpResponse<String> full = process.post(DELIVERY);
      assertThat(full.statusCode()).isEqualTo(503);
      assertThat(full.headers().firstValue("retry-after")).hasValue("7");
      assertThat(json(full).get("status").asInt()).isEqualTo(503);
      assertThat(json(full).get("title").asString()).contains("event log");
      assertThat(counted("log_full", "acme")).isEqualTo(1);
      log.failure = Failure.retry("the log is away", null);
      assertThat(process.post(DELIVERY).statusCode()).isEqualTo(503);
      log.failure = new IllegalStateException("a mistake of ours");
      assertThat(process.post(DELIVERY).statusCode()).isEqualTo(503);
      assertThat(counted("error", "acme")).isEqualTo(2);
      assertThat(process.servlet.inHand().held()).isZero();
    }
  }

  @Test
  void a_log_that_does_not_answer_is_not_waited_for() throws IOException {
    CountDownLatch stuck = new CountDownLatch(1);
    log.stuck = stuck;
    try (Process process = new Process(settings(Duration.ofMillis(200), 10 * BODY, 1_000))) {
      HttpResponse<String> answer = process.post(DELIVERY);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
      assertThat(counted("timeout", "acme")).isEqualTo(1);
      assertThat(process.servlet.inHand().held()).as("still in hand").isEqualTo(DELIVERY.length);
      stuck.countDown();
      until(() -> process.servlet.inHand().held() == 0);
      assertThat(log.kept).hasSize(1);
    }
  }

  /** Whoever asks the database waits, in the end for the pool; who posts does not. */
  @Test
  void a_database_that_hangs_is_not_waited_for() throws Exception {
    now = now.plusSeconds(60);
    try (Process process = new Process(settings(Duration.ofMillis(500), 10 * BODY, 1_000));
        Connection hanging = TestSecrets.hang(database)) {
      inTime(process);
      inTime(process);
      hanging.rollback();
      until(() -> process.post(DELIVERY).statusCode() == 204);
    }
  }

  @Test
  void a_database_that_is_gone_is_503_until_it_is_back() throws Exception {
    now = now.plusSeconds(3600);
    try (Process process = new Process(settings(Duration.ofMillis(500), 10 * BODY, 1_000));
        Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      String name = owner.getCatalog();
      // Its doors are closed and whoever was inside is put out.
      statement.execute("REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC, orgscope_ingest");
      try {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + name
                + "' AND usename = 'orgscope_ingest'");
        inTime(process);
      } finally {
        statement.execute("GRANT CONNECT ON DATABASE " + name + " TO PUBLIC, orgscope_ingest");
      }
      until(() -> process.post(DELIVERY).statusCode() == 204);
    }
  }

  private static void inTime(Process process) {
    long begun = System.nanoTime();
    HttpResponse<String> answer = process.post(DELIVERY);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(json(answer).get("detail").asString()).contains("again");
  }

  private double counted(String outcome, String tenant) {
    Counter counter =
        meters.find(HookCounters.NAME).tags("outcome", outcome, "tenant", tenant).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void what_is_in_hand_is_bounded() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    log.stuck = stuck;
    try (Process process = new Process(settings(Duration.ofSeconds(20), 2 * BODY, 1_000))) {
      byte[] large = new byte[BODY];
      List<CompletableFuture<Integer>> waiting = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        waiting.add(CompletableFuture.supplyAsync(() -> process.post(large).statusCode()));
      }
      until(() -> process.servlet.inHand().held() == 2 * BODY);
      assertThat(process.post(large).statusCode()).isEqualTo(503);
      assertThat(counted("overloaded", "acme")).isEqualTo(1);
      stuck.countDown();
      for (CompletableFuture<Integer> one : waiting) {
        assertThat(one.get()).isEqualTo(204);
      }
      assertThat(process.post(large).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void a_tenant_that_sends_too_often_is_told_to_wait_and_not_to_go() throws IOException {
    try (Process process = new Process(settings(Duration.ofSeconds(20), 10 * BODY, 2))) {
      assertThat(process.post(DELIVERY).statusCode()).isEqualTo(204);
      assertThat(process.post(DELIVERY).statusCode()).isEqualTo(204);
      HttpResponse<String> refused = process.post(DELIVERY);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
      assertThat(json(refused).get("title").asString()).contains("Too many", "tenant");
      assertThat(counted("rate_limited", "acme")).isEqualTo(1);
      assertThat(counted("taken", "acme")).isEqualTo(2);
      now = now.plusSeconds(1);
      assertThat(process.post(DELIVERY).statusCode()).as("two in any two seconds").isEqualTo(503);
      now = now.plusSeconds(1);
      assertThat(process.post(DELIVERY).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void what_is_wrong_with_a_request_is_said() throws IOException {
    try (Process process = process()) {
      byte[] large = new byte[BODY + 1];
      Map<String, HttpResponse<String>> answers =
          Map.of(
              "413", process.post(large),
              "413 ",
                  process.send(
                      BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), secret),
              "415", process.post(DELIVERY, "Content-Encoding", "br"),
              "400", process.post(new byte[0]),
              "404", process.send("/hooks/acme/nobody", BodyPublishers.noBody(), secret),
              "404 ", process.send("/hooks/acme", BodyPublishers.noBody(), secret));
      answers.forEach((status, answer) -> {
        assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(status.strip()));
        assertThat(answer.headers().firstValue("content-type"))
            .hasValue("application/problem+json");
        assertThat(json(answer).get("status").asInt()).isEqualTo(answer.statusCode());
        assertThat(json(answer).get("detail").asString()).isNotEmpty();
      });
      assertThat(log.kept).isEmpty();
      assertThat(process.servlet.inHand().held()).isZero();
    }
  }

  private static void until(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
