package com.orgscope.claim;

import com.orgscope.claim.Claim.Baseline;
import com.orgscope.claim.Claim.Concern;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.usage.AccessDays;
import com.orgscope.usage.SignInDays;
import com.orgscope.usage.SignInDays.Measure;
import com.orgscope.usage.SignInPart;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.springframework.stereotype.Component;

/** What the log measured of signing in, and which days it holds. */
@Component
class MeasuredDays {
  private static final double HOUR = 3600;

  private final Usage usage;
  private final AccessDays accessDays;
  private final ClaimSettings settings;
  private final PrivacySettings privacy;

  MeasuredDays(
      Usage usage, AccessDays accessDays, ClaimSettings settings, PrivacySettings privacy) {
    this.usage = usage;
    this.accessDays = accessDays;
    this.settings = settings;
    this.privacy = privacy;
  }

  /** The first and the last day of a window of which the log holds something. */
  record Log(LocalDate from, LocalDate last) {}

  Optional<Log> log(Caller caller, TimeWindow window) {
    SortedMap<LocalDate, AccessDays.Day> days = accessDays.of(caller, window);
    return days.isEmpty()
        ? Optional.empty()
        : Optional.of(new Log(days.firstKey(), days.lastKey()));
  }

  /**
   * @param since whoever was seen before that day is marked as seen
   */
  Map<PersonKey, SignInDays> of(
      Caller caller, String claim, TimeWindow window, SignInPart part, LocalDate since) {
    return usage.signInDays(caller, "signing in, for " + claim, window, part, since);
  }

  /**
   * The last whole weeks of the log, as many as are compared. It is kept for good, and so never of
   * fewer than k people.
   *
   * @param group whom the claim concerns
   */
  Optional<Baseline> baseline(
      Caller caller, Concern concern, Set<PersonKey> group, LocalDate today) {
    int weeks = settings.weeksBefore();
    TimeWindow recent = TimeWindow.ending(today, Panel.WEEK * weeks);
    return log(caller, recent)
        .map(log -> {
          LocalDate until = log.last().plusDays(1);
          long whole = (until.toEpochDay() - log.from().toEpochDay()) / Panel.WEEK;
          return new TimeWindow(until.minusDays(Panel.WEEK * Math.max(1, whole)), until);
        })
        .map(window -> {
          Map<PersonKey, SignInDays> days =
              of(caller, "a new claim", window, concern.part(), window.until());
          Collection<SignInDays> theirs =
              days.entrySet().stream()
                  .filter(one -> group.contains(one.getKey()) && one.getValue().seen())
                  .map(Map.Entry::getValue)
                  .toList();
          long seconds =
              theirs.stream()
                  .mapToLong(own -> own.sum(Measure.SECONDS, window.from(), window.until()))
                  .sum();
          double perWeek = seconds / HOUR * Panel.WEEK / window.days();
          return new Baseline(window.from(), window.until(), theirs.size(), perWeek);
        })
        .filter(baseline -> baseline.people() >= privacy.k());
  }
}
