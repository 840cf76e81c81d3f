package com.orgscope.claim;

import com.orgscope.directory.Person;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.SignInDays;
import com.orgscope.usage.SignInDays.Measure;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A company's sign-ins of twelve weeks before a change and ninety days after it, without a log:
 * people differ in how often they are asked and how long they take, most seconds are few and some
 * are very many, people are away for weeks, and all weeks of the company rise and fall together.
 */
final class MadeUpSignIns {
  static final LocalDate CHANGE = LocalDate.of(2026, 7, 6);
  static final LocalDate FROM = CHANGE.minusWeeks(12);
  static final LocalDate UNTIL = CHANGE.plusDays(90);

  static final ClaimSettings SETTINGS = TestClaims.settings();
  static final int K = 10;

  private static final int LONGEST = 600;

  private final Random random;
  private final Map<PersonKey, SignInDays> days = new HashMap<>();
  private final Map<PersonKey, LocalDate> since = new HashMap<>();
  private final List<Person> people = new ArrayList<>();
  private final Map<LocalDate, Double> busy = new HashMap<>();
  private double removed;
  private LocalDate changes = CHANGE;
  private double drift;
  private double oftener = 1;
  private final Set<LocalDate> outage = new HashSet<>();

  MadeUpSignIns(long seed) {
    random = new Random(seed);
    for (LocalDate day = FROM; day.isBefore(UNTIL); day = day.plusWeeks(1)) {
      double week = 0.8 + 0.4 * random.nextDouble();
      day.datesUntil(day.plusWeeks(1)).forEach(each -> busy.put(each, week));
    }
  }

  /** From the first day on those who get the change are asked so much more often each week. */
  MadeUpSignIns drifting(double aWeek) {
    drift = aWeek;
    return this;
  }

  /** Of these days nothing came in, of anybody hired from now on. */
  MadeUpSignIns without(LocalDate from, int number) {
    from.datesUntil(from.plusDays(number)).forEach(outage::add);
    return this;
  }

  /**
   * Whoever gets the change is asked so many times as often as everybody else; all weeks are alike,
   * else those of the ones would rise by more than those of the others.
   */
  MadeUpSignIns askedOftener(double times) {
    busy.clear();
    oftener = times;
    return this;
  }

  /**
   * @param day from which they have the change; null if they do not get it
   * @param goes the share of challenges that go by it
   */
  MadeUpSignIns hire(int number, @Nullable LocalDate day, double goes) {
    changes = day == null ? CHANGE : day;
    for (int i = 0; i < number; i++) {
      PersonKey key = new PersonKey(new UUID(random.nextLong(), random.nextLong()));
      people.add(new Person(key, null, null, null, null, null, null, false, null));
      if (day != null) {
        since.put(key, day);
      }
      days.put(key, live(day != null, goes));
    }
    return this;
  }

  private SignInDays live(boolean gets, double goes) {
    SignInDays own = new SignInDays(new TimeWindow(FROM, UNTIL));
    own.markSeen();
    double asked = (0.4 - Math.log(random.nextDouble()) * 0.6) * (gets ? oftener : 1);
    double slow = Math.exp(random.nextGaussian() * 0.5);
    boolean away = false;
    for (LocalDate day = FROM; day.isBefore(UNTIL); day = day.plusDays(1)) {
      if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
        away = random.nextInt(10) == 0;
      }
      if (away || day.getDayOfWeek().getValue() > 5) {
        continue;
      }
      double weeks = (day.toEpochDay() - FROM.toEpochDay()) / 7.0;
      double apart = gets ? 1 + drift * weeks : 1;
      double often = asked * apart * busy.getOrDefault(day, 1.0);
      boolean has = gets && !day.isBefore(changes);
      challenges(own, day, often, slow, has ? goes : 0);
      if (random.nextInt(20) == 0) {
        add(own, day, Measure.FAILURES, seconds(60 * slow));
      }
    }
    return own;
  }

  /** What a second of a day counts for in the mean of the whole weeks after the change. */
  private double aWeek(LocalDate day) {
    long weeks = (UNTIL.toEpochDay() - changes.toEpochDay()) / 7;
    return day.isBefore(changes.plusWeeks(weeks)) ? 1.0 / weeks : 0;
  }

  private void challenges(SignInDays own, LocalDate day, double often, double slow, double goes) {
    for (double left = often; left > 0; left--) {
      if (random.nextDouble() < left) {
        long took = seconds(25 * slow);
        if (random.nextDouble() < goes) {
          removed += took * aWeek(day);
        } else {
          add(own, day, Measure.CHALLENGES, took);
        }
      }
    }
  }

  private void add(SignInDays own, LocalDate day, Measure what, long took) {
    if (!outage.contains(day)) {
      own.add(day, what, 1);
      own.add(day, Measure.SECONDS, took);
    }
  }

  private long seconds(double usual) {
    return Math.min(LONGEST, Math.round(usual * Math.exp(random.nextGaussian() * 0.8)));
  }

  /** Seconds of a person and week that the change took away. */
  double removed() {
    return removed / since.size();
  }

  Set<PersonKey> keys() {
    return new HashSet<>(days.keySet());
  }

  Map<PersonKey, LocalDate> since() {
    return since;
  }

  List<Person> people() {
    return people;
  }

  Map<PersonKey, SignInDays> days() {
    return days;
  }

  Looks looks() {
    return looks(Map.of());
  }

  Looks looks(Map<PersonKey, List<LocalDate>> changedByOthers) {
    LocalDate first = since.values().stream().min(LocalDate::compareTo).orElseThrow();
    return new Looks(
        new Looks.Facts(
            first,
            new MeasuredDays.Log(FROM, UNTIL.minusDays(1), outage),
            days,
            since,
            keys(),
            changedByOthers,
            TestClaims.FIFTY,
            false),
        people,
        K,
        SETTINGS);
  }
}
