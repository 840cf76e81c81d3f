package com.orgscope.cli;

import com.orgscope.claim.Claim;
import com.orgscope.claim.ClaimReport;
import com.orgscope.claim.ClaimReport.Realized;
import com.orgscope.claim.ClaimReport.Told;
import com.orgscope.claim.Estimate;
import com.orgscope.claim.Finding;
import com.orgscope.claim.GoalReport;
import com.orgscope.claim.Look;
import com.orgscope.claim.Look.Compared;
import com.orgscope.claim.PeopleGroup;
import com.orgscope.claim.Rollout;
import com.orgscope.claim.Timed;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.DisplayText;
import com.orgscope.usage.Range;
import com.orgscope.usage.SignInPart;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What claims say, for scripts and for people.
 *
 * @param ownName what the company calls a category
 */
record ClaimAnswer(UnaryOperator<String> ownName, Currency currency) {
  private static final int PERCENT = 100;

  Said registered(Claim claim, Rollout rollout) {
    SignInPart part = claim.concern().part();
    Claim.Baseline baseline = claim.baseline();
    return new Said(
        claim.id(),
        claim.title(),
        claim.recommendation(),
        part.apps().stream().map(AppId::value).sorted().toList(),
        cause(part),
        group(claim.concern().among()),
        claim.owner(),
        claim.registeredOn(),
        claim.promised().hoursPerWeek(),
        claim.promised().usdPerYear(),
        baseline == null
            ? null
            : new Baseline(
                baseline.from(),
                baseline.window().lastDay(),
                baseline.people(),
                baseline.hoursPerWeek()),
        rollout.lines().stream()
            .map(line -> new Line(group(line.group()), line.since(), line.saidOn()))
            .toList(),
        currency.getCurrencyCode());
  }

  private static String cause(SignInPart part) {
    if (part.failures() && part.challenges()) {
      return "both";
    }
    return part.failures() ? "failures" : "challenges";
  }

  private String group(PeopleGroup group) {
    return group.kind() == PeopleGroup.Kind.CATEGORY
        ? new PeopleGroup(group.kind(), ownName.apply(group.name())).toString()
        : group.toString();
  }

  void print(Claim claim, Rollout rollout, PrintStream out) {
    Said said = registered(claim, rollout);
    out.printf(
        Locale.ROOT,
        "%s %s%n  owned by %s, registered on %s; signing in (%s%s) of %s%n",
        said.id,
        said.title,
        said.owner,
        said.registeredOn,
        said.cause,
        said.applications.isEmpty() ? "" : ", " + String.join(", ", said.applications),
        said.among);
    out.printf(
        Locale.ROOT,
        "  promised: %s h a week, %s a year, once everybody has it%n",
        range(said.promisedHoursPerWeek, "%,.1f"),
        money(range(said.promisedUsdPerYear, "%,.0f")));
    Baseline baseline = said.baseline;
    out.println(
        baseline == null
            ? "  baseline: none, the log held too little of too few people"
            : "  baseline: %,.1f measured h a week of %,d people, from %s to %s"
                .formatted(baseline.hoursPerWeek, baseline.people, baseline.from, baseline.to));
    said.changes.forEach(line -> print(line, said.registeredOn, out));
    if (said.changes.isEmpty()) {
      out.println("  nobody has it yet");
    }
  }

  private static void print(Line line, LocalDate registeredOn, PrintStream out) {
    LocalDate since = line.since;
    if (since == null) {
      out.printf("  %s does not have it after all (said on %s)%n", line.group, line.saidOn);
      return;
    }
    out.printf(
        "  %s has it since %s (said on %s)%s%n",
        line.group,
        since,
        line.saidOn,
        since.isBefore(registeredOn) ? ", before it was registered" : "");
  }

  private String money(String amount) {
    return DisplayText.of(currency) + amount;
  }

  private String whole(double amount) {
    return money(String.format(Locale.ROOT, "%,.0f", amount));
  }

  private static String range(Range range, String number) {
    return String.format(
        Locale.ROOT,
        number + " (" + number + " to " + number + ")",
        range.typical(),
        range.low(),
        range.high());
  }

  private static String range(Estimate estimate, String number) {
    return String.format(
        Locale.ROOT,
        number + " (" + number + " to " + number + ")",
        estimate.value(),
        estimate.low(),
        estimate.high());
  }

  Checked checked(ClaimReport report) {
    return new Checked(
        registered(report.claim(), report.rollout()),
        report.asOf(),
        report.concerned(),
        report.due(),
        report.looks().stream().map(ClaimAnswer::looked).toList());
  }

  private static Looked looked(Told told) {
    Look look = told.look();
    return new Looked(
        look.day(),
        look.lastDay(),
        look.finding().word(),
        look.because(),
        look.compared(),
        look.alone(),
        told.realized());
  }

  void print(ClaimReport report, PrintStream out) {
    print(report.claim(), report.rollout(), out);
    if (report.due().isEmpty()) {
      return;
    }
    report.looks().forEach(told -> print(told, report.concerned(), out));
    report.due().stream()
        .filter(day -> day.isAfter(report.asOf()))
        .forEach(day -> out.println("  due on " + day));
  }

