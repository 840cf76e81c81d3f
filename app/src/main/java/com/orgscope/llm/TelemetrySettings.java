package com.orgscope.llm;

import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where what is known of calls goes, without a text of theirs.
 *
 * @param endpoint of an OTLP collector over HTTP, without the path; empty for none
 * @param headers such as {@code authorization=Bearer x,tenant=y}
 */
@Validated
@ConfigurationProperties("orgscope.llm.telemetry")
record TelemetrySettings(
    @DefaultValue("") @NotNull String endpoint, @DefaultValue("") @NotNull String headers) {

  Map<String, String> headerMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (String pair : headers.split(",")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        map.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return map;
  }

  /** Without the headers, which may hold a key. */
  @Override
  public String toString() {
    return "TelemetrySettings[endpoint=" + endpoint + "]";
  }
}
