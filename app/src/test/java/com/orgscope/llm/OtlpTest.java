package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.egress.Channel;
import com.orgscope.egress.TestEgress;
import com.orgscope.llm.anthropic.TestAnthropic;
import com.orgscope.llm.openai.TestOpenAi;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a collector is told, decoded from the bytes that it gets. */
class OtlpTest {
  private final List<byte[]> traces = new CopyOnWriteArrayList<>();
  private final List<byte[]> metrics = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final HttpServer collector = collector();
  private final ScriptedAnthropic claude = TestModels.claude();
  private final Database database = TestDatabase.fresh();

  @AfterEach
  void close() {
    collector.stop(0);
    claude.close();
    database.close();
  }

  @Test
  void each_call_is_a_span_and_counts_in_two_metrics_without_a_word_of_what_was_said()
      throws Exception {
    claude.next(Act.fails(529), Act.says(TestModels.ANSWER, new Tokens(100, 900, 0, 60)));
    ModelResponse answer = ask(endpoint());
    assertThat(answer).isInstanceOf(ModelResponse.Given.class);

    List<Span> spans =
        ExportTraceServiceRequest.parseFrom(traces.getFirst())
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpansList();
    assertThat(spans).hasSize(2);
    Span failed = spans.getFirst();
    assertThat(failed.getStatus().getCode().name()).isEqualTo("STATUS_CODE_ERROR");
    assertThat(attributes(failed.getAttributesList())).containsEntry("error.type", "OVERLOADED");
    Span spoke = spans.getLast();
    assertThat(spoke.getName()).isEqualTo("chat claude-haiku-5-5");
    assertThat(spoke.getKind().name()).isEqualTo("SPAN_KIND_CLIENT");
    assertThat(hex(spoke.getTraceId().toByteArray()))
        .isEqualTo(answer.trace().toString().replace("-", ""))
        .isEqualTo(hex(failed.getTraceId().toByteArray()));
    assertThat(spoke.getEndTimeUnixNano()).isGreaterThan(spoke.getStartTimeUnixNano());
    assertThat(attributes(spoke.getAttributesList()))
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "anthropic")
        .containsEntry("gen_ai.request.model", "claude-haiku-5-5")
        .containsEntry("gen_ai.response.model", "claude-haiku-5-5")
        .containsEntry("gen_ai.request.max_tokens", "200")
        .containsEntry("gen_ai.usage.input_tokens", "1000")
        .containsEntry("gen_ai.usage.cache_read.input_tokens", "900")
        .containsEntry("gen_ai.usage.output_tokens", "60")
        .containsEntry("orgscope.tenant", "acorn")
        .doesNotContainKeys("error.type", "orgscope.subject");

    List<Metric> told =
        ExportMetricsServiceRequest.parseFrom(metrics.getFirst())
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetricsList();
    assertThat(told)
        .extracting(Metric::getName)
        .containsExactlyInAnyOrder("gen_ai.client.token.usage", "gen_ai.client.operation.duration");
    Metric tokens =
        told.stream().filter(m -> m.getName().endsWith("usage")).findFirst().orElseThrow();
    assertThat(tokens.getHistogram().getDataPointsList())
        .extracting(
            p -> attributes(p.getAttributesList()).get("gen_ai.token.type") + " " + p.getSum())
        .containsExactlyInAnyOrder("input 1000.0", "output 60.0");
    assertThat(recorded(Channel.COLLECTOR)).containsExactly(traces.getFirst());
    assertThat(keys).contains("Bearer collector-key");
    for (byte[] sent : List.of(traces.getFirst(), metrics.getFirst())) {
      assertThat(new String(sent, StandardCharsets.ISO_8859_1))
          .doesNotContain("F1: 40", "You sort kinds", "Engineering", "signature-1", "scripted 529");
    }
  }

  @Test
  void the_calls_of_a_batch_are_spans_too() throws Exception {
    LlmSettings settings = TestModels.settings(claude.url(), "");
    Instant now = Instant.parse("2026-11-23T10:00:00Z");
    try (KillSwitch killSwitch = new KillSwitch(new KillStore(database), () -> now);
        Telemetry telemetry =
            new Telemetry(new TelemetrySettings(endpoint(), ""), TestEgress.on(database));
        Batches batches =
            new Batches(
                List.of(TestAnthropic.batches(settings)),
                List.of(TestAnthropic.port(settings)),
                new BatchStore(database),
                new CallLedger(new CallStore(database), settings, TestEgress.on(database)),
                killSwitch,
                new TraceStore(database),
                telemetry,
                BatchSettings.DEFAULTS,
                () -> now)) {
      batches.submit("night", List.of(TestModels.question("one"), TestModels.question("two")));
      for (int i = 0; i < 50 && !batches.poll(TestModels.ACORN).isEmpty(); i++) {
        // each look moves it on
      }
    }
    List<Span> spans =
        ExportTraceServiceRequest.parseFrom(traces.getFirst())
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpansList();
    assertThat(spans).hasSize(2).extracting(Span::getName).containsOnly("chat claude-haiku-5-5");
  }

  @Test
  void without_an_endpoint_nothing_is_told() {
    assertThat(ask("")).isInstanceOf(ModelResponse.Given.class);
    assertThat(traces).isEmpty();
    assertThat(metrics).isEmpty();
  }

  /** What stands written down, as bytes. */
  private List<byte[]> recorded(Channel channel) {
    return TestEgress.bodies(database, TestModels.ACORN, channel);
  }

  private String endpoint() {
    return "http://127.0.0.1:" + collector.getAddress().getPort() + "/";
  }

  private ModelResponse ask(String endpoint) {
    LlmSettings settings = TestModels.settings(claude.url(), "");
    Instant now = Instant.parse("2026-11-23T10:00:00Z");
    try (KillSwitch killSwitch = new KillSwitch(new KillStore(database), () -> now);
        Telemetry telemetry =
            new Telemetry(
                new TelemetrySettings(endpoint, "authorization=Bearer collector-key"),
                TestEgress.on(database));
        Models models =
            new Models(
                List.of(TestAnthropic.port(settings), TestOpenAi.port(settings)),
                settings,
                () -> now,
                new CallLedger(new CallStore(database), settings, TestEgress.on(database)),
                killSwitch,
                (stop, wait) -> stop.reason() != null,
                telemetry)) {
      return models.ask(TestModels.question("F1: 40 % GitHub"));
    }
  }

  private HttpServer collector() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/v1/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            (exchange.getRequestURI().getPath().endsWith("traces") ? traces : metrics).add(body);
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
            exchange.getResponseHeaders().set("content-type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> attributes(List<KeyValue> list) {
    Map<String, String> map = new TreeMap<>();
    for (KeyValue each : list) {
      AnyValue value = each.getValue();
      map.put(
          each.getKey(),
          value.hasStringValue() ? value.getStringValue() : "" + value.getIntValue());
    }
    return map;
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
