package com.orgscope.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.orgscope.demo.CompanyChange;
import com.orgscope.demo.SignInPolicy;
import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.demo.WireFormat;
import com.orgscope.ingest.TestIdentity;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Source;
import com.orgscope.testing.Company;
import com.orgscope.usage.Range;
import com.orgscope.usage.TestUsage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a replay says of a changed policy, beside the same company with the same seed under that
 * policy. The second log's figures are those of {@code daily.sql}.
 */
@Tag("slow")
class TwiceSimulatedTest {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 22);
  private static final double TENTH = 10;
  private static final int PEOPLE = 80;
  private static final int DAYS = 21;
  private static final TimeWindow WINDOW = TimeWindow.ending(LAST_DAY.plusDays(1), DAYS + 2);
  private static final Duration HALF_A_DAY = Duration.ofHours(12);
  private static final Duration IN_FORCE = Duration.ofHours(2);
  private static final Duration LONGER = Duration.ofHours(4);
  private static final Duration HOURS = Duration.ofHours(3);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Range SIGNED_OUT = new Range(0, 0.1, 0.3);
  private static final Duration BUNDLE = Duration.ofHours(8);

  @TempDir Path home;
  @AutoClose private Company company;
  private TenantId now;
  private TenantId then;

  @BeforeEach
  void anEmptyLake() {
    company = Company.open(home, Instant.parse("2026-11-29T12:00:00Z"));
    now = company.tenant();
    then = company.beside("then").tenant();
  }

  private enum Change {
    LONGER_IDLE,
    LONGER_SESSION,
    SHORTER_SESSION,
    REMEMBERED_DEVICES,
    FACTOR_ON_RISK,
    BUNDLE
  }

  private record Counted(double challenges, double seconds) {}

  static Stream<Arguments> policies() {
    return built(
        Stream.of(
            Arguments.of(Change.LONGER_IDLE, WireFormat.OKTA, 7),
            Arguments.of(Change.BUNDLE, WireFormat.ENTRA, 7),
            Arguments.of(Change.SHORTER_SESSION, WireFormat.OKTA, 7),
            Arguments.of(Change.FACTOR_ON_RISK, WireFormat.OKTA, 7),
            Arguments.of(Change.SHORTER_SESSION, WireFormat.ENTRA, 7)),
        3);
  }

  /** Any new number of a company: the real share of those who sign out is the assumed one. */
  static Stream<Arguments> everyPolicyAndSeed() {
    long first = Long.getLong("orgscope.drill.seed", 104);
    return Stream.of(Change.values())
        .flatMap(change ->
            Stream.of(WireFormat.OKTA, WireFormat.ENTRA)
                .filter(format -> change != Change.LONGER_IDLE || format == WireFormat.OKTA)
                .flatMap(format ->
                    Stream.of(first, first + 1, first + 2)
                        .map(seed -> Arguments.of(change, format, seed))));
  }

  /**
   * On 1 December 2026, of seeds 101 to 103, replayed beside really, the farthest of three in
   * percent of challenges and of seconds, Okta and Entra: a longer session +1.3 and +1.8, +3.7 and
   * +8.7; a shorter one -0.9 and -2.0, -6.3 and -8.9; a longer time without a visit -3.4 and -3.0
   * (Okta); remembered devices -1.6 and -1.4, +0.9 and -0.3; a factor on risk +4.9 and 0, +2.5 and
   * +0.3; a bundle 0, and -5.7 and -4.6.
   */
  @ParameterizedTest
  @EnabledIfSystemProperty(named = "orgscope.drill.times", matches = "[2-9]")
  @MethodSource("everyPolicyAndSeed")
  void a_replay_agrees_within_a_tenth_whatever_the_seed(Change change, WireFormat format, long seed)
      throws IOException {
    Compared compared = compare(change, format, seed, before(change, SIGNED_OUT.typical()));
    System.out.println(compared);
    Spared usual = compared.said().spared(Reading.USUAL);
    assertThat(usual.challenges()).isCloseTo(compared.fewerChallenges(), withPercentage(TENTH));
    assertThat(usual.seconds()).isCloseTo(compared.fewerSeconds(), withPercentage(TENTH));
  }

  /** A build has the first ones, {@code -Dorgscope.drill.times=2} all. */
  private static Stream<Arguments> built(Stream<Arguments> all, int first) {
    return Integer.getInteger("orgscope.drill.times", 1) > 1 ? all : all.limit(first);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void a_replay_agrees_with_a_second_simulation_within_a_tenth(
      Change change, WireFormat format, long seed) throws IOException {
    SignInPolicy before = before(change, 0.1);
    Compared compared = compare(change, format, seed, before);
    System.out.println(compared);
    assertThat(compared.said().before().challenges()).isEqualTo(compared.first().challenges());
    assertThat(compared.said().before().seconds())
        .as("the replay reads ways in as daily.sql does")
        .isEqualTo(compared.first().seconds());
    Spared usual = compared.said().spared(Reading.USUAL);
    assertThat(usual.challenges()).isCloseTo(compared.fewerChallenges(), withPercentage(TENTH));
    assertThat(usual.seconds()).isCloseTo(compared.fewerSeconds(), withPercentage(TENTH));
    if (change == Change.LONGER_IDLE) {
      Replay.Outcome today = replay(idle(IN_FORCE), SIGNED_OUT);
      System.out.println(today.spared(Reading.USUAL));
      assertThat(Math.abs(today.spared(Reading.USUAL).seconds()))
          .as("the policy in force spares about nothing")
          .isLessThan(0.02 * today.before().seconds());
    }
  }

  /**
   * Companies of 200 people and more, of several industries and providers. Challenges that really
   * were fewer, and as replayed, on 1 December 2026, in finance (Entra), technology and healthcare
   * (Okta): remembered devices 6,586 and 6,658, 3,632 and 3,585, 3,457 and 3,428; a shorter session
   * -5,242 and -5,003, -2,923 and -2,869, -2,827 and -2,860; a factor on risk 7,476 and 7,677,
   * 5,008 and 5,249, 4,506 and 4,671; a bundle 886 and 819, 975 and 975, 766 and 767. The farthest
   * are the seconds of the shorter session of Entra, 7.8 %.
   */
  @ParameterizedTest
  @MethodSource("companies")
  void in_larger_companies_of_other_industries_each_policy_agrees_within_a_tenth_too(
      Change change, int people, String industry, WireFormat format) throws IOException {
    SimulationSettings settings =
        new SimulationSettings(people, DAYS, people, LAST_DAY)
            .withIndustry(industry)
            .withFormat(format)
            .withTrouble(0, 0);
    Compared compared = compare(change, settings, before(change, 0.1));
    System.out.println(compared);
    Spared usual = compared.said().spared(Reading.USUAL);
    assertThat(usual.challenges()).isCloseTo(compared.fewerChallenges(), withPercentage(TENTH));
    assertThat(usual.seconds()).isCloseTo(compared.fewerSeconds(), withPercentage(TENTH));
  }

  static Stream<Arguments> companies() {
    Stream<Arguments> all =
        Stream.of(
                Change.REMEMBERED_DEVICES,
                Change.SHORTER_SESSION,
                Change.FACTOR_ON_RISK,
                Change.BUNDLE)
            .flatMap(change ->
                Stream.of(
                    Arguments.of(change, 200, "finance", WireFormat.ENTRA),
                    Arguments.of(change, 260, "technology", WireFormat.OKTA),
                    Arguments.of(change, 230, "healthcare", WireFormat.OKTA)));
    return built(all, 1);
  }

  /**
   * What a longer session spares is what is left of those who have not signed out, in proportion:
   * where nobody has and a tenth is assumed, a tenth too little is told (539 challenges really, 485
   * replayed with seed 7), and by the true share as many as really.
   */
  static Stream<Arguments> signedOut() {
    return built(Stream.of(Arguments.of(8, 0.3), Arguments.of(7, 0)), 1);
  }

  @ParameterizedTest
  @MethodSource("signedOut")
  void however_many_sign_out_as_may_be_assumed_the_range_holds_the_second_simulation(
      long seed, double signedOut) throws IOException {
    SignInPolicy before = before(Change.LONGER_SESSION, signedOut);
    Compared compared = compare(Change.LONGER_SESSION, WireFormat.OKTA, seed, before);
    System.out.println(compared);
    assertThat(compared.fewerChallenges())
        .isBetween(
            compared.said().spared(Reading.LEAST).challenges(),
            compared.said().spared(Reading.MOST).challenges());
    assertThat(compared.fewerSeconds())
        .isBetween(
            compared.said().spared(Reading.LEAST).seconds(),
            compared.said().spared(Reading.MOST).seconds());
    Rules longer = new Rules(HALF_A_DAY, null, null, false, Set.of(), BUNDLE);
    Spared byTheTrueShare = replay(longer, Range.exactly(signedOut)).spared(Reading.USUAL);
    assertThat(byTheTrueShare.challenges())
        .isCloseTo(compared.fewerChallenges(), withPercentage(TENTH));
    assertThat(byTheTrueShare.seconds()).isCloseTo(compared.fewerSeconds(), withPercentage(TENTH));
  }

  /**
   * The log under the first policy, that under the second, and what the replay says of the first.
   */
  private record Compared(String what, Counted first, Counted second, Replay.Outcome said) {
    double fewerChallenges() {
      return first.challenges - second.challenges;
    }

    double fewerSeconds() {
      return first.seconds - second.seconds;
    }

    @Override
    public String toString() {
      return "%s: really %.0f of %.0f challenges and %.0f of %.0f s, replayed %.0f (%.0f to %.0f) and %.0f (%.0f to %.0f)"
          .formatted(
              what,
              fewerChallenges(),
              first.challenges,
              fewerSeconds(),
              first.seconds,
              said.spared(Reading.USUAL).challenges(),
              said.spared(Reading.LEAST).challenges(),
              said.spared(Reading.MOST).challenges(),
              said.spared(Reading.USUAL).seconds(),
              said.spared(Reading.LEAST).seconds(),
              said.spared(Reading.MOST).seconds());
    }
  }

  private Compared compare(Change change, WireFormat format, long seed, SignInPolicy before)
      throws IOException {
    return compare(change, settings(format, seed), before);
  }

  private Compared compare(Change change, SimulationSettings usual, SignInPolicy before)
      throws IOException {
    SimulationSettings settings = usual.withPolicy(before);
    Set<String> bundle = bundle(Simulation.of(settings));
    Counted first = store(now, settings);
    SimulationSettings changed = settings.withPolicy(after(change, before, bundle));
    if (change == Change.LONGER_IDLE) {
      LocalDate begin = LAST_DAY.minusDays(DAYS);
      changed = changed.withChange(new CompanyChange(null, null, begin));
    }
    Counted second = store(then, changed);
    return new Compared(
        "%s %s %s %d of %d people"
            .formatted(
                change,
                settings.industry(),
                settings.format(),
                settings.seed(),
                settings.employees()),
        first,
        second,
        replay(change, bundle));
  }

  private static SignInPolicy before(Change change, double signedOut) {
    SignInPolicy usual =
        new SignInPolicy(null, null, false, SignInPolicy.Bundle.NONE, signedOut, 0.05);
    return change == Change.SHORTER_SESSION ? usual.withSessionLife(HALF_A_DAY) : usual;
  }

  private static SimulationSettings settings(WireFormat format, long seed) {
    return new SimulationSettings(PEOPLE, DAYS, seed, LAST_DAY)
        .withFormat(format)
        .withTrouble(0, 0);
  }

  /** The twenty applications that most visits are to. */
  private static Set<String> bundle(Simulation company) {
    Map<String, Long> visits = new TreeMap<>();
    company.visitsOn(
        LAST_DAY.minusDays(3),
        (person, label, definition, at) -> visits.merge(label, 1L, Long::sum));
    return visits.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(20)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static SignInPolicy after(Change change, SignInPolicy before, Set<String> bundle) {
    return switch (change) {
      case LONGER_IDLE -> before;
      case LONGER_SESSION -> before.withSessionLife(HALF_A_DAY);
      case SHORTER_SESSION -> before.withSessionLife(HOURS);
      case REMEMBERED_DEVICES -> before.rememberingDevices(MONTH);
      case FACTOR_ON_RISK -> before.askingOnRisk();
      case BUNDLE -> before.withBundle(bundle, BUNDLE);
    };
  }

  private Replay.Outcome replay(Change change, Set<String> bundle) {
    Rules policy =
        switch (change) {
          case LONGER_IDLE -> idle(LONGER);
          case LONGER_SESSION -> new Rules(HALF_A_DAY, null, null, false, Set.of(), BUNDLE);
          case SHORTER_SESSION -> new Rules(HOURS, null, null, false, Set.of(), BUNDLE);
          case REMEMBERED_DEVICES -> new Rules(null, null, MONTH, false, Set.of(), BUNDLE);
          case FACTOR_ON_RISK -> new Rules(null, null, null, true, Set.of(), BUNDLE);
          case BUNDLE ->
              new Rules(
                  null,
                  null,
                  null,
                  false,
                  bundle.stream()
                      .map(label -> TestUsage.named(now, label))
                      .collect(Collectors.toSet()),
                  BUNDLE);
        };
    // Nobody simulated signs out before a pause that the session outlasts.
    return replay(policy, change == Change.LONGER_IDLE ? Range.exactly(0) : SIGNED_OUT);
  }

  private static Rules idle(Duration length) {
    return new Rules(null, length, null, false, Set.of(), BUNDLE);
  }

  private Replay.Outcome replay(Rules policy, Range signedOut) {
    Replay replay = new Replay(policy, signedOut);
    TestUsage.signInEvents(company)
        .walk(Caller.commandLine(now, "tester"), "policy replay", WINDOW, replay::add);
    replay.close();
    return replay.all();
  }

  private Counted store(TenantId tenant, SimulationSettings settings) throws IOException {
    Simulation simulation = Simulation.of(settings);
    Lake lake = company.lake();
    long challenges = 0;
    for (LocalDate day : simulation.days()) {
      EventBatch batch = new EventBatch();
      try (InputStream lines = simulation.open(List.of(day))) {
        for (Event event : TestIdentity.events(source(settings.format()), lines)) {
          challenges += event.kind() == EventKind.CHALLENGE ? 1 : 0;
          batch.add(event);
        }
      }
      lake.append(tenant, batch, Map.of());
    }
    TestUsage.rollUp(lake, tenant);
    double seconds =
        TestUsage.signInTime(lake, tenant, WINDOW).stream()
            .mapToDouble(TestUsage.SignInDay::seconds)
            .sum();
    return new Counted(challenges, seconds);
  }

  private static Source source(WireFormat format) {
    return switch (format) {
      case OKTA -> Source.OKTA;
      case GOOGLE, GOOGLE_PAGES -> Source.GOOGLE;
      case ENTRA, ENTRA_GRAPH -> Source.ENTRA;
    };
  }
}
