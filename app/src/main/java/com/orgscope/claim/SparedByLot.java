package com.orgscope.claim;

import com.orgscope.insight.ClaimedTime;
import com.orgscope.insight.Interval;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.sources.Completeness;
import com.orgscope.usage.Range;
import com.orgscope.usage.SignInRecord;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What all claims spared whose people were drawn by lot, for a release to add its noise to. */
@Component
class SparedByLot implements ClaimedTime {
  private final ClaimBook book;
  private final Memberships memberships;
  private final Usage usage;
  private final Completeness completeness;
  private final ClaimSettings settings;

  SparedByLot(
      ClaimBook book,
      Memberships memberships,
      Usage usage,
      Completeness completeness,
      ClaimSettings settings) {
    this.book = book;
    this.memberships = memberships;
    this.usage = usage;
    this.completeness = completeness;
    this.settings = settings;
  }

  /**
   * A claim that people have by lot.
   *
   * @param share of them
   */
  record Given(Claim claim, double share) {}

  @Override
  public @Nullable Spared spared(Caller caller, LocalDate asOf) {
    List<Claim> all = book.all(caller);
    Map<Integer, Rollout> rollouts = book.rollouts(caller);
    List<ByLot> due =
        all.stream()
            .flatMap(claim ->
                ByLot.of(claim, rollouts.getOrDefault(claim.number(), Rollout.NOBODY), asOf)
                    .stream())
            .filter(one -> !one.isThin(lacking(caller, one), settings))
            .toList();
    if (due.isEmpty()) {
      return null;
    }
    Evidence evidence = new Evidence(all, rollouts, memberships.of(caller));
    SignInRecord signIns = read(caller, due);
    Map<PersonKey, Double> seconds = new TreeMap<>();
    for (ByLot one : due) {
      one.spared(
              facts(one, signIns, evidence),
              lacking(caller, one),
              evidence.here().people(),
              settings)
          .forEach((person, spared) -> seconds.merge(person, spared, Double::sum));
    }
    List<Given> given = due.stream().map(one -> new Given(one.claim(), one.share())).toList();
    return new Spared(due.size(), promised(given).orElse(null), seconds);
  }

  @Override
  public @Nullable Spared begun(Caller caller, LocalDate asOf) {
    Map<Integer, Rollout> rollouts = book.rollouts(caller);
    List<Given> given =
        book.all(caller).stream()
            .map(claim ->
                new Given(
                    claim,
                    ByLot.begun(rollouts.getOrDefault(claim.number(), Rollout.NOBODY), asOf)))
            .filter(one -> one.share > 0)
            .toList();
    return given.isEmpty()
        ? null
        : new Spared(given.size(), promised(given).orElse(null), Map.of());
  }

  private Set<LocalDate> lacking(Caller caller, ByLot one) {
    TimeWindow window = one.window();
    return completeness.known(caller.tenant(), window.from(), window.lastDay()).lacking();
  }

  private SignInRecord read(Caller caller, List<ByLot> due) {
    List<LocalDate> from = due.stream().map(one -> one.window().from()).toList();
    List<LocalDate> until = due.stream().map(ByLot::until).toList();
    return usage.signIns(
        caller,
        "signing in, for what a release tells of claims",
        new TimeWindow(Collections.min(from), Collections.max(until)),
        due.stream().map(ByLot::seenOn).toList());
  }

  private static Looks.Facts facts(ByLot one, SignInRecord signIns, Evidence evidence) {
    Claim claim = one.claim();
    return new Looks.Facts(
        one.window().from(),
        null,
        signIns.of(claim.concern().part(), one.window(), one.seenOn()),
        evidence.since(claim),
        evidence.among(claim),
        evidence.changedByOthers(claim),
        new HourCost(List.of(), person -> Optional.empty()),
        true);
  }

  /**
   * For those who have it. What a recommendation says may be worked out of people's sign-ins, so
   * that promises are told only where each was said by somebody.
   */
  static Optional<Interval> promised(List<Given> given) {
    double low = 0;
    double high = 0;
    for (Given one : given) {
      if (one.claim.recommendation() != null) {
        return Optional.empty();
      }
      Range hours = one.claim.promised().hoursPerWeek();
      low += one.share * hours.low();
      high += one.share * hours.high();
    }
    return Optional.of(new Interval(low, high));
  }
}
