package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Row;
import com.orgscope.usage.SignInDays.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What signing in took everybody in a window, read once and asked for as often as it is needed: of
 * any part of it, and of any days.
 */
public final class SignInRecord {
  private static final int NO_APPLICATION = -1;
  private static final List<String> COLUMNS =
      List.of("failures", "challenges", "failure_seconds", "challenge_seconds", "unmeasured");

  private final TimeWindow window;
  private final Map<TimeWindow, Set<PersonKey>> seen = new HashMap<>();
  private final Map<PersonKey, Cells> people = new HashMap<>();
  private final Map<AppId, Integer> numbers = new HashMap<>();
  private final List<AppId> apps = new ArrayList<>();

  /**
   * @param seen days of which it is wanted who was seen on them
   */
  SignInRecord(TimeWindow window, Iterable<TimeWindow> seen) {
    this.window = window;
    seen.forEach(days -> this.seen.put(days, new HashSet<>()));
  }

  void saw(PersonKey person, TimeWindow days) {
    seenOn(days).add(person);
  }

  private Set<PersonKey> seenOn(TimeWindow days) {
    Set<PersonKey> those = seen.get(days);
    if (those == null) {
      throw new IllegalArgumentException("nobody asked who was seen from " + days);
    }
    return those;
  }

  /**
   * @param app as it is called today; null for none
   */
  void add(Row row, @Nullable AppId app) {
    people
        .computeIfAbsent(row.getPerson("person"), key -> new Cells())
        .add(day(row.getDate("day")), app == null ? NO_APPLICATION : number(app), row);
  }

  private int day(LocalDate day) {
    return Math.toIntExact(day.toEpochDay() - window.from().toEpochDay());
  }

  private int number(AppId app) {
    return numbers.computeIfAbsent(
        app,
        added -> {
          apps.add(added);
          return apps.size() - 1;
        });
  }

  /**
   * One part of signing in on some of the days, of everybody of whom anything is known.
   *
   * @param days within those that were read
   * @param seenOn whoever visited an application on one of these is marked as seen
   */
  public Map<PersonKey, SignInDays> of(SignInPart part, TimeWindow days, TimeWindow seenOn) {
    if (days.from().isBefore(window.from()) || days.until().isAfter(window.until())) {
      throw new IndexOutOfBoundsException(days + " were not read");
    }
    boolean[] counted = counted(part);
    Map<PersonKey, SignInDays> found = new HashMap<>();
    people.forEach((person, cells) -> {
      SignInDays own = new SignInDays(days);
      cells.addTo(own, days, part, counted);
      found.put(person, own);
    });
    seenOn(seenOn)
        .forEach(person -> found.computeIfAbsent(person, key -> new SignInDays(days)).markSeen());
    return found;
  }

  /** By the number of an application, and first where there is none. */
  private boolean[] counted(SignInPart part) {
    boolean[] counted = new boolean[apps.size() + 1];
    counted[0] = part.isOf(null);
    for (int app = 0; app < apps.size(); app++) {
      counted[app + 1] = part.isOf(apps.get(app));
    }
    return counted;
  }

  /** One person's, seven numbers a day and application: there are millions of them. */
  private final class Cells {
    private static final int NUMBERS = 7;

    private int[] all = new int[NUMBERS * 4];
    private int used;

    void add(int day, int app, Row row) {
      if (used == all.length) {
        all = Arrays.copyOf(all, 2 * used);
      }
      all[used++] = day;
      all[used++] = app;
      for (String column : COLUMNS) {
        all[used++] = (int) Math.min(Integer.MAX_VALUE, row.getLong(column));
      }
    }

    void addTo(SignInDays own, TimeWindow days, SignInPart part, boolean[] counted) {
      int first = day(days.from());
      int last = day(days.lastDay());
      for (int at = 0; at < used; at += NUMBERS) {
        if (all[at] < first || all[at] > last || !counted[all[at + 1] + 1]) {
          continue;
        }
        LocalDate day = window.from().plusDays(all[at]);
        if (part.failures()) {
          own.add(day, Measure.FAILURES, all[at + 2]);
          own.add(day, Measure.SECONDS, all[at + 4]);
        }
        if (part.challenges()) {
          own.add(day, Measure.CHALLENGES, all[at + 3]);
          own.add(day, Measure.SECONDS, all[at + 5]);
          own.add(day, Measure.UNMEASURED, all[at + 6]);
        }
      }
    }
  }
}
