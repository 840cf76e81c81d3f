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
import com.orgscope.privacy.LeastGroup;
import com.orgscope.usage.Range;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private static final String NONE =
      "no claim is registered yet, so that nothing is promised and nothing realized: register one first";

  private final ClaimBook book;
  private final Memberships memberships;
  private final MeasuredDays measured;
  private final Assumptions assumptions;
  private final LeastGroup least;
  private final ClaimSettings settings;

  ClaimCheck(
      ClaimBook book,
      Memberships memberships,
      MeasuredDays measured,
      Assumptions assumptions,
      LeastGroup least,
      ClaimSettings settings) {
    this.book = book;
    this.memberships = memberships;
    this.measured = measured;
    this.assumptions = assumptions;
    this.least = least;
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
    List<Claim> all = book.all(caller);
    Claim claim = ClaimBook.named(id, all);
    Evidence evidence = new Evidence(all, book.rollouts(caller), memberships.of(caller));
    return reports(caller, id, evidence, List.of(claim), asOf).getFirst();
  }

  /** What all of them need is read once. */
  private List<ClaimReport> reports(
      Caller caller, String subject, Evidence evidence, List<Claim> claims, LocalDate asOf) {
    Map<Claim, LocalDate> due = new LinkedHashMap<>();
    for (Claim claim : claims) {
      evidence
          .first(claim)
          .filter(first -> !first.plusDays(Claim.DUE_DAYS.getFirst()).isAfter(asOf))
          .ifPresent(first -> due.put(claim, first));
    }
    MeasuredDays.Read read =
        due.isEmpty() ? null : measured.read(caller, subject, due.values(), asOf);
    List<Assumption> assumed = due.isEmpty() ? List.of() : assumptions.of(caller);
    return claims.stream()
        .map(claim -> {
          Looks looks =
              read == null || !due.containsKey(claim)
                  ? null
                  : looks(caller, evidence, claim, read, assumed);
          return report(evidence, claim, looks, assumed, asOf);
        })
        .toList();
  }

  private static ClaimReport report(
      Evidence evidence,
      Claim claim,
      @Nullable Looks looks,
      List<Assumption> assumed,
      LocalDate asOf) {
    Set<PersonKey> among = evidence.among(claim);
    int concerned =
        (int)
            evidence.here().people().stream()
                .filter(person -> among.contains(person.key()) && person.worksOn(asOf))
                .count();
    List<LocalDate> due =
        evidence
            .first(claim)
            .map(first -> Claim.DUE_DAYS.stream().map(first::plusDays).toList())
            .orElse(List.of());
    List<Told> told = new ArrayList<>();
    if (looks != null) {
      Prices prices = new Prices(assumed, concerned);
      for (int look = 0; look < due.size(); look++) {
        if (!due.get(look).isAfter(asOf)) {
          told.add(prices.of(looks.after(Claim.DUE_DAYS.get(look))));
        }
      }
    }
    return new ClaimReport(claim, evidence.rollout(claim), asOf, concerned, due, told);
  }

  private Looks looks(
      Caller caller,
      Evidence evidence,
      Claim claim,
      MeasuredDays.Read read,
      List<Assumption> assumed) {
    LocalDate first = evidence.first(claim).orElseThrow();
    Membership here = evidence.here();
    return new Looks(
        new Looks.Facts(
            first,
            read.log(first).orElse(null),
            read.of(claim.concern().part(), first),
            evidence.since(claim),
            evidence.among(claim),
            evidence.changedByOthers(claim),
            new HourCost(assumed, here::category),
            evidence.rollout(claim).isByLot()),
        here.people(),
        least.of(caller.tenant()),
        settings);
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
    Evidence evidence = new Evidence(claims, book.rollouts(caller), memberships.of(caller));
    LocalDate from =
        claims.stream()
            .map(claim -> begin(evidence, claim))
            .min(LocalDate::compareTo)
            .orElseThrow(() -> Failure.operator(NONE));
    LocalDate until = from.plus(settings.goalPeriod());
    LocalDate last = asOf.isBefore(until) ? asOf : until;
    double ofAYear = ChronoUnit.DAYS.between(from, until) / DAYS_A_YEAR;
    List<GoalReport.Line> lines =
        reports(caller, "all claims", evidence, claims, last).stream()
            .map(report -> line(report, ofAYear))
            .toList();
    Range promised =
        lines.stream()
            .map(GoalReport.Line::promisedUsd)
            .reduce(
                Range.ZERO,
                (a, b) ->
                    new Range(a.low() + b.low(), a.typical() + b.typical(), a.high() + b.high()));
    Estimate proven =
        lines.stream().map(GoalReport.Line::provenUsd).reduce(Estimate.NOTHING, Estimate::plus);
    return new GoalReport(
        settings.goalUsd(), from, until, !asOf.isBefore(until), promised, proven, lines);
  }

  /** What is registered later than it was changed counts from the change on. */
  private static LocalDate begin(Evidence evidence, Claim claim) {
    LocalDate registered = claim.registeredOn();
    return evidence.first(claim).filter(registered::isAfter).orElse(registered);
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

    private final double weeks;
    private final int concerned;

    Prices(List<Assumption> assumed, int concerned) {
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
      double anHour = compared.usdAnHour();
      return new Realized(
          hours,
          compared.hoursSoFar().times(anHour),
          hours.times(anHour * weeks),
          compared.spared().times(concerned / HOUR),
          anHour);
    }
  }
}
