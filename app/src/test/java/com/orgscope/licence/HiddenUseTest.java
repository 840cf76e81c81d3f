package com.orgscope.licence;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.kernel.PersonKey;
import com.orgscope.licence.SeatRule.LogDays;
import com.orgscope.licence.SeatRule.Verdict;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.LastUse;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Simulated companies in which a quarter of people's use leaves no sign-in: of an application that
 * is a client of its own none at all, of others one each time a token runs out. Beside their users
 * some were given a seat and never came.
 */
class HiddenUseTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);
  private static final int DAYS = 120;
  private static final int PEOPLE = 300;
  private static final int FEWEST_USERS = 20;
  private static final int NEVER_CAME = 8;

  /** Days that a token lasts; of applications in turn. */
  private static final int[] TOKENS = {14, 30, 45, 60};

  /** What a company's rules said, and what is so. */
  private static final class Told {
    private int hidden;
    private int hiddenIdle;
    private int hiddenSilent;
    private int planted;
    private int plantedIdle;
    private int plantedOfClients;
    private int skipped;
    private int used;
    private int usedIdle;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nobody_whose_use_is_hidden_is_idle_and_every_planted_seat_is(long seed) {
    Told told = told(seed + 10 * Long.getLong("orgscope.drill.seed", 0));
    System.out.printf(
        "of %d hidden users %d idle; %d of %d planted seats found, of %d more no log of %d days tells%n",
        told.hidden, told.hiddenIdle, told.plantedIdle, told.planted, told.skipped, DAYS);
    assertThat(told.hidden).as("hidden users").isGreaterThan(300);
    assertThat(told.hiddenSilent).as("of whom thirty days of silence say idle").isGreaterThan(100);
    assertThat(told.hiddenIdle).as("hidden users who are told as idle").isZero();
    assertThat(told.usedIdle).as("of %d users in the open", told.used).isZero();
    assertThat(told.planted).as("planted where sign-ins can show it").isGreaterThan(150);
    assertThat(told.plantedIdle).as("and found").isEqualTo(told.planted);
    assertThat(told.skipped)
        .as("seats that no log of %d days can tell, beside %d".formatted(DAYS, told.planted))
        .isLessThanOrEqualTo(told.planted);
    assertThat(told.plantedOfClients).as("never told of a client").isZero();
  }

  private static Told told(long seed) {
    Random random = new Random(seed);
    Told told = new Told();
    int number = 0;
    for (Map<Integer, SortedSet<LocalDate>> users : uses(seed).values()) {
      if (users.size() >= FEWEST_USERS) {
        number++;
        boolean client = number % 4 == 0;
        tell(users, client ? 0 : TOKENS[number % TOKENS.length], random, told);
      }
    }
    return told;
  }

  /** The days on which each person used each application, in the order of their names. */
  private static Map<String, Map<Integer, SortedSet<LocalDate>>> uses(long seed) {
    Simulation simulation =
        Simulation.of(new SimulationSettings(PEOPLE, DAYS, seed, AS_OF).withTrouble(0, 0));
    Map<String, Map<Integer, SortedSet<LocalDate>>> uses = new TreeMap<>();
    for (LocalDate day : simulation.days()) {
      simulation.visitsOn(
          day,
          (person, label, definition, at) ->
              uses.computeIfAbsent(label, none -> new TreeMap<>())
                  .computeIfAbsent(person, none -> new TreeSet<>())
                  .add(day));
    }
    return uses;
  }

  /**
   * @param token days that one lasts; 0 for a client that needs none
   */
  private static void tell(
      Map<Integer, SortedSet<LocalDate>> users, int token, Random random, Told told) {
    Map<PersonKey, SortedSet<LocalDate>> seen = new HashMap<>();
    List<PersonKey> hidden = new ArrayList<>();
    List<PersonKey> open = new ArrayList<>();
    users.forEach((person, days) -> {
      PersonKey key = SignInLog.person(person);
      boolean hides = random.nextInt(4) == 0;
      if (silence(days) > 30) {
        // Whoever changed their trade or left uses it no more, hidden or not.
        return;
      }
      (hides ? hidden : open).add(key);
      SortedSet<LocalDate> shown = hides ? shown(days, token) : days;
      if (!shown.isEmpty()) {
        seen.put(key, shown);
      }
    });
    // Somebody whose token runs out in the days that are looked at shows how long it lasts.
    SeatRule rule = new SeatRule(use(seen), token == 0, 0, null, new LogDays(first(), AS_OF, 0));
    for (PersonKey key : hidden) {
      told.hidden++;
      told.hiddenSilent += silence(seen.get(key)) > 30 ? 1 : 0;
      told.hiddenIdle += rule.of(key, null) == Verdict.IDLE ? 1 : 0;
    }
    for (PersonKey key : open) {
      told.used++;
      told.usedIdle += silence(seen.get(key)) <= 30 && rule.of(key, null) == Verdict.IDLE ? 1 : 0;
    }
    for (int n = 0; n < NEVER_CAME; n++) {
      planted(rule, SignInLog.person(PEOPLE + n), token, told);
    }
  }

  private static void planted(SeatRule rule, PersonKey key, int token, Told told) {
    boolean idle = rule.of(key, null) == Verdict.IDLE;
    if (token == 0) {
      told.plantedOfClients += idle ? 1 : 0;
    } else if (rule.needed() < DAYS) {
      told.planted++;
      told.plantedIdle += idle ? 1 : 0;
    } else {
      told.skipped++;
      assertThat(idle).isFalse();
      assertThat(rule.logNeeds()).as("it is told how long a log it takes").isGreaterThan(DAYS);
    }
  }

  /** What sign-ins show of hidden use. */
  private static SortedSet<LocalDate> shown(SortedSet<LocalDate> days, int token) {
    SortedSet<LocalDate> shown = new TreeSet<>();
    if (token > 0) {
      for (LocalDate day : days) {
        if (shown.isEmpty() || ChronoUnit.DAYS.between(shown.getLast(), day) >= token) {
          shown.add(day);
        }
      }
    }
    return shown;
  }

  /** As the lake would tell it. */
  private static LastUse use(Map<PersonKey, SortedSet<LocalDate>> seen) {
    Map<PersonKey, LocalDate> last = new HashMap<>();
    long longest = 0;
    long returned = 0;
    for (var person : seen.entrySet()) {
      last.put(person.getKey(), person.getValue().getLast());
      returned += person.getValue().size() > 1 ? 1 : 0;
      LocalDate before = person.getValue().getFirst();
      for (LocalDate day : person.getValue()) {
        longest = Math.max(longest, ChronoUnit.DAYS.between(before, day));
        before = day;
      }
    }
    return new LastUse(last, last, longest, returned);
  }

  private static long silence(@Nullable SortedSet<LocalDate> days) {
    return days == null ? DAYS : ChronoUnit.DAYS.between(days.getLast(), AS_OF);
  }

  private static LocalDate first() {
    return AS_OF.minusDays(DAYS - 1L);
  }
}
