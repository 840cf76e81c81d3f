package com.orgscope.llm;

import com.orgscope.egress.Egress;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spans and metrics by OpenTelemetry's conventions for GenAI, over OTLP. The calls of one question
 * are one trace, whose id is the question's own.
 */
final class Otlp implements AutoCloseable {
  private static final String SCOPE = "com.orgscope.llm";
  private static final Duration GOODBYE = Duration.ofSeconds(10);
  // What it is about tells what was asked.
  private static final Set<String> KEPT_HERE = Set.of("orgscope.subject");
  private static final Set<String> OF_METRICS =
      Set.of("gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "error.type");
  private static final List<Long> TOKEN_BOUNDS =
      List.of(
          1L,
          4L,
          16L,
          64L,
          256L,
          1_024L,
          4_096L,
          16_384L,
          65_536L,
          262_144L,
          1_048_576L,
          4_194_304L,
          16_777_216L,
          67_108_864L);
  private static final List<Double> SECOND_BOUNDS =
      List.of(
          0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

  private final ThreadLocal<String> traceId = new ThreadLocal<>();
  private final SdkTracerProvider traces;
  private final SdkMeterProvider metrics;
  private final Tracer tracer;
  private final LongHistogram tokens;
  private final DoubleHistogram seconds;

  Otlp(TelemetrySettings settings, Egress egress) {
    String base = settings.endpoint().strip().replaceAll("/+$", "");
    Resource resource =
        Resource.getDefault()
            .merge(
                Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "orgscope")));
    var spanExporter = OtlpHttpSpanExporter.builder().setEndpoint(base + "/v1/traces");
    var metricExporter = OtlpHttpMetricExporter.builder().setEndpoint(base + "/v1/metrics");
    RecordedSpans recorded = new RecordedSpans(egress);
    spanExporter.setComponentLoader(recorded.senders());
    settings.headerMap().forEach(spanExporter::addHeader);
    settings.headerMap().forEach(metricExporter::addHeader);
    this.traces =
        SdkTracerProvider.builder()
            .setResource(resource)
            .setIdGenerator(new QuestionIds())
            .addSpanProcessor(BatchSpanProcessor.builder(recorded.by(spanExporter.build())).build())
            .build();
    this.metrics =
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerMetricReader(PeriodicMetricReader.create(metricExporter.build()))
            .build();
    this.tracer = traces.get(SCOPE);
    Meter meter = metrics.get(SCOPE);
    this.tokens =
        meter
            .histogramBuilder("gen_ai.client.token.usage")
            .ofLongs()
            .setUnit("{token}")
            .setExplicitBucketBoundariesAdvice(TOKEN_BOUNDS)
            .build();
    this.seconds =
        meter
            .histogramBuilder("gen_ai.client.operation.duration")
            .setUnit("s")
            .setExplicitBucketBoundariesAdvice(SECOND_BOUNDS)
            .build();
  }

  void ended(Trace call, @Nullable String responseModel, Duration latency) {
    AttributesBuilder all = Attributes.builder();
    AttributesBuilder few = Attributes.builder();
    for (Map.Entry<String, Object> attribute : call.attributes().entrySet()) {
      if (!KEPT_HERE.contains(attribute.getKey())) {
        put(all, attribute.getKey(), attribute.getValue());
      }
      if (OF_METRICS.contains(attribute.getKey())) {
        put(few, attribute.getKey(), attribute.getValue());
      }
    }
    if (responseModel != null) {
      put(all, "gen_ai.response.model", responseModel);
      put(few, "gen_ai.response.model", responseModel);
    }
    span(call, all.build(), latency);
    seconds.record(latency.toNanos() / 1e9, few.build());
    if (call.outcome().tokens().prompt() > 0) {
      tokens.record(call.outcome().tokens().prompt(), of("input", few));
      tokens.record(call.outcome().tokens().output(), of("output", few));
    }
  }

  private void span(Trace call, Attributes attributes, Duration latency) {
    Instant from = call.at();
    traceId.set(hex(call.trace()));
    try {
      Span span =
          tracer
              .spanBuilder("chat " + call.target().model())
              .setParent(Context.root())
              .setSpanKind(SpanKind.CLIENT)
              .setStartTimestamp(from)
              .setAllAttributes(attributes)
              .startSpan();
      if (call.outcome().fault() != null) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end(from.plus(latency));
    } finally {
      traceId.remove();
    }
  }

  @Override
  public void close() {
    traces.shutdown().join(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    metrics.shutdown().join(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Attributes of(String type, AttributesBuilder few) {
    return few.build().toBuilder().put("gen_ai.token.type", type).build();
  }

  private static void put(AttributesBuilder to, String name, Object value) {
    switch (value) {
      case Integer number -> to.put(name, number.longValue());
      case Long number -> to.put(name, number);
      case Double number -> to.put(name, number);
      default -> to.put(name, value.toString());
    }
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "");
  }

  /** Trace ids are the questions'. */
  private final class QuestionIds implements IdGenerator {
    @Override
    public String generateSpanId() {
      return IdGenerator.random().generateSpanId();
    }

    @Override
    public String generateTraceId() {
      String id = traceId.get();
      return id == null ? IdGenerator.random().generateTraceId() : id;
    }
  }
}
