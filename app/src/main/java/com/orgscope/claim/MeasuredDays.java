package com.orgscope.claim;

import com.orgscope.claim.Claim.Baseline;
import com.orgscope.claim.Claim.Concern;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.sources.Completeness;
import com.orgscope.usage.AccessDays;
import com.orgscope.usage.LogGaps;
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
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What the log measured of signing in, and which days it holds. */
@Component
class MeasuredDays {
  private static final double HOUR = 3600;

  private final Usage usage;
  private final AccessDays accessDays;
  private final Completeness completeness;
  private final ClaimSettings settings;
  private final LeastGroup least;

  MeasuredDays(
      Usage usage,
      AccessDays accessDays,
      Completeness completeness,
      ClaimSettings settings,
      LeastGroup least) {
    this.usage = usage;
    this.accessDays = accessDays;
    this.completeness = completeness;
    this.settings = settings;
    this.least = least;
  }

  /**
   * The first and the last day of a window of which the log holds something.
   *
   * @param missing days among them of which it is known or plain that the log lacks them
   */
  record Log(LocalDate from, LocalDate last, Set<LocalDate> missing) {
    Log {
      missing = Set.copyOf(missing);
    }
  }

  private static Optional<Log> log(SortedMap<LocalDate, AccessDays.Day> with, Set<LocalDate> lost) {
    return with.isEmpty()
        ? Optional.empty()
        : Optional.of(new Log(with.firstKey(), with.lastKey(), lost));
  }

  private Set<LocalDate> lost(Caller caller, SortedMap<LocalDate, AccessDays.Day> with) {
    if (with.isEmpty()) {
      return Set.of();
    }
    LocalDate last = with.lastKey();
    Completeness.Known known = completeness.known(caller.tenant(), with.firstKey(), last);
    Set<LocalDate> lost = LogGaps.of(new TreeSet<>(with.keySet()), known.whole(), last);
    lost.addAll(known.lacking());
    return lost;
  }

  /** What was read for some claims, at once. */
  final class Read {
    private final SignInRecord signIns;
    private final SortedMap<LocalDate, AccessDays.Day> log;
    private final Set<LocalDate> lost;
    private final LocalDate asOf;

    private Read(
        SignInRecord signIns,
        SortedMap<LocalDate, AccessDays.Day> log,
        Set<LocalDate> lost,
        LocalDate asOf) {
      this.signIns = signIns;
      this.log = log;
      this.lost = lost;
      this.asOf = asOf;
    }

    /**
     * The log from the weeks before a change on.
     *
     * @param first the day from which the first have it
     */
    Optional<Log> log(LocalDate first) {
      return MeasuredDays.log(log.tailMap(before(first).from()), lost);
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
    SortedMap<LocalDate, AccessDays.Day> log =
        accessDays.of(caller, new TimeWindow(from, asOf.plusDays(1)));
    return new Read(
        usage.signIns(
            caller,
            "signing in, for " + subject,
            new TimeWindow(from, until),
            firsts.stream().map(this::before).toList()),
        log,
        lost(caller, log),
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
   * @param theirs seconds of a mean week that signing in took each whom it concerns and who was
   *     seen
   */
  record Recent(TimeWindow window, Map<PersonKey, Double> theirs) {}

  /**
   * The last whole weeks of the log, as many as are compared.
   *
   * @param group whom the claim concerns
   */
  Optional<Recent> recent(Caller caller, Concern concern, Set<PersonKey> group, LocalDate today) {
    SortedMap<LocalDate, AccessDays.Day> days =
        accessDays.of(caller, TimeWindow.ending(today, Panel.WEEK * settings.weeksBefore()));
    MeanWeek mean = new MeanWeek(lost(caller, days), Long.MAX_VALUE);
    return log(days, mean.missing())
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
                  theirs.put(person, mean.of(own, Measure.SECONDS, window, window));
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
            new Baseline(window.from(), window.until(), recent.theirs().size(), seconds / HOUR));
  }
}
