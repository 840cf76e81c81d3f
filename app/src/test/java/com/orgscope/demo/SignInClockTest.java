package com.orgscope.demo;

import static com.orgscope.demo.Simulations.LAST_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.ingest.TestIdentity;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import com.orgscope.lake.TestLake;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.TestUsage;
import com.orgscope.usage.TestUsage.SignInDay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the log says that signing in took, beside the clock of the simulator that wrote it. Its
 * people sign in whenever a policy asks them to, and are in their way again where a visit is
 * challenged or refused; how much of it a provider writes down is the coverage.
 */
@Tag("slow")
class SignInClockTest {
  private static final int PEOPLE = 200;
  private static final int DAYS = 14;
  private static final TenantId ACME = new TenantId("acme");

  @TempDir Path home;

  /** Somebody's way to an application on a day. */
  private record Way(LocalDate day, int person, String app) {}

  private record Happened(Kind kind, long at, long session, long link, String app) {}

  @ParameterizedTest
  @CsvSource({
    "OKTA, OKTA, 0.75, 0.95",
    "ENTRA, ENTRA, 0.99, 0.99",
    "ENTRA_GRAPH, ENTRA, 0.97, 0.99",
    "GOOGLE, GOOGLE, 0.1, 0.2",
  })
  void half_of_all_ways_in_are_off_by_less_than_a_twentieth(
      WireFormat format, Source source, double ofEpisodes, double ofSeconds) throws IOException {
    SimulationSettings settings = Simulations.calm(PEOPLE, DAYS, format);
    List<Event> log = log(settings, source);
    Map<Way, List<Double>> really = new HashMap<>();
    Map<Visit, Integer> visits = new HashMap<>();
    live(settings, source, really, visits);
    Compared compared = compare(measured(log), people(log, visits), really);
    System.out.printf(
        "%s: %.0f %% of episodes, %.0f %% of seconds, %.0f %% by its own account; half of %d ways in"
            + " within %.1f %%, nine of ten within %.1f %%%n",
        format,
        100 * compared.ofEpisodes(),
        100 * compared.ofSeconds(),
        100 * compared.byItsOwnAccount(),
        compared.errors().size(),
        100 * compared.error(0.5),
        100 * compared.error(0.9));
    assertThat(compared.errors()).hasSizeGreaterThan(300);
    assertThat(compared.error(0.5)).isLessThan(0.05);
    assertThat(compared.ofEpisodes()).isBetween(ofEpisodes, 1.0);
    assertThat(compared.ofSeconds()).isBetween(ofSeconds, 1.001);
  }

  /**
   * The log beside the clock.
   *
   * @param errors of ways of which all episodes were measured, as shares of their true seconds
   * @param byItsOwnAccount of the challenges and failures that the log holds, those it can measure
   */
  private record Compared(
      double ofEpisodes, double ofSeconds, double byItsOwnAccount, List<Double> errors) {
    double error(double quantile) {
      return errors.stream().sorted().toList().get((int) (errors.size() * quantile));
    }
  }

  private static Compared compare(
      List<SignInDay> rows, Map<PersonKey, Integer> people, Map<Way, List<Double>> really) {
    List<Double> errors = new ArrayList<>();
    double episodes = 0;
    double seconds = 0;
    double unmeasured = 0;
    for (SignInDay row : rows) {
      episodes += row.episodes();
      seconds += row.seconds();
      unmeasured += row.unmeasured();
      Integer person = people.get(row.person());
      if (person == null || row.app() == null) {
        continue;
      }
      List<Double> clock = really.getOrDefault(new Way(row.day(), person, row.app()), List.of());
      if (row.episodes() > 0 && row.episodes() == clock.size()) {
        double onTheClock = clock.stream().mapToDouble(s -> s).sum();
        errors.add(Math.abs(row.seconds() - onTheClock) / onTheClock);
      }
    }
    return new Compared(
        episodes / really.values().stream().mapToInt(List::size).sum(),
        seconds / really.values().stream().flatMap(List::stream).mapToDouble(s -> s).sum(),
        episodes / (episodes + unmeasured),
        errors);
  }

  private static List<Event> log(SimulationSettings settings, Source source) throws IOException {
    Simulation simulation = Simulation.of(settings);
    try (InputStream lines = simulation.open(simulation.days())) {
      return TestIdentity.events(source, lines);
    }
  }

