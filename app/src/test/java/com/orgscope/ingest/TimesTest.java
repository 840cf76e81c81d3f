package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final String NINE = "2026-11-10T09:00:00Z";

  private static long micros(String text) {
    byte[] around = ("\"" + text + "\",9").getBytes(StandardCharsets.UTF_8);
    return Times.micros(around, 1, around.length - 3);
  }

  private static long at(String iso) {
    return Times.micros(Instant.parse(iso));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-10T09:00:00Z",
        "2026-11-10T09:00:00.000Z",
        "2026-11-10 09:00:00",
        "2026-11-10T09:00Z",
        "2026-11-10T10:00:00+01:00",
        "2026-11-10T01:00:00-0800",
        "2026-11-10T09:00:00.000000000000Z",
        "2026-11-10T08:59:60Z",
        "2026-11-10T09:00:00Z[UTC]",
        "2026-11-10T10:00:00+01:00[Europe/Berlin]",
        "2026-11-10 09:00:00 +0000 UTC",
        "2026-11-10 09:00:00 GMT",
        "20261110T090000Z",
        "20261110T090000.000Z",
        "2026/11/10 09:00:00",
        "2026-11-10_09:00:00",
        "1794301200",
        "1794301200.0",
        "1794301200000",
        "1794301200000.0",
        "1794301200000000",
        "1794301200000000000",
        "1.7943012E9",
        "1.7943012e+12",
        "/Date(1794301200000)/",
        "\\/Date(1794301200000)\\/",
        "/Date(1794301200000+0100)/",
        "Tue, 10 Nov 2026 09:00:00 GMT",
        "10 Nov 2026 10:00:00 +0100",
        "11/10/2026, 9:00:00 AM",
        "11/10/2026 9:00:00.000000000000 AM"
      })
  void a_moment_is_the_same_however_it_is_written(String text) {
    assertThat(micros(text)).isEqualTo(at(NINE));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-30T23:59:60Z, 2026-07-01T00:00:00Z",
    "2026-11-10T24:00:00Z, 2026-11-11T00:00:00Z",
    "2026-12-31T24:00:00.000+01:00, 2026-12-31T23:00:00Z",
    "2024-02-28T24:00, 2024-02-29T00:00:00Z",
    "2026-11-10T09:00:00.123456789012Z, 2026-11-10T09:00:00.123456Z",
    "2026-11-10T09:00:00.1234567891234567890123456789Z, 2026-11-10T09:00:00.123456Z",
    "1794301200123456789, 2026-11-10T09:00:00.123456Z",
    "1794301200123.456, 2026-11-10T09:00:00.123456Z"
  })
  void seconds_of_60_midnights_at_24_and_fine_fractions_are_times(String text, String at) {
    assertThat(micros(text)).isEqualTo(at(at));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-10",
        "2026-11-10T24:00:01Z",
        "2026-11-10T24:01:00Z",
        "2026-11-10T25:00:00Z",
        "2026-11-10T09:60:00Z",
        "2026-11-10T09:00:61Z",
        "2026-02-30T09:00:00Z",
        "2026-11-10T09:00:00.Z",
        "2026-11-10T09:00:00+25:00",
        "179430120",
        "17943012000",
        "179430120000000000000",
        "1e99",
        "-1794301200",
        "yesterday",
        "/Date(x)/",
        "2026-11-10T24:00:00.5Z",
        "24:00"
      })
  void what_is_no_time_is_none(String text) {
    assertThat(micros(text)).isEqualTo(Times.NONE);
  }

  @Test
  void whatever_comes_is_a_time_or_none() {
    Random random = new Random(4711);
    String alphabet = "0123456789-:.TZ+/ eE()DateAM[]";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder(round % 2 == 0 ? NINE : "");
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.insert(
            random.nextInt(text.length() + 1), alphabet.charAt(random.nextInt(alphabet.length())));
      }
      micros(text.toString());
    }
  }
}
