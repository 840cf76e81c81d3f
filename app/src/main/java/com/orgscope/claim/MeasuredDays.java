package com.orgscope.claim;

import com.orgscope.claim.Claim.Baseline;
import com.orgscope.claim.Claim.Concern;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.usage.AccessDays;
import com.orgscope.usage.SignInDays;
import com.orgscope.usage.SignInDays.Measure;
import com.orgscope.usage.SignInPart;
import com.orgscope.usage.SignInRecord;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
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
  private final LeastGroup least;

  MeasuredDays(Usage usage, AccessDays accessDays, ClaimSettings settings, LeastGroup least) {
    this.usage = usage;
    this.accessDays = accessDays;
    this.settings = settings;
    this.least = least;
  }

  /** The first and the last day of a window of which the log holds something. */
  record Log(LocalDate from, LocalDate last) {
    static Optional<Log> of(SortedMap<LocalDate, AccessDays.Day> days) {
      return days.isEmpty()
          ? Optional.empty()
          : Optional.of(new Log(days.firstKey(), days.lastKey()));
    }
  }

  /** What was read for some claims, at once. */
  final class Read {
    private final SignInRecord signIns;
    private final SortedMap<LocalDate, AccessDays.Day> log;
    private final LocalDate asOf;

    private Read(SignInRecord signIns, SortedMap<LocalDate, AccessDays.Day> log, LocalDate asOf) {
      this.signIns = signIns;
      this.log = log;
      this.asOf = asOf;
    }

    /**
     * The log from the weeks before a change on.
     *
     * @param first the day from which the first have it
     */
    Optional<Log> log(LocalDate first) {
      return Log.of(log.tailMap(before(first).from()));
    }

    /** Everybody's days around a change; whoever was seen in the weeks before is marked as seen. */
    Map<PersonKey, SignInDays> of(SignInPart part, LocalDate first) {
      return signIns.of(part, around(first, asOf), before(first));
    }
  }

  /**
   * @param subject of the audit log: which claims
   * @param firsts the days of changes
   */
  Read read(Caller caller, String subject, Collection<LocalDate> firsts, LocalDate asOf) {
    LocalDate from = before(Collections.min(firsts)).from();
    LocalDate until = around(Collections.max(firsts), asOf).until();
    return new Read(
        usage.signIns(
            caller,
            "signing in, for " + subject,
            new TimeWindow(from, until),
            firsts.stream().map(this::before).toList()),
        accessDays.of(caller, new TimeWindow(from, asOf.plusDays(1))),
        asOf);
  }

  private TimeWindow before(LocalDate first) {
    return new TimeWindow(first.minusDays((long) Panel.WEEK * settings.weeksBefore()), first);
  }

  private TimeWindow around(LocalDate first, LocalDate asOf) {
    LocalDate last = first.plusDays(Claim.DUE_DAYS.getLast());
    return new TimeWindow(before(first).from(), last.isAfter(asOf) ? asOf.plusDays(1) : last);
  }

  /**
   * The last weeks of the log before a claim is registered.
   *
   * @param theirs what signing in took each whom it concerns and who was seen
   */
  record Recent(TimeWindow window, Map<PersonKey, Double> theirs) {}

  /**
   * The last whole weeks of the log, as many as are compared.
   *
   * @param group whom the claim concerns
   */
  Optional<Recent> recent(Caller caller, Concern concern, Set<PersonKey> group, LocalDate today) {
    TimeWindow weeks = TimeWindow.ending(today, Panel.WEEK * settings.weeksBefore());
    return Log.of(accessDays.of(caller, weeks))
        .map(log -> {
          LocalDate until = log.last().plusDays(1);
          long whole = (until.toEpochDay() - log.from().toEpochDay()) / Panel.WEEK;
          return new TimeWindow(until.minusDays(Panel.WEEK * Math.max(1, whole)), until);
        })
        .map(window -> {
          Map<PersonKey, Double> theirs = new HashMap<>();
          usage
              .signIns(caller, "signing in, for a new claim", window, List.of(window))
              .of(concern.part(), window, window)
              .forEach((person, own) -> {
                if (group.contains(person) && own.seen()) {
                  theirs.put(
                      person, (double) own.sum(Measure.SECONDS, window.from(), window.until()));
                }
              });
          return new Recent(window, theirs);
        });
  }

  /** It is kept for good, and so never of fewer than k people. */
  Optional<Baseline> baseline(Caller caller, Recent recent) {
    double seconds = recent.theirs().values().stream().mapToDouble(Double::doubleValue).sum();
    TimeWindow window = recent.window();
    return recent.theirs().size() < least.of(caller.tenant())
        ? Optional.empty()
        : Optional.of(
            new Baseline(
                window.from(),
                window.until(),
                recent.theirs().size(),
                seconds / HOUR * Panel.WEEK / window.days()));
  }
}
