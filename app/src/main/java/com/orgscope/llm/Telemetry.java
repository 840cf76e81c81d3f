package com.orgscope.llm;

import com.orgscope.egress.Egress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells a collector of each call that ended, if there is one; never what was asked or said. */
@Component
final class Telemetry implements AutoCloseable {
  private final @Nullable Otlp otlp;

  /** Only an endpoint loads the library. */
  @Autowired
  Telemetry(TelemetrySettings settings, Egress egress) {
    this.otlp = settings.endpoint().isBlank() ? null : new Otlp(settings, egress);
  }

  static Telemetry none() {
    return new Telemetry();
  }

  private Telemetry() {
    this.otlp = null;
  }

  /**
   * @param responseModel as the provider calls what spoke; null if it did not say
   */
  void ended(Trace call, @Nullable String responseModel, Duration latency) {
    if (otlp != null) {
      otlp.ended(call, responseModel, latency);
    }
  }

  /** Sends what is not sent yet. */
  @Override
  public void close() {
    if (otlp != null) {
      otlp.close();
    }
  }
}
