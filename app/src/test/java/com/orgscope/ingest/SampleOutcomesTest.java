package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sign-in logs that nobody here wrote; why each ends as it does stands in docs/ingest-samples. */
class SampleOutcomesTest {
  static final Path SAMPLES = Path.of("src/test/resources/com/orgscope/ingest/samples");

  @ParameterizedTest
  @CsvSource({
    "okta/okta_openapi_examples,     2, 1/1/0/0,     ''",
    "okta/observiq_oktareceiver,     2, 0/0/2/0,     ''",
    "okta/panther_analysis_rule_tests, 36, 4/3/25/4, NO_OUTCOME NO_TIME NO_TIME NO_TIME",
    "google/invictus_gws_dataset,  371, 63/0/308/0,  ''",
    "google/panther_analysis_rule_tests, 127, 5/0/116/6,"
        + " NO_TYPE NO_TIME NO_TIME NO_TIME NO_TIME NO_ACTOR",
    "google/splunk_security_content, 2, 2/0/0/0,     ''",
    "entra/ms_graph_docs,            6, 2/3/0/1,     NO_OUTCOME",
    "entra/panther_analysis_rule_tests, 26, 15/1/8/2, NO_APPLICATION NO_APPLICATION",
    "entra/splunk_security_content_signin, 1, 1/0/0/0, ''",
    "entra/splunk_security_content_audit, 15, 0/0/15/0, ''"
  })
  void a_sample_ends_as_it_should(String file, long read, String ends, String reasons) {
    Reading reading = read(file);
    assertThat(reading.tally.read()).isEqualTo(read);
    assertThat(reading.ends()).isEqualTo(ends);
    assertThat(reading.reasons().stream().map(Reason::name).toList())
        .containsExactlyInAnyOrderElementsOf(
            reasons.isEmpty() ? List.of() : List.of(reasons.split(" ")));
  }

  /** Else an hour could never be certified, or would be while events are missing. */
  @Test
  void what_counts_the_events_of_an_hour_finds_those_that_are_stored() throws IOException {
    for (String file : samples()) {
      Set<Key> counted = new HashSet<>();
      Source source = source(file);
      TestIdentity.at(() -> Reading.NOW, new Reading.PlainPseudonyms())
          .reader(new TenantId("test"), source)
          .each(bytes(file), (micros, high, low) -> counted.add(new Key(micros, high, low)));
      assertThat(counted)
          .as(file)
          .isEqualTo(
              read(file).events.stream()
                  .map(e -> new Key(e.occurredAtMicros(), e.keyHigh(), e.keyLow()))
                  .collect(Collectors.toSet()));
    }
  }

  private record Key(long micros, long high, long low) {}

  @Test
  void no_sample_is_forgotten() throws IOException {
    assertThat(samples()).hasSize(10);
  }

  private static List<String> samples() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files
          .filter(p -> p.toString().endsWith(".ndjson"))
          .map(p -> SAMPLES.relativize(p).toString().replace(".ndjson", ""))
          .toList();
    }
  }

  @Test
  void the_same_sample_again_is_all_duplicates() {
    Reading reading = read("google/invictus_gws_dataset");
    byte[] bytes = bytes("google/invictus_gws_dataset");
    reading.and(new java.io.ByteArrayInputStream(bytes));
    assertThat(reading.ends()).isEqualTo("63/63/616/0");
  }

  /** 12 pairs of its login items share the whole id and are different events. */
  @Test
  void google_items_that_share_an_id_stay_apart() {
    List<Event> events = read("google/invictus_gws_dataset").events;
    assertThat(count(events, EventKind.SIGN_IN, Outcome.SUCCESS)).isEqualTo(46);
    assertThat(count(events, EventKind.SIGN_IN, Outcome.FAILURE)).isEqualTo(5);
    assertThat(count(events, EventKind.CHALLENGE, Outcome.SUCCESS)).isEqualTo(12);
  }

  @Test
  void a_record_that_asks_for_a_second_factor_is_no_visit() {
    Event event = read("entra/splunk_security_content_signin").events.getFirst();
    assertThat(event.kind()).isEqualTo(EventKind.CHALLENGE);
    assertThat(event.occurredAtMicros()).isEqualTo(1_698_177_671_949_038L);
    assertThat(event.ipPrefix()).isEqualTo("1.2.3.0/24");
    assertThat(event.city()).isEqualTo("Rochester");
    assertThat(event.country()).isEqualTo("US");
  }

  /** No name, mail, address or session of any sample is in any row. */
  @Test
  void nothing_personal_is_kept() throws IOException {
    Set<String> kept = new HashSet<>();
    for (String file : samples()) {
      for (Event e : read(file).events) {
        kept.add(String.valueOf(e.session()));
        kept.add(String.valueOf(e.ipPrefix()));
        kept.add(String.valueOf(e.app()));
      }
    }
    assertThat(kept).hasSizeGreaterThan(20);
    assertThat(kept)
        .noneMatch(text -> text.contains("@"))
        .noneMatch(text -> text.contains("idx") || text.startsWith("lockout-"))
        .filteredOn(text -> text.matches("[0-9.:a-f]+(/[0-9]+)?"))
        .allMatch(text -> text.endsWith(".0/24") || text.endsWith("::/48"));
  }

  static Reading read(String file) {
    return Reading.of(source(file), bytes(file));
  }

  private static Source source(String file) {
    return Source.valueOf(file.substring(0, file.indexOf('/')).toUpperCase(Locale.ROOT));
  }

  static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(SAMPLES.resolve(file + ".ndjson"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long count(List<Event> events, EventKind kind, Outcome outcome) {
    return events.stream().filter(e -> e.kind() == kind && e.outcome() == outcome).count();
  }
}
