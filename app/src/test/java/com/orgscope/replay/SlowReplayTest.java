package com.orgscope.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Outcome;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.Range;
import com.orgscope.usage.TestUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories whose ways in are known beforehand, replayed from the lake and counted slowly
 * from what is known: for each way in, all that came before it is looked through.
 */
@Tag("slow")
class SlowReplayTest {
  private static final TimeWindow NOVEMBER =
      new TimeWindow(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1));
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("dd HH:mm:ss", Locale.ROOT);
  private static final List<String> NETWORKS = List.of("10.1.0.0/24", "10.2.0.0/24", "10.3.0.0/24");
  private static final List<String> APPS = List.of("Jira", "Figma", "Slack");
  private static final int PEOPLE = 12;
  private static final int HISTORIES = 8;
  private static final long UNKNOWN = -1;

  @TempDir Path home;
  @AutoClose private Company company;

  @BeforeEach
  void anEmptyLake() {
    company = Company.open(home, Instant.parse("2026-12-02T12:00:00Z"));
  }

  /**
   * What somebody went through.
   *
   * @param app empty for the common sign-in
   * @param requested whether the log holds that a factor was asked for
   */
  private record Known(
      long at, int network, String app, int challenges, boolean requested, int seconds) {
    boolean signIn() {
      return app.isEmpty();
    }

    boolean factor() {
      return requested || challenges > 0;
    }
  }

  /** What a rule leaves and what it spares. */
  private record Count(double challenges, double seconds) {
    Count plus(Count other) {
      return new Count(challenges + other.challenges, seconds + other.seconds);
    }
  }

  @Test
  void a_replay_is_what_a_slow_count_over_known_ways_in_says() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int history = 0; history < HISTORIES; history++) {
      Company one = company.beside("history" + history);
      List<List<Known>> people = new ArrayList<>();
      SignInLog log = new SignInLog();
      for (int person = 1; person <= PEOPLE; person++) {
        people.add(write(log.by(person), random));
      }
      one.wrote(log);
      Rules rules = rules(random);
      Replay replay = new Replay(rules, Range.exactly(0));
      TestUsage.signInEvents(one)
          .walk(Caller.commandLine(one.tenant(), "tester"), "test", NOVEMBER, replay::add);
      replay.close();
      for (Reading reading : Reading.values()) {
        Count slow =
            people.stream()
                .map(ways -> slowly(ways, rules, reading))
                .reduce(new Count(0, 0), Count::plus);
        Spared said = replay.all().spared(reading);
        assertThat(said.challenges())
            .as("challenges by %s, %s, seed %d", reading, rules, seed)
            .isEqualTo(slow.challenges());
        assertThat(said.seconds())
            .as("seconds by %s, %s, seed %d", reading, rules, seed)
            .isCloseTo(slow.seconds(), within(1e-6));
      }
    }
  }

  /** At least twenty minutes apart, so that none runs into another. */
  private static List<Known> write(SignInLog log, Random random) {
    List<Known> ways = new ArrayList<>();
    LocalDateTime at = LocalDateTime.of(2026, 11, 1, 6, 0);
    int session = 0;
    while (at.getMonthValue() == 11 && at.getDayOfMonth() < 29) {
      int network = random.nextInt(NETWORKS.size());
      boolean signIn = session == 0 || random.nextInt(3) == 0;
      session += signIn ? 1 : 0;
      String app = signIn ? "" : APPS.get(random.nextInt(APPS.size()));
      boolean requested = random.nextBoolean();
      int challenges = random.nextInt(3);
      LocalDateTime end = at.plusSeconds(30 + random.nextInt(60));
      String id = "s" + session;
      log.on(NETWORKS.get(network), "Porto");
      if (requested) {
        log.step(CLOCK.format(at), id);
      }
      for (int c = 1; c <= challenges; c++) {
        log.challenge(CLOCK.format(at.plusSeconds(c)), id);
      }
      if (signIn) {
        log.signIn(CLOCK.format(end), id, Outcome.SUCCESS);
      } else {
        log.visit(CLOCK.format(end), app, id);
      }
      int seconds = requested ? (int) Duration.between(at, end).toSeconds() : 0;
      long second = end.toEpochSecond(ZoneOffset.UTC);
      ways.add(new Known(second, network, app, challenges, requested, seconds));
      at = at.plusMinutes(20 + random.nextInt(random.nextBoolean() ? 60 : 900));
    }
    return ways;
  }

  /** Sessions are long enough to add no sign-in, of which a test of its own tells. */
  private static Rules rules(Random random) {
    return new Rules(
        random.nextBoolean() ? Duration.ofDays(40) : null,
        null,
        random.nextBoolean() ? Duration.ofDays(1 + random.nextInt(6)) : null,
        random.nextInt(4) == 0,
        random.nextBoolean() ? Set.of(new AppId("Jira"), new AppId("Figma")) : Set.of(),
        Duration.ofHours(1 + random.nextInt(12)));
  }

  private static Count slowly(List<Known> ways, Rules rules, Reading reading) {
    List<Known> opened = new ArrayList<>();
    List<Known> passed = new ArrayList<>();
    List<Known> before = new ArrayList<>();
    Count spared = new Count(0, 0);
    for (Known way : ways) {
      boolean inSession =
          rules.sessionLength() != null
              && way.signIn()
              && opened.stream()
                  .anyMatch(o ->
                      (reading != Reading.LEAST || o.network() == way.network())
                          && way.at() - o.at() < rules.sessionLength().toSeconds());
      boolean gone =
          inSession || (way.factor() && spares(way, rules, reading, opened, passed, before));
      if (gone) {
        spared = spared.plus(new Count(way.challenges(), way.seconds()));
      } else if (way.challenges() > 0) {
        passed.add(way);
      }
      if (!inSession && way.signIn()) {
        opened.add(way);
      }
      before.add(way);
    }
    return spared;
  }

  private static boolean spares(
      Known way,
      Rules rules,
      Reading reading,
      List<Known> opened,
      List<Known> passed,
      List<Known> before) {
    boolean same = reading == Reading.LEAST;
    if (rules.factorOnRisk()
        && before.stream()
            .anyMatch(b ->
                (reading == Reading.MOST || b.network() == way.network())
                    && way.at() - b.at() < Duration.ofDays(30).toSeconds())) {
      return true;
    }
    if (way.signIn()) {
      long recent =
          rules.rememberDevices() == null
              ? UNKNOWN
              : passed.stream()
                  .filter(Known::signIn)
                  .filter(p -> !same || p.network() == way.network())
                  .filter(p -> way.at() - p.at() < rules.rememberDevices().toSeconds())
                  .count();
      return recent >= (reading == Reading.MOST ? 1 : 2);
    }
    if (!rules.bundle().contains(new AppId(way.app()))) {
      return false;
    }
    long limit = rules.bundleLength().toSeconds();
    boolean byFactor =
        !passed.isEmpty()
            && way.at() - passed.getLast().at() < limit
            && (!same || passed.getLast().network() == way.network());
    boolean bySignIn =
        reading == Reading.MOST && opened.stream().anyMatch(o -> way.at() - o.at() < limit);
    return byFactor || bySignIn;
  }
}
