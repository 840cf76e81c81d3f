package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.egress.Recorder;
import com.orgscope.kernel.Failure;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedProvider;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every provider's plug-in does, whatever its wire looks like. */
@SuppressWarnings("this-escape") // Subclasses only name the wire.
public abstract class ModelPortContract {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final StopSignal stop = new StopSignal();
  protected final ScriptedProvider provider;
  private final ModelPort port;

  protected ModelPortContract(ScriptedProvider provider) {
    this.provider = provider;
    this.port = port(provider.url());
  }

  protected abstract ModelPort port(String url);

  /** Where this wire puts the system text. */
  protected abstract String systemText(JsonNode request);

  @AfterEach
  void close() {
    provider.close();
    http.shutdownNow();
  }

  @Test
  void an_answer_comes_with_each_token_counted_once() {
    provider.next(Act.says(TestModels.ANSWER, new Tokens(120, 900, 0, 45)));
    assertThat(ask(SHORT.multipliedBy(20)))
        .isEqualTo(new Reply.Completed(TestModels.ANSWER, new Tokens(120, 900, 0, 45)));
  }

  @Test
  void a_request_holds_the_question_and_the_schema_without_what_providers_refuse() {
    ask(SHORT.multipliedBy(20));
    JsonNode request = provider.requests().getFirst();
    assertThat(systemText(request)).isEqualTo("You sort kinds of work.");
    assertThat(request.toString())
        .contains("F1: 40 % GitHub", "additionalProperties")
        .doesNotContain("\"minimum\"", "\"maxLength\"", "temperature");
    assertThat(request.path("model").asString()).isEqualTo("model-x");
    assertThat(request.path("max_tokens").asInt()).isEqualTo(200);
  }

  @Test
  void each_way_to_fail_has_its_name() {
    assertThat(failure(Act.fails(500))).isEqualTo(Fault.SERVER_ERROR);
    assertThat(failure(Act.fails(529))).isEqualTo(Fault.OVERLOADED);
    assertThat(failure(Act.fails(429))).isEqualTo(Fault.RATE_LIMITED);
    assertThat(failure(Act.fails(400))).isEqualTo(Fault.REJECTED);
    assertThat(failure(Act.fails(403))).isEqualTo(Fault.DENIED);
    assertThat(failure(Act.garbles())).isEqualTo(Fault.GARBLED);
    assertThat(failure(Act.cuts())).isEqualTo(Fault.CUT);
    assertThat(failure(Act.runsOut("{\"cat"))).isEqualTo(Fault.TRUNCATED);
    assertThat(failure(Act.sends(200, "{}"))).isEqualTo(Fault.GARBLED);
  }

  @Test
  void a_failed_call_is_made_once_and_not_again_behind_our_back() {
    failure(Act.fails(500));
    failure(Act.fails(429));
    assertThat(provider.arrived()).isEqualTo(2);
  }

  @Test
  void the_time_to_wait_is_read_in_seconds_and_as_a_date() {
    provider.next(
        Act.failsAndAsksToWait(429, "7"),
        Act.failsAndAsksToWait(529, "Mon, 23 Nov 2026 10:00:12 GMT"),
        Act.failsAndAsksToWait(429, "soon"));
    assertThat(((Reply.Failed) ask(SHORT.multipliedBy(20))).retryAfter())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(((Reply.Failed) ask(SHORT.multipliedBy(20))).retryAfter())
        .isEqualTo(Duration.ofSeconds(12));
    assertThat(((Reply.Failed) ask(SHORT.multipliedBy(20))).retryAfter()).isNull();
  }

  @Test
  void a_body_that_drips_ends_with_the_time_out() {
    provider.next(Act.drips());
    long from = System.nanoTime();
    assertThat(((Reply.Failed) ask(SHORT)).fault()).isEqualTo(Fault.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(SHORT, SHORT.plusSeconds(3));
  }

  @Test
  void a_refusal_is_a_value() {
    provider.next(Act.refuses());
    assertThat(ask(SHORT.multipliedBy(20)))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused -> {
              assertThat(refused.why()).isEqualTo("the model declined");
              assertThat(refused.tokens().output()).isPositive();
            });
  }

  @Test
  void a_call_in_flight_can_be_stopped() throws Exception {
    provider.next(Act.hangs());
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(() -> ask(Duration.ofSeconds(60)));
    while (provider.inFlight() == 0) {
      LockSupport.parkNanos(1_000_000);
    }
    stop.now("somebody pulled the switch");
    assertThat(((Reply.Failed) reply.get()).fault()).isEqualTo(Fault.STOPPED);
  }

  @Test
  void nobody_listening_means_that_nothing_was_sent() {
    provider.close();
    assertThat(((Reply.Failed) ask(SHORT.multipliedBy(20))).fault()).isEqualTo(Fault.UNREACHABLE);
  }

  @Test
  void what_is_sent_was_written_down_before_and_else_is_not_sent() {
    List<String> recorded = new ArrayList<>();
    ask(
        SHORT.multipliedBy(20),
        (whom, body) -> recorded.add(whom + " " + new String(body, StandardCharsets.UTF_8)));
    String sent = recorded.getFirst();
    assertThat(sent).startsWith("POST " + provider.url());
    assertThat(JsonMapper.shared().readTree(sent.substring(sent.indexOf('{'))))
        .isEqualTo(provider.requests().getFirst());
    Reply kept =
        ask(
            SHORT.multipliedBy(20),
            (whom, body) -> {
              throw Failure.retry("the disk is full", null);
            });
    assertThat(((Reply.Failed) kept).fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(provider.requests()).hasSize(1);
  }

  private Fault failure(Act act) {
    provider.next(act);
    return ((Reply.Failed) ask(SHORT.multipliedBy(20))).fault();
  }

  private Reply ask(Duration timeout) {
    return ask(timeout, Recorder.NONE);
  }

  private Reply ask(Duration timeout, Recorder outgoing) {
    return port.call(
        TestModels.question("F1: 40 % GitHub"),
        "model-x",
        new HttpCall(http, () -> NOW, timeout, stop, outgoing));
  }
}
