package com.orgscope.demo;

import static com.orgscope.demo.Simulations.LAST_DAY;
import static com.orgscope.demo.Simulations.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class SimulationTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 18);

  private static SimulationSettings small(WireFormat format) {
    return new SimulationSettings(60, 14, 7, LAST_DAY).withFormat(format);
  }

  @ParameterizedTest
  @EnumSource
  void equal_settings_give_equal_bytes_and_another_seed_does_not(WireFormat format)
      throws IOException {
    byte[] once = bytes(Simulation.of(small(format)), WEDNESDAY);
    assertThat(bytes(Simulation.of(small(format)), WEDNESDAY)).isEqualTo(once).isNotEmpty();
    SimulationSettings other = new SimulationSettings(60, 14, 8, LAST_DAY).withFormat(format);
    assertThat(bytes(Simulation.of(other), WEDNESDAY)).isNotEqualTo(once);
  }

  @Test
  void hiring_is_given_up_when_somebody_interrupts() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Simulation.of(small(WireFormat.OKTA))).isInstanceOf(Failure.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_day_is_given_up_when_somebody_interrupts_before_or_in_its_middle() {
    Simulation simulation = Simulation.of(small(WireFormat.OKTA));
    LocalDate day = simulation.days().getFirst();
    try {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      OutputStream interrupts =
          new FilterOutputStream(written) {
            @Override
            public void write(byte[] bytes, int from, int length) {
              Thread.currentThread().interrupt();
              written.write(bytes, from, length);
            }
          };
      assertThatThrownBy(() -> simulation.writeDay(day, interrupts)).isInstanceOf(Failure.class);
      assertThat(written.toString(StandardCharsets.UTF_8).lines())
          .as("the line that was begun")
          .hasSize(1);
      assertThatThrownBy(() -> simulation.writeDay(day, OutputStream.nullOutputStream()))
          .isInstanceOf(Failure.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void a_day_is_the_same_whichever_days_were_asked_for_before() throws IOException {
    Simulation used = Simulation.of(small(WireFormat.OKTA));
    for (LocalDate day : used.days().reversed()) {
      bytes(used, day);
    }
    assertThat(bytes(used, WEDNESDAY))
        .isEqualTo(bytes(Simulation.of(small(WireFormat.OKTA)), WEDNESDAY));
  }

  @Test
  void reading_gives_the_same_bytes_as_writing() throws IOException {
    Simulation simulation = Simulation.of(small(WireFormat.GOOGLE));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    for (LocalDate day : simulation.days()) {
      simulation.writeDay(day, written);
    }
    try (InputStream in = simulation.open(simulation.days())) {
      assertThat(in.readAllBytes()).isEqualTo(written.toByteArray());
    }
    try (InputStream nothing = simulation.open(List.of())) {
      assertThat(nothing.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "GOOGLE_PAGES", mode = EnumSource.Mode.EXCLUDE)
  void the_tally_counts_every_line_once(WireFormat format) throws IOException {
    Simulation simulation = Simulation.of(small(format).withTrouble(0.01, 0.02));
    DayTally total = DayTally.NOTHING;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (LocalDate day : simulation.days()) {
      total = total.plus(simulation.writeDay(day, out));
    }
    long lines = out.toString(StandardCharsets.ISO_8859_1).chars().filter(c -> c == '\n').count();
    assertThat(total.records()).isEqualTo(lines);
    assertThat(total.visits() + total.steps() + total.others() + total.repeated() + total.broken())
        .isEqualTo(lines);
    assertThat(total.broken()).isBetween(lines / 300, lines / 50);
    assertThat(total.repeated()).isBetween(lines / 100, lines / 30);
    assertThat(total.visits()).isGreaterThan(lines / 4);
  }

  @Test
  void a_page_holds_as_many_items_as_are_counted_newest_first() throws IOException {
    SimulationSettings settings = Simulations.calm(60, 3, WireFormat.GOOGLE_PAGES);
    Simulation simulation = Simulation.of(settings);
    long items = 0;
    for (JsonNode page : Simulations.events(settings)) {
      assertThat(page.get("kind").asString()).isEqualTo("admin#reports#activities");
      items += page.get("items").size();
      String first = page.get("items").get(0).at("/id/time").asString();
      String last = page.get("items").get(page.get("items").size() - 1).at("/id/time").asString();
      assertThat(first).isGreaterThanOrEqualTo(last);
    }
    DayTally total = DayTally.NOTHING;
    for (LocalDate day : simulation.days()) {
      total = total.plus(simulation.writeDay(day, new ByteArrayOutputStream()));
    }
    assertThat(items).isEqualTo(total.records()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(WireFormat.class)
  void a_policy_that_spares_nothing_leaves_the_same_bytes(WireFormat format) throws IOException {
    SignInPolicy same =
        SignInPolicy.USUAL.withBundle(Set.of("an application of nobody"), Duration.ofHours(8));
    assertThat(bytes(Simulation.of(small(format).withPolicy(same)), WEDNESDAY))
        .isEqualTo(bytes(Simulation.of(small(format)), WEDNESDAY));
  }

  @Test
  void what_a_policy_spares_leaves_the_rest_of_a_day_as_it_was() throws IOException {
    SimulationSettings settings = Simulations.calm(60, 14, WireFormat.OKTA);
    Set<String> usual = lines(settings);
    Set<String> onRisk = lines(settings.withPolicy(SignInPolicy.USUAL.askingOnRisk()));
    assertThat(onRisk.stream().filter(SimulationTest::isFactor).count())
        .isBetween(1L, usual.stream().filter(SimulationTest::isFactor).count() / 5);
    assertThat(onRisk).filteredOn(line -> !isFactor(line) && !isStart(line)).isSubsetOf(usual);
    Set<String> twelve =
        lines(settings.withPolicy(SignInPolicy.USUAL.withSessionLife(Duration.ofHours(12))));
    assertThat(twelve.stream().filter(SimulationTest::isStart).count())
        .isLessThan(usual.stream().filter(SimulationTest::isStart).count());
  }

  private static Set<String> lines(SimulationSettings settings) throws IOException {
    Simulation simulation = Simulation.of(settings);
    Set<String> lines = new HashSet<>();
    for (LocalDate day : simulation.days()) {
      new String(bytes(simulation, day), StandardCharsets.UTF_8).lines().forEach(lines::add);
    }
    return lines;
  }

  private static boolean isFactor(String line) {
    return line.contains("auth_via_mfa") || line.contains("resulted in CHALLENGE");
  }

  private static boolean isStart(String line) {
    return line.contains("user.session.start");
  }

  @Test
  void a_thousand_people_leave_about_seventeen_events_a_day_each() throws IOException {
    SimulationSettings settings = new SimulationSettings(300, 28, 7, LAST_DAY);
    Simulation simulation = Simulation.of(settings);
    long records = 0;
    for (LocalDate day : simulation.days()) {
      records += simulation.writeDay(day, new ByteArrayOutputStream()).records();
    }
    assertThat(records / 300.0 / 28).isBetween(14.0, 19.0);
  }

  @Test
  void trouble_can_be_switched_off_and_is_there_by_default() throws IOException {
    Set<String> seen = new HashSet<>();
    for (JsonNode event : Simulations.events(Simulations.calm(60, 14, WireFormat.OKTA))) {
      assertThat(seen.add(event.get("uuid").asString())).isTrue();
    }
    Simulation usual = Simulation.of(new SimulationSettings(200, 14, 7, LAST_DAY));
    DayTally total = DayTally.NOTHING;
    for (LocalDate day : usual.days()) {
      total = total.plus(usual.writeDay(day, new ByteArrayOutputStream()));
    }
    assertThat(total.broken()).isPositive();
    assertThat(total.repeated()).isPositive();
  }

  @Test
  void a_folder_holds_people_truth_and_a_file_a_day(@TempDir Path folder) throws IOException {
    Simulation simulation = Simulation.of(small(WireFormat.ENTRA));
    long[] days = new long[1];
    Progress progress = (done, total) -> days[0] = done;
    DayTally total = simulation.writeTo(folder, progress);
    assertThat(days[0]).isEqualTo(14);
    assertThat(Files.readAllLines(folder.resolve("people.csv"))).hasSize(61);
    assertThat(Files.readAllLines(folder.resolve("labels.csv"))).hasSize(61);
    long lines = 0;
    try (Stream<Path> files = Files.list(folder.resolve("events"))) {
      for (Path file : files.toList()) {
        assertThat(file.getFileName().toString()).matches("entra-2026-11-\\d\\d\\.ndjson\\.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
          lines += text.chars().filter(c -> c == '\n').count();
        }
      }
    }
    assertThat(lines).isEqualTo(total.records());
  }

  @Test
  void the_headers_are_those_that_the_commands_expect() throws IOException {
    Simulation simulation = Simulation.of(small(WireFormat.OKTA));
    StringWriter people = new StringWriter();
    StringWriter labels = new StringWriter();
    simulation.writePeople(people);
    simulation.writeLabels(labels);
    assertThat(people.toString())
        .startsWith(
            "employee_id,login,display_name,title,department,hire_date,manager_id,location,"
                + "end_date\n");
    assertThat(labels.toString()).startsWith("employee_id,login,category,second_category\n");
  }

  @Test
  void senseless_settings_are_refused_with_a_way_out() {
    assertThatThrownBy(() -> small(WireFormat.OKTA).withIndustry("piracy"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("healthcare");
    assertThatThrownBy(() -> WireFormat.named("pigeon"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("okta");
    assertThatThrownBy(() -> small(WireFormat.OKTA).withTrouble(Double.NaN, 0))
        .isInstanceOf(Failure.class);
  }

  /** A killed process has no time to take away what it was writing; who still writes keeps it. */
  @Test
  void a_simulation_that_is_interrupted_before_it_began_leaves_nothing(@TempDir Path folder)
      throws IOException {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Unfinished.in(folder)).isInstanceOf(IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_a_killed_simulation_left_goes_with_the_next_one(@TempDir Path folder)
      throws IOException {
    Path left = Files.createDirectory(folder.resolve(".new-1"));
    Files.writeString(left.resolve("people.csv"), "half");
    Files.createFile(folder.resolve(".new-1.lock"));
    try (Unfinished other = Unfinished.in(folder)) {
      Files.writeString(other.folder().resolve("people.csv"), "being written");
      Simulation.of(small(WireFormat.OKTA)).writeTo(folder, Progress.NONE);
      assertThat(other.folder().resolve("people.csv")).exists();
      assertThat(left).doesNotExist();
    }
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("people.csv", "labels.csv", "applications.csv", "events");
    }
  }
}
