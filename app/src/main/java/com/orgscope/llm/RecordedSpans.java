package com.orgscope.llm;

import com.orgscope.egress.Channel;
import com.orgscope.egress.Egress;
import com.orgscope.egress.Recorder;
import com.orgscope.kernel.TenantId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Spans that are written down as they are sent: each request to the collector has those of one
 * tenant, and leaves only once its bytes are kept. A batch that cannot be kept is not sent.
 */
final class RecordedSpans {
  static final AttributeKey<String> TENANT = AttributeKey.stringKey("orgscope.tenant");

  /** Whose spans the thread that exports has in hand. */
  private static final ThreadLocal<TenantId> EXPORTING = new ThreadLocal<>();

  private final Egress egress;

  RecordedSpans(Egress egress) {
    this.egress = egress;
  }

  /** Sends by the library's own sender, of what is written down. */
  ComponentLoader senders() {
    ComponentLoader own = ComponentLoader.forClassLoader(HttpSender.class.getClassLoader());
    return new ComponentLoader() {
      @Override
      public <T> Iterable<T> load(Class<T> kind) {
        if (kind != HttpSenderProvider.class) {
          return own.load(kind);
        }
        HttpSenderProvider library = own.load(HttpSenderProvider.class).iterator().next();
        HttpSenderProvider recording = config -> new Sender(library.createSender(config), config);
        return List.of(kind.cast(recording));
      }
    };
  }

  /** An exporter that is given the spans of one tenant at a time. */
  SpanExporter by(SpanExporter exporter) {
    return new ByTenant(exporter);
  }

  private final class ByTenant implements SpanExporter {
    private final SpanExporter exporter;

    ByTenant(SpanExporter exporter) {
      this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      Map<String, List<SpanData>> tenants =
          spans.stream()
              .collect(
                  Collectors.groupingBy(
                      span -> Objects.requireNonNull(span.getAttributes().get(TENANT))));
      List<CompletableResultCode> results = new ArrayList<>();
      tenants.forEach((tenant, own) -> {
        EXPORTING.set(new TenantId(tenant));
        try {
          results.add(exporter.export(own));
        } finally {
          EXPORTING.remove();
        }
      });
      return CompletableResultCode.ofAll(results);
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }

  private final class Sender implements HttpSender {
    private final HttpSender library;
    private final HttpSenderConfig config;

    Sender(HttpSender library, HttpSenderConfig config) {
      this.library = library;
      this.config = config;
    }

    @Override
    public void send(
        MessageWriter message, Consumer<HttpResponse> answered, Consumer<Throwable> failed) {
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeMessage(bytes);
        byte[] body = bytes.toByteArray();
        egress
            .recorder(Objects.requireNonNull(EXPORTING.get()), Channel.COLLECTOR)
            .record("POST " + Recorder.address(config.getEndpoint()), body);
        library.send(new Kept(body), answered, failed);
      } catch (IOException | RuntimeException e) {
        failed.accept(e);
      }
    }

    @Override
    public CompletableResultCode shutdown() {
      return library.shutdown();
    }
  }

  private record Kept(byte[] body) implements MessageWriter {
    @Override
    public void writeMessage(OutputStream to) throws IOException {
      to.write(body);
    }

    @Override
    public int getContentLength() {
      return body.length;
    }
  }
}