  private record Visit(long at, String app) {}

  /** What happened, by the simulator's clock: whole ways in, and who made which visit. */
  private static void live(
      SimulationSettings settings,
      Source source,
      Map<Way, List<Double>> ways,
      Map<Visit, Integer> visits) {
    Toolbox toolbox = new Toolbox(settings, UnknownLabels.NONE);
    Workforce workforce =
        new Workforce(List.copyOf(new Staffing(settings, toolbox).hire()), toolbox.products());
    Workday workday = new Workday(settings, workforce.products());
    for (Employee who : workforce.people()) {
      Agenda agenda = new Agenda();
      for (int day = -1; day <= DAYS; day++) {
        workday.live(who, settings.firstDay().plusDays(day), Workday.Stretch.ALWAYS, agenda);
      }
      agenda.close();
      List<Happened> path = new ArrayList<>();
      Moment moment = new Moment(who);
      for (int rank = 0; rank < agenda.size(); rank++) {
        agenda.read(rank, moment, workforce.people(), workforce.products());
        String app = moment.product == null ? "" : moment.product.label();
        path.add(new Happened(moment.kind, moment.at, moment.session, moment.link, app));
        if (moment.kind == Kind.VISIT) {
          visits.put(new Visit(moment.at, app), who.index());
        }
      }
      path.sort(Comparator.comparingLong(Happened::at));
      path.stream()
          .collect(Collectors.groupingBy(Happened::link))
          .values()
          .forEach(way -> add(source, who.index(), way, path, ways));
    }
  }

  /** The events of one link, oldest first: an opening of a session, or a visit. */
  private static void add(
      Source source,
      int person,
      List<Happened> way,
      List<Happened> path,
      Map<Way, List<Double>> ways) {
    Happened first = null;
    for (Happened step : way) {
      boolean asked = step.kind() == Kind.POLICY && step.app().isEmpty();
      boolean hindered =
          switch (step.kind()) {
            case PASSWORD_FAILED, CHALLENGE, CHALLENGE_FAILED, VISIT_FAILED -> true;
            default -> asked;
          };
      if (hindered && first == null) {
        first = step;
      }
      if (first != null && (step.kind() == Kind.SESSION_START || step.kind() == Kind.VISIT)) {
        String app = step.kind() == Kind.VISIT ? step.app() : openedFor(source, step, path);
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(step.at()), ZoneOffset.UTC);
        ways.computeIfAbsent(new Way(day, person, app), any -> new ArrayList<>())
            .add((step.at() - first.at()) / 1000.0);
        return;
      }
    }
  }

  /** Entra's start page is an application by itself. */
  private static String openedFor(Source source, Happened start, List<Happened> path) {
    if (source == Source.ENTRA) {
      return "My Apps";
    }
    return path.stream()
        .filter(e -> e.kind() == Kind.VISIT && e.session() == start.session())
        .filter(e -> e.at() >= start.at())
        .findFirst()
        .map(Happened::app)
        .orElse("");
  }

  private static Map<PersonKey, Integer> people(List<Event> log, Map<Visit, Integer> visits) {
    Map<PersonKey, Map<Integer, Integer>> seen = new HashMap<>();
    for (Event event : log) {
      if (event.kind() == EventKind.VISIT && event.outcome() == Outcome.SUCCESS) {
        Integer who =
            visits.get(new Visit(event.occurredAtMicros() / 1000, String.valueOf(event.app())));
        if (who != null) {
          seen.computeIfAbsent(
                  new PersonKey(new UUID(event.actorHigh(), event.actorLow())),
                  any -> new HashMap<>())
              .merge(who, 1, Integer::sum);
        }
      }
    }
    Map<PersonKey, Integer> people = new HashMap<>();
    seen.forEach((key, counts) ->
        people.put(
            key,
            counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey()));
    return people;
  }

  private List<SignInDay> measured(List<Event> log) {
    try (Database database = TestDatabase.fresh()) {
      Lake lake = TestLake.open(database, home);
      EventBatch batch = new EventBatch();
      log.forEach(batch::add);
      lake.append(ACME, batch, Map.of());
      TestUsage.rollUp(lake, ACME);
      return TestUsage.signInTime(
          lake, ACME, new TimeWindow(LAST_DAY.minusDays(DAYS), LAST_DAY.plusDays(2)));
    }
  }
}
