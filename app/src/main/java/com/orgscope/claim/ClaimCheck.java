package com.orgscope.claim;

import com.orgscope.claim.ClaimReport.Realized;
import com.orgscope.claim.ClaimReport.Told;
import com.orgscope.claim.Look.Compared;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.Assumptions;
import com.orgscope.insight.Money;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.usage.Range;
import com.orgscope.usage.SignInDays;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Compares what was promised with what the log measured; exact, and for IT/Security alone. */
@Service
public class ClaimCheck {
  private static final double DAYS_A_YEAR = 365;

  private final ClaimBook book;
  private final Memberships memberships;
  private final MeasuredDays measured;
  private final Assumptions assumptions;
  private final PrivacySettings privacy;
  private final ClaimSettings settings;

  ClaimCheck(
      ClaimBook book,
      Memberships memberships,
      MeasuredDays measured,
      Assumptions assumptions,
      PrivacySettings privacy,
      ClaimSettings settings) {
    this.book = book;
    this.memberships = memberships;
    this.measured = measured;
    this.assumptions = assumptions;
    this.privacy = privacy;
    this.settings = settings;
  }

  /**
   * Looks at a claim on each of its due days that was reached.
   *
   * @param asOf the last day of the log that counts
   * @throws Failure for the operator, if there is no such claim or the caller has not everybody's
   *     rows
   */
  public ClaimReport check(Caller caller, String id, LocalDate asOf) {
    return check(caller, book.get(caller, id), asOf);
  }

  private ClaimReport check(Caller caller, Claim claim, LocalDate asOf) {
    Rollout rollout = book.rollout(caller, claim);
    Membership here = memberships.of(caller);
    Set<PersonKey> among = here.of(claim.concern().among(), claim);
    int concerned =
        (int)
            here.people().stream()
                .filter(person -> among.contains(person.key()) && person.worksOn(asOf))
                .count();
    Optional<LocalDate> first = rollout.first();
    List<LocalDate> due =
        first.map(day -> Claim.DUE_DAYS.stream().map(day::plusDays).toList()).orElse(List.of());
    List<Told> told = new ArrayList<>();
    if (!due.isEmpty() && !due.getFirst().isAfter(asOf)) {
      Prices prices = new Prices(assumptions.of(caller), concerned);
      Looks looks = looks(caller, claim, here, rollout, asOf);
      for (int day : Claim.DUE_DAYS) {
        if (!first.orElseThrow().plusDays(day).isAfter(asOf)) {
          told.add(prices.of(looks.after(day)));
        }
      }
    }
    return new ClaimReport(claim, rollout, asOf, concerned, due, told);
  }

  private Looks looks(
      Caller caller, Claim claim, Membership here, Rollout rollout, LocalDate asOf) {
    LocalDate first = rollout.first().orElseThrow();
    int longest = Claim.DUE_DAYS.getLast();
    LocalDate from = first.minusDays((long) Panel.WEEK * settings.weeksBefore());
    LocalDate last = first.plusDays(longest);
    TimeWindow window = new TimeWindow(from, last.isAfter(asOf) ? asOf.plusDays(1) : last);
    Map<PersonKey, SignInDays> days =
        measured.of(caller, claim.id(), window, claim.concern().part(), first);
    return new Looks(
        new Looks.Facts(
            first,
            measured.log(caller, new TimeWindow(from, asOf.plusDays(1))).orElse(null),
            days,
            here.since(claim, rollout),
            here.of(claim.concern().among(), claim),
            changedByOthers(caller, claim, here)),
        here.people(),
        privacy.k(),
        settings);
  }

  /** For whom another claim changes the same, and when. */
  private Map<PersonKey, List<LocalDate>> changedByOthers(
      Caller caller, Claim claim, Membership here) {
    Map<PersonKey, List<LocalDate>> changed = new HashMap<>();
    for (Claim other : book.all(caller)) {
      if (other.number() != claim.number()
          && other.concern().part().meets(claim.concern().part())) {
        Set<PersonKey> among = here.of(other.concern().among(), other);
        here.since(other, book.rollout(caller, other))
            .forEach((person, day) -> {
              if (among.contains(person)) {
                changed.computeIfAbsent(person, key -> new ArrayList<>()).add(day);
              }
            });
      }
    }
    return changed;
  }

  /**
   * All claims against the goal. What is not proven counts as nothing, and what costs more is taken
   * away.
   *
   * @throws Failure for the operator, if the caller has not everybody's rows, or nothing is
   *     registered
   */
  public GoalReport goal(Caller caller, LocalDate asOf) {
    List<Claim> claims = book.all(caller);
    LocalDate from =
        claims.stream()
            .map(claim -> begin(caller, claim))
            .min(LocalDate::compareTo)
            .orElseThrow(() -> Failure.operator("no claim is registered yet"));
    LocalDate until = from.plus(settings.goalPeriod());
    LocalDate last = asOf.isBefore(until) ? asOf : until;
    double ofAYear = ChronoUnit.DAYS.between(from, until) / DAYS_A_YEAR;
    List<GoalReport.Line> lines =
        claims.stream().map(claim -> line(check(caller, claim, last), ofAYear)).toList();
    Range promised =
        lines.stream()
            .map(GoalReport.Line::promisedUsd)
            .reduce(
                Range.ZERO,
                (a, b) ->
                    new Range(a.low() + b.low(), a.typical() + b.typical(), a.high() + b.high()));
    Estimate proven =
        lines.stream().map(GoalReport.Line::provenUsd).reduce(Estimate.NOTHING, Estimate::plus);
    return new GoalReport(settings.goalUsd(), from, until, promised, proven, lines);
  }

  /** What is registered later than it was changed counts from the change on. */
  private LocalDate begin(Caller caller, Claim claim) {
    LocalDate registered = claim.registeredOn();
    return book.rollout(caller, claim).first().filter(registered::isAfter).orElse(registered);
  }

  private static GoalReport.Line line(ClaimReport report, double ofAYear) {
    Range promised = report.claim().promised().usdPerYear().times(ofAYear);
    Optional<Told> newest = report.newest();
    String finding =
        newest
            .or(() -> report.looks().reversed().stream().findFirst())
            .map(told -> told.look().finding().word())
            .orElse("not_due_yet");
    Estimate proven = newest.map(Told::realized).map(Realized::usdSoFar).orElse(Estimate.NOTHING);
    return new GoalReport.Line(report.claim(), finding, promised, proven);
  }

  /** Dollars of measured hours. */
  private static final class Prices {
    private static final double HOUR = 3600;

    private final double anHour;
    private final double weeks;
    private final int concerned;

    Prices(List<Assumption> assumed, int concerned) {
      this.anHour = Money.named(assumed, Money.HOURLY_COST).typical();
      this.weeks = Money.named(assumed, Money.WEEKS).typical();
      this.concerned = concerned;
    }

    Told of(Look look) {
      return new Told(look, look.proves() ? realized(look.compared()) : null);
    }

    private @Nullable Realized realized(@Nullable Compared compared) {
      if (compared == null) {
        return null;
      }
      Estimate hours = compared.hoursPerWeek();
      return new Realized(
          hours,
          compared.hoursSoFar().times(anHour),
          hours.times(anHour * weeks),
          compared.spared().times(concerned / HOUR));
    }
  }
}
