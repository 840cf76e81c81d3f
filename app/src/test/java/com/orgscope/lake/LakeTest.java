package com.orgscope.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LakeTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("acme-2");
  private static final TimeWindow YEAR =
      new TimeWindow(LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01"));

  @TempDir Path home;
  @AutoClose private final Database database = TestDatabase.fresh();
  private Lake lake;
  private final List<Path> opened = new ArrayList<>();

  @BeforeEach
  void open() {
    lake =
        TestLake.open(
            database,
            home,
            new LakeListener() {
              @Override
              public void opening(List<Path> files) {
                opened.addAll(files);
              }
            });
  }

  @Test
  void an_event_comes_back_as_it_went_in() {
    Event full =
        new Event(
            -1L,
            Long.MIN_VALUE,
            Events.micros("2026-03-01T23:59:59.123457Z"),
            Source.ENTRA,
            EventKind.CHALLENGE,
            Events.person(7).value().getMostSignificantBits(),
            Events.person(7).value().getLeastSignificantBits(),
            "O'Brien's \"tool\" {sso_events} $x",
            "s-1",
            Outcome.FAILURE,
            "2001:db8:1::",
            "Zürich",
            "CH");
    Event bare =
        new Event(
            1L,
            2L,
            Events.micros("2026-03-02T00:00:00Z"),
            Source.GOOGLE,
            EventKind.SIGN_IN,
            Events.person(8).value().getMostSignificantBits(),
            Events.person(8).value().getLeastSignificantBits(),
            null,
            null,
            Outcome.SUCCESS,
            null,
            null,
            null);
    lake.append(ACME, Events.batch(full, bare), Map.of());

    List<List<Object>> rows =
        ask(
            "everything",
            Scope.everybody(ACME),
            YEAR,
            row ->
                Arrays.asList(
                    row.getString("tenant"),
                    row.getDate("day").toString(),
                    row.getString("event_key"),
                    row.getInstant("occurred_at").toString(),
                    row.getString("source"),
                    row.getString("kind"),
                    row.getPerson("actor"),
                    String.valueOf(row.getStringOrNull("app")),
                    String.valueOf(row.getStringOrNull("session")),
                    row.getString("outcome"),
                    String.valueOf(row.getStringOrNull("ip_prefix")),
                    String.valueOf(row.getStringOrNull("city")),
                    String.valueOf(row.getStringOrNull("country"))));
    assertThat(rows)
        .containsExactly(
            List.of(
                "acme",
                "2026-03-02",
                "00000000-0000-0001-0000-000000000002",
                "2026-03-02T00:00:00Z",
                "GOOGLE",
                "SIGN_IN",
                Events.person(8),
                "null",
                "null",
                "SUCCESS",
                "null",
                "null",
                "null"),
            List.of(
                "acme",
                "2026-03-01",
                "ffffffff-ffff-ffff-8000-000000000000",
                "2026-03-01T23:59:59.123457Z",
                "ENTRA",
                "CHALLENGE",
                Events.person(7),
                "O'Brien's \"tool\" {sso_events} $x",
                "s-1",
                "FAILURE",
                "2001:db8:1::",
                "Zürich",
                "CH"));
  }

  @Test
  void a_file_is_sorted_by_actor_and_application_whatever_the_order_of_arrival() {
    EventBatch batch = new EventBatch();
    long start = Events.micros("2026-03-01T00:00:00Z");
    int rows = 200_000;
    for (int i = 0; i < rows; i++) {
      long mixed = i * 7919L % rows;
      batch.add(Events.visit(i, start + mixed * 900_000L, mixed % 997, "app " + mixed % 41));
    }
    lake.append(ACME, batch, Map.of());
    List<String> stored =
        ask(
            "as_stored",
            Scope.everybody(ACME),
            YEAR,
            row -> row.getDate("day") + row.getString("actor") + " " + row.getString("app"));
    assertThat(stored).hasSize(rows).isSorted();
    assertThat(stored.stream().distinct()).hasSizeGreaterThan(2 * 997 * 41);
  }

  @Test
  void a_question_about_one_tenant_and_month_opens_no_other_file() throws IOException {
    long key = 0;
    for (TenantId tenant : List.of(ACME, OTHER, new TenantId("globe"))) {
      for (String month : List.of("2026-01", "2026-02", "2026-03")) {
        lake.append(
            tenant,
            Events.batch(
                Events.visit(++key, month + "-01T10:00:00Z", 1, "Mail"),
                Events.visit(++key, month + "-28T10:00:00Z", 2, "Mail")),
            Map.of());
      }
    }
    List<Path> wanted =
        parquet().stream().filter(f -> f.toString().contains("tenant=acme/day=2026-02")).toList();
    assertThat(wanted).hasSize(2);
    for (Path file : parquet()) {
      if (!wanted.contains(file)) {
        Files.move(file, file.resolveSibling("away"));
      }
    }
    opened.clear();
    TimeWindow february =
        new TimeWindow(LocalDate.parse("2026-02-01"), LocalDate.parse("2026-03-01"));
    assertThat(ask("count", Scope.everybody(ACME), february, row -> row.getLong("events")))
        .containsExactly(2L);
    assertThat(opened).containsExactlyInAnyOrderElementsOf(wanted);
    assertThatThrownBy(() -> count(Scope.everybody(ACME)))
        .as("the files that are away would be missed if they were wanted")
        .isInstanceOf(Failure.class);
  }

  @Test
  void no_file_means_no_row_and_no_error() {
    assertThat(count(Scope.everybody(ACME))).isZero();
    assertThat(ask("usage", Scope.everybody(ACME), YEAR, row -> row.getDate("day"))).isEmpty();
    assertThat(opened).isEmpty();
  }

  @Test
  void a_scope_leaves_only_its_people() {
    EventBatch batch = new EventBatch();
    for (int i = 0; i < 300; i++) {
      batch.add(Events.visit(i, "2026-03-01T10:00:00Z", i, "Mail"));
    }
    lake.append(ACME, batch, Map.of());
    lake.append(OTHER, batch, Map.of());
    assertThat(count(Scope.everybody(ACME))).isEqualTo(300);
    assertThat(count(Scope.only(ACME, Events.person(5)))).isEqualTo(1);
    assertThat(count(Scope.only(ACME, Events.person(5000)))).isZero();
    assertThat(count(new Scope(ACME, Set.of()))).isZero();
    Set<PersonKey> many = new HashSet<>();
    LongStream.range(0, 120).forEach(i -> many.add(Events.person(i)));
    assertThat(count(new Scope(ACME, many))).isEqualTo(120);
  }

  @Test
  void parameters_are_bound_by_name_and_type() {
    PersonKey person = Events.person(3);
    List<List<Object>> rows =
        lake.ask(
            new NamedQuery(LakeTest.class, "parameters"),
            Scope.everybody(ACME),
            YEAR,
            Map.of(
                "text", "it's; DROP TABLE x --",
                "number", 41,
                "day", LocalDate.parse("2026-02-03"),
                "at", Instant.parse("2026-02-03T04:05:06.000007Z"),
                "person", person,
                "list", List.of("a", "b", "c"),
                "people", Set.of(person, Events.person(4))),
            row ->
                List.of(
                    row.getString("text"),
                    row.getLong("number"),
                    row.getDate("day").toString(),
                    row.getInstant("at").toString(),
                    row.getPerson("person"),
                    row.getString("literal"),
                    row.getLong("items"),
                    row.getBoolean("found"),
                    row.getLong("again")));
    assertThat(rows)
        .containsExactly(
            List.of(
                "it's; DROP TABLE x --",
                42L,
                "2026-02-03",
                "2026-02-03T04:05:06.000007Z",
                person,
                "$text",
                3L,
                true,
                41L));
    assertThatThrownBy(() -> ask("parameters", Scope.everybody(ACME), YEAR, row -> 1))
        .hasMessageContaining("$text");
  }

  @Test
  void even_a_mistaken_question_reads_nothing_outside_the_lake() {
    assertThatThrownBy(() -> ask("elsewhere", Scope.everybody(ACME), YEAR, row -> 1))
        .isInstanceOf(Failure.class)
        .hasStackTraceContaining("Permission Error");
  }

  @Test
  void the_keys_of_an_hour_come_sorted_and_without_its_neighbours() {
    lake.append(
        ACME,
        Events.batch(
            Events.visit(1, "2026-03-01T09:59:59.999999Z", 1, "Mail"),
            Events.visit(3, "2026-03-01T10:00:00Z", 1, "Mail"),
            Events.visit(2, "2026-03-01T10:59:59.999999Z", 1, "Mail"),
            Events.visit(4, "2026-03-01T11:00:00Z", 1, "Mail")),
        Map.of());
    lake.append(OTHER, Events.batch(Events.visit(9, "2026-03-01T10:00:00Z", 1, "Mail")), Map.of());
    assertThat(lake.eventKeys(ACME, Instant.parse("2026-03-01T10:00:00Z")))
        .containsExactly(-3, 3, -2, 2);
    opened.clear();
    assertThat(lake.eventKeys(ACME, Instant.parse("2026-03-01T11:00:00Z"))).containsExactly(-4, 4);
    assertThat(lake.eventKeys(ACME, Instant.parse("2026-03-01T12:00:00Z"))).isEmpty();
    assertThat(lake.eventKeys(ACME, Instant.parse("2026-03-02T10:00:00Z"))).isEmpty();
    assertThat(opened).as("the day was read with its first hour").isEmpty();
    TestLake.open(database, home)
        .append(ACME, Events.batch(Events.visit(7, "2026-03-01T11:30:00Z", 1, "Mail")), Map.of());
    assertThat(lake.eventKeys(ACME, Instant.parse("2026-03-01T11:00:00Z")))
        .as("another process stored one more")
        .containsExactly(-7, 7, -4, 4);
  }

  @Test
  void a_position_moves_with_its_rows_and_belongs_to_its_tenant() {
    assertThat(lake.position(ACME, "okta.log")).isEmpty();
    lake.append(ACME, one(1), Map.of("okta.log", "100"));
    assertThat(lake.position(ACME, "okta.log")).contains("100");
    assertThat(lake.position(OTHER, "okta.log")).isEmpty();
    lake.append(ACME, one(2), Map.of("okta.log", "200", "entra.log", "7"));
    assertThat(TestLake.open(database, home).position(ACME, "okta.log")).contains("200");
    lake.append(ACME, new EventBatch(), Map.of("okta.log", ""));
    assertThat(TestLake.open(database, home).position(ACME, "okta.log")).isEmpty();
    assertThat(lake.position(ACME, "entra.log")).contains("7");
  }

  @Test
  void a_writer_who_was_overtaken_stores_nothing() throws IOException {
    Lake overtaker = TestLake.open(database, home);
    lake.position(ACME, "okta.log");
    overtaker.append(ACME, one(1), Map.of("okta.log", "100"));
    assertThatThrownBy(() -> lake.append(ACME, one(2), Map.of("okta.log", "50")))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.RETRY));
    assertThat(count(Scope.everybody(ACME))).isEqualTo(1);
    assertThat(parquet()).hasSize(1);
    assertThat(lake.position(ACME, "okta.log")).contains("100");
    lake.append(ACME, one(2), Map.of("okta.log", "150"));
    assertThat(count(Scope.everybody(ACME))).isEqualTo(2);
  }

  @Test
  void a_writer_overtaken_between_its_files_and_its_commit_stores_nothing() {
    Lake overtaker = TestLake.open(database, home);
    overtaker.position(ACME, "okta.log");
    Lake slow =
        TestLake.open(
            database,
            home,
            new LakeListener() {
              @Override
              public void written() {
                overtaker.append(ACME, one(1), Map.of("okta.log", "100"));
              }
            });
    assertThatThrownBy(() -> slow.append(ACME, one(2), Map.of("okta.log", "50")))
        .isInstanceOf(Failure.class);
    assertThat(lake.position(ACME, "okta.log")).contains("100");
    assertThat(count(Scope.everybody(ACME))).isEqualTo(1);
  }

  private <T> List<T> ask(String name, Scope scope, TimeWindow window, Function<Row, T> reader) {
    return lake.ask(new NamedQuery(LakeTest.class, name), scope, window, Map.of(), reader);
  }

  private long count(Scope scope) {
    return ask("count", scope, YEAR, row -> row.getLong("events")).getFirst();
  }

  private static EventBatch one(long key) {
    return Events.batch(Events.visit(key, "2026-03-01T10:00:00Z", key, "Mail"));
  }

  private List<Path> parquet() throws IOException {
    try (Stream<Path> walk = Files.walk(home.resolve("lake"))) {
      return walk.filter(f -> f.toString().endsWith(".parquet")).toList();
    }
  }
}
