package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Source;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairs and chains of random histories, beside a slow count over the same visits. */
@Tag("slow")
class SlowMovesTest {
  private static final TimeWindow NOVEMBER =
      new TimeWindow(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1));
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("dd HH:mm:ss", Locale.ROOT);
  private static final List<String> APPS =
      List.of("GitHub", "Jira", "Slack", "Figma", "Zoom", "Salesforce");
  private static final int PEOPLE = 20;
  private static final int VISITS = 120;

  @TempDir Path home;
  @AutoClose private Company company;
  private Usage usage;
  private Caller operator;

  @BeforeEach
  void anEmptyLake() {
    company = Company.open(home, Instant.parse("2026-12-02T12:00:00Z"));
    usage = TestUsage.of(company);
    operator = company.operator();
  }

  private record Visit(LocalDateTime at, String app, Source source, String session) {}

  @Test
  void pairs_and_chains_are_what_a_slow_count_over_the_visits_says() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<PersonKey, Map<String, Long>> pairs = new HashMap<>();
    Map<PersonKey, Map<String, Long>> chains = new HashMap<>();
    SignInLog log = new SignInLog();
    for (int person = 1; person <= PEOPLE; person++) {
      List<Visit> accesses = accesses(visits(log.by(person), random));
      put(pairs, SignInLog.person(person), slowPairs(accesses));
      put(chains, SignInLog.person(person), slowChains(accesses));
    }
    log.shuffledInto(company.lake(), company.tenant(), 3, seed);

    Map<PersonKey, Map<String, Long>> said = new HashMap<>();
    usage
        .switches(operator, NOVEMBER)
        .forEach((person, own) -> {
          Map<String, Long> named = new TreeMap<>();
          own.forEach((pair, n) -> named.put(name(pair.one()) + "-" + name(pair.other()), n));
          said.put(person, named);
        });
    assertThat(said).as("pairs, seed %d", seed).isEqualTo(pairs).isNotEmpty();
    said.clear();
    usage
        .chains(operator, NOVEMBER)
        .forEach((person, own) -> {
          Map<String, Long> named = new TreeMap<>();
          own.forEach((chain, n) ->
              named.put(
                  name(chain.one()) + "-" + name(chain.middle()) + "-" + name(chain.other()), n));
          said.put(person, named);
        });
    assertThat(said).as("chains, seed %d", seed).isEqualTo(chains).isNotEmpty();
  }

  private static String name(Application app) {
    return app.id().value();
  }

  private static void put(
      Map<PersonKey, Map<String, Long>> all, PersonKey person, Map<String, Long> own) {
    if (!own.isEmpty()) {
      all.put(person, own);
    }
  }

  /**
   * Often minutes apart, now and then exactly half an hour, at the same second, or over midnight.
   */
  private static List<Visit> visits(SignInLog log, Random random) {
    List<Visit> visits = new ArrayList<>();
    LocalDateTime at = LocalDateTime.of(2026, 11, 2, 22, 0);
    for (int i = 0; i < VISITS; i++) {
      Source source = random.nextInt(4) == 0 ? Source.ENTRA : Source.OKTA;
      String session = "s" + random.nextInt(40);
      String app = APPS.get(random.nextInt(APPS.size()));
      log.from(source).visit(CLOCK.format(at), app, session);
      visits.add(new Visit(at, app, source, session));
      at =
          at.plusSeconds(
              switch (random.nextInt(6)) {
                case 0 -> 0;
                case 1 -> 1800;
                case 2 -> 1801;
                case 3 -> 3600L * random.nextInt(10);
                default -> 60L * random.nextInt(40);
              });
    }
    return visits;
  }

  /** Of Entra the first record of an application, session and day counts. */
  private static List<Visit> accesses(List<Visit> visits) {
    Set<String> seen = new HashSet<>();
    return visits.stream()
        .sorted(Comparator.comparing(Visit::at).thenComparing(Visit::app))
        .filter(visit ->
            visit.source() != Source.ENTRA
                || seen.add(visit.at().toLocalDate() + visit.app() + visit.session()))
        .toList();
  }

  private static boolean move(Visit from, Visit to) {
    return !from.app().equals(to.app()) && !to.at().isAfter(from.at().plusMinutes(30));
  }

  private static Map<String, Long> slowPairs(List<Visit> accesses) {
    Map<String, Long> pairs = new TreeMap<>();
    for (int i = 1; i < accesses.size(); i++) {
      Visit from = accesses.get(i - 1);
      Visit to = accesses.get(i);
      if (move(from, to)) {
        boolean inOrder = from.app().compareTo(to.app()) < 0;
        String pair = inOrder ? from.app() + "-" + to.app() : to.app() + "-" + from.app();
        pairs.merge(pair, 1L, Long::sum);
      }
    }
    return pairs;
  }

  private static Map<String, Long> slowChains(List<Visit> accesses) {
    Map<String, Long> chains = new TreeMap<>();
    for (int i = 2; i < accesses.size(); i++) {
      Visit first = accesses.get(i - 2);
      Visit middle = accesses.get(i - 1);
      Visit last = accesses.get(i);
      if (move(first, middle) && move(middle, last) && !first.app().equals(last.app())) {
        boolean inOrder = first.app().compareTo(last.app()) < 0;
        String one = inOrder ? first.app() : last.app();
        String other = inOrder ? last.app() : first.app();
        chains.merge(one + "-" + middle.app() + "-" + other, 1L, Long::sum);
      }
    }
    return chains;
  }

  @Test
  void between_functions_nobody_counts_for_more_than_the_bound() {
    SignInLog log = new SignInLog();
    for (int minute = 0; minute < 59; minute++) {
      String app = List.of("GitHub", "Jira", "GitHub", "Salesforce").get(minute % 4);
      log.by(1).visit("02 09:%02d".formatted(minute), app, "s");
    }
    log.by(2).visit("02 09:00", "GitHub", "s").visit("02 09:01", "Xyzzy", "s");
    log.by(3).visit("02 09:00", "GitHub", "s").visit("02 09:01", "Jira", "s");
    company.wrote(log);
    TimeWindow week = new TimeWindow(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 15));
    Map<PersonKey, Map<AppPair, Long>> switches = usage.switches(operator, week);
    Map<PersonKey, Map<FunctionPair, Double>> bounded =
        Usage.functionMoves(switches, week, 10, name -> name);

    assertThat(bounded)
        .as("of an application that nobody knows nothing is told")
        .containsOnlyKeys(SignInLog.person(1), SignInLog.person(3));
    FunctionPair code = new FunctionPair("issue-tracking", "source-control");
    assertThat(bounded.get(SignInLog.person(3))).isEqualTo(Map.of(code, 0.5));
    Map<FunctionPair, Double> most = bounded.getOrDefault(SignInLog.person(1), Map.of());
    assertThat(most.values().stream().mapToDouble(n -> n).sum()).isCloseTo(10, within(1e-9));
    // 58 moves in all, of which 30 are between code and issues.
    assertThat(most.get(code)).isCloseTo(10 * 30 / 58.0, within(1e-9));
    Map<FunctionPair, Double> whole =
        Usage.functionMoves(switches, week, 29, name -> name)
            .getOrDefault(SignInLog.person(1), Map.of());
    assertThat(whole.get(code))
        .as("whoever stays under the bound counts as they are")
        .isCloseTo(15, within(1e-9));
  }
}