  private void print(Told told, int concerned, PrintStream out) {
    Look look = told.look();
    out.printf("  after %d days (to %s): %s%n", look.day(), look.lastDay(), words(look));
    Compared compared = look.compared();
    if (compared != null) {
      print(compared, out);
    }
    Estimate alone = look.alone();
    if (alone != null) {
      out.printf(
          "    before and after alone, no proof: %s s less of a person and week%n",
          range(alone, "%,.0f"));
    }
    Realized realized = told.realized();
    if (realized != null) {
      out.printf(
          Locale.ROOT,
          "    realized: %s h a week, %s so far, %s a year at that rate; an hour of theirs costs %s%n",
          range(realized.hoursPerWeek(), "%,.1f"),
          money(range(realized.usdSoFar(), "%,.0f")),
          money(range(realized.usdPerYear(), "%,.0f")),
          money(String.format(Locale.ROOT, "%,.2f", realized.usdAnHour())));
      out.printf(
          Locale.ROOT,
          "    if it does the same for all %,d whom it concerns (a guess): %s h a week%n",
          concerned,
          range(realized.hoursIfAllHadIt(), "%,.1f"));
    }
  }

  private static String words(Look look) {
    return switch (look.finding()) {
      case SAVED -> "saved";
      case NOTHING -> "nothing that chance does not do";
      case COSTS_MORE -> "it costs more than before";
      case NOT_PARALLEL, CANNOT_TELL -> "cannot tell: " + look.because();
      case NOBODY_TO_COMPARE -> "nobody to compare with: " + look.because();
    };
  }

  private static void print(Compared compared, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "    %,d people who have it beside %,d who have it not yet%s%n",
        compared.changed(),
        compared.notYet(),
        compared.leftOut() == 0
            ? ""
            : "; %,d are left out, for whom another claim changed the same"
                .formatted(compared.leftOut()));
    out.printf(
        Locale.ROOT,
        "    of %,.0f s of a person and week %s less; in the %d weeks before, where nothing changed, %s%n",
        compared.secondsBefore(),
        range(compared.spared(), "%,.0f"),
        compared.weeksBefore(),
        range(compared.sparedBefore(), "%,.0f"));
    out.printf(
        "    challenges of a person and week %s less, failures %s%n",
        range(compared.challenges(), "%,.2f"), range(compared.failures(), "%,.2f"));
    Timed timed = compared.timed();
    if (!timed.isAll()) {
      out.printf(
          "    the log can time %s of the challenges before and %s after, of the others %s and %s; the rest counts for nothing%n",
          share(timed.before()),
          share(timed.after()),
          share(timed.notYetBefore()),
          share(timed.notYetAfter()));
    }
  }

  private static String share(@Nullable Double share) {
    return share == null ? "none" : String.format(Locale.ROOT, "%.0f %%", share * PERCENT);
  }

  Goal goal(GoalReport report) {
    return new Goal(
        report.goalUsd(),
        report.from(),
        report.until(),
        report.promisedUsd(),
        report.provenUsd(),
        report.leftUsd(),
        report.claims().stream()
            .map(line ->
                new GoalLine(
                    line.claim().id(),
                    line.claim().title(),
                    line.finding(),
                    line.promisedUsd(),
                    line.provenUsd()))
            .toList(),
        currency.getCurrencyCode());
  }

  void print(GoalReport report, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Goal: %s from %s until %s%n  promised: %s, had everybody everything since then%n",
        whole(report.goalUsd()),
        report.from(),
        report.until(),
        money(range(report.promisedUsd(), "%,.0f")));
    out.printf(
        Locale.ROOT,
        "  proven: %s, %.1f %% of the goal%n",
        money(range(report.provenUsd(), "%,.0f")),
        report.provenUsd().value() / report.goalUsd() * PERCENT);
    out.println("  " + summary(report));
    report
        .claims()
        .forEach(line ->
            out.printf(
                "%s %s%n  %s: promised %s, proven %s%n",
                line.claim().id(),
                line.claim().title(),
                line.finding().replace('_', ' '),
                money(range(line.promisedUsd(), "%,.0f")),
                money(range(line.provenUsd(), "%,.0f"))));
  }

  private String summary(GoalReport report) {
    String realized =
        String.format(
            Locale.ROOT,
            "In all: %s realized of %s promised",
            whole(report.provenUsd().value()),
            whole(report.promisedUsd().typical()));
    if (report.leftUsd() <= 0) {
      return realized + "; the goal is reached";
    }
    String left =
        report.over()
            ? "%s; %s were missing to the goal on its last day, %s"
            : "%s; %s are left to the goal, until %s";
    return String.format(
        Locale.ROOT, left, realized, whole(report.leftUsd()), report.until().minusDays(1));
  }

  /** A registered claim. */
  record Said(
      String id,
      String title,
      @Nullable String recommendation,
      List<String> applications,
      String cause,
      String among,
      String owner,
      LocalDate registeredOn,
      Range promisedHoursPerWeek,
      Range promisedUsdPerYear,
      @Nullable Baseline baseline,
      List<Line> changes,
      String currency) {}

  record Baseline(LocalDate from, LocalDate to, int people, double hoursPerWeek) {}

  record Line(String group, @Nullable LocalDate since, LocalDate saidOn) {}

  /** Promised against realized. */
  record Checked(
      Said claim, LocalDate asOf, int concerned, List<LocalDate> due, List<Looked> looks) {}

  /** What was found on a due day; {@link Finding} has the words. */
  record Looked(
      int day,
      LocalDate lastDay,
      String finding,
      String because,
      @Nullable Compared compared,
      @Nullable Estimate alone,
      @Nullable Realized realized) {}

  record Goal(
      long goalUsd,
      LocalDate from,
      LocalDate until,
      Range promisedUsd,
      Estimate provenUsd,
      double leftUsd,
      List<GoalLine> claims,
      String currency) {}

  record GoalLine(String id, String title, String finding, Range promisedUsd, Estimate provenUsd) {}
}
