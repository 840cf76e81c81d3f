package com.orgscope.web;

import com.orgscope.insight.AssistedTime;
import com.orgscope.insight.ConnectedMoves;
import com.orgscope.insight.Interval;
import com.orgscope.insight.QuarterAnswers;
import com.orgscope.insight.QuarterCells;
import com.orgscope.insight.Release;
import com.orgscope.insight.UseShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the first page says of what a CEO asks next, from what is drawn once a quarter. */
final class CeoAnswers {
  private static final String ASSISTANTS = "AI assistants";
  private static final int MOST_ROWS = 5;
  private static final double TENTHS = 10;

  private final Release release;
  private final @Nullable QuarterCells cells;
  private final @Nullable QuarterAnswers answers;
  private final MoneyFormat money;

  CeoAnswers(Release release) {
    this.release = release;
    this.money = MoneyFormat.of(release.currency());
    this.cells = release.quarter();
    this.answers = cells == null ? null : cells.answers();
  }

  private String quarter() {
    return cells == null ? "" : CeoUse.quarterName(cells.quarter());
  }

  /** Where people move between applications; null in releases of before it could be drawn. */
  CeoPage.@Nullable Answer automation() {
    if (answers == null) {
      return null;
    }
    List<QuarterAnswers.Moves> moves = answers.moves();
    if (moves == null) {
      return CeoPage.Answer.saying(
          "Too few people to say: where people move between applications is told of larger companies. IT sees each pair of applications.");
    }
    if (moves.isEmpty()) {
      return CeoPage.Answer.saying(
          "Too few moves to say: no two kinds of application stand clear of the noise in %s. IT sees each pair."
              .formatted(quarter()));
    }
    return new CeoPage.Answer(
        "People move most often between these, drawn once for %s. What connecting them saves is by assumption. IT sees each pair of applications."
            .formatted(quarter()),
        List.of("Between", "Moves a week", "Connecting them may save"),
        moves.stream().limit(MOST_ROWS).map(this::moves).toList());
  }

  private List<String> moves(QuarterAnswers.Moves moves) {
    String between =
        moves.one().equals(moves.other())
            ? "Applications for " + moves.one()
            : moves.one() + " and " + moves.other();
    return List.of(
        between,
        "%s (%s)".formatted(Formats.people(moves.perWeek()), Formats.people(moves.range())),
        ConnectedMoves.of(moves, release.assumptions())
            .map(saved ->
                "%s a week (%s)"
                    .formatted(Formats.hours(saved.hoursPerWeek()), Formats.hours(saved.range())))
            .orElse("not known"));
  }

  /** Who uses an AI assistant, and what one could take over; null where neither is told. */
  CeoPage.@Nullable Answer assistants() {
    List<AssistedTime> times = AssistedTime.of(release);
    if (answers == null || times.isEmpty()) {
      return null;
    }
    return new CeoPage.Answer(
        people(answers.assistants())
            + byKind()
            + " What drafts may give back is of %s, by assumption."
                .formatted(
                    AssistedTime.isOfThoseWithout(release)
                        ? "those who hardly use one"
                        : "everybody, also of those who use one"),
        List.of("Drafts of", "May give back", "What it takes"),
        times.stream()
            .limit(MOST_ROWS)
            .map(time ->
                List.of(
                    "%s: %s".formatted(time.function(), time.task()),
                    "%s a week (%s)"
                        .formatted(Formats.hours(time.hoursPerWeek()), Formats.hours(time.range())),
                    time.ease()))
            .toList());
  }

  private String people(List<QuarterAnswers.Assistants> assistants) {
    if (assistants.isEmpty()) {
      return "Too few people to say how many use an AI assistant.";
    }
    return assistants.stream()
            .map(one ->
                "%s (%s) %s"
                    .formatted(
                        Formats.people(one.people()),
                        Formats.people(one.range()),
                        one.category().equals(Release.EVERYONE)
                            ? "of everybody"
                            : "in " + CeoUse.together(one.kinds())))
            .collect(Collectors.joining(", ", "People who use an AI assistant: ", ""))
        + "; drawn once for %s.".formatted(quarter());
  }

  /** Kinds of work whose use of assistants is told, most of their time first. */
  private String byKind() {
    if (cells == null) {
      return "";
    }
    List<String> told = new ArrayList<>();
    cells.useByCategory().stream()
        .sorted(Comparator.comparingDouble(kind -> -assisted(kind)))
        .limit(MOST_ROWS)
        .forEach(kind ->
            kind.shares().stream()
                .filter(share -> share.function().equals(ASSISTANTS))
                .findFirst()
                .ifPresent(share -> told.add(share(CeoUse.together(kind.kinds()), share))));
    return told.isEmpty()
        ? ""
        : " Of active time AI assistants have: " + String.join(", ", told) + ".";
  }

  private static double assisted(QuarterCells.CategoryUse kind) {
    return kind.shares().stream()
        .filter(share -> share.function().equals(ASSISTANTS))
        .mapToDouble(UseShare::percent)
        .sum();
  }

  private static String share(String category, UseShare share) {
    return String.format(
        Locale.ENGLISH,
        "%s %.0f %% (%.0f to %.0f %%)",
        category,
        share.percent(),
        share.range().low(),
        share.range().high());
  }

  /** Contracts that notice is due of in the next quarter; null where there is none. */
  CeoPage.@Nullable Answer contracts() {
    if (cells == null
        || answers == null
        || (answers.contracts().isEmpty() && answers.contractsUnread().isEmpty())) {
      return null;
    }
    String unread =
        answers.contractsUnread().isEmpty()
            ? ""
            : " Of %s the noise leaves nothing to read: IT sees them."
                .formatted(String.join(", ", answers.contractsUnread()));
    return new CeoPage.Answer(
        "Contracts to give notice of in the next quarter, drawn once a year." + unread,
        List.of("Contract", "Seats nobody uses", "Cost a year", "Notice by"),
        cells.contracts().stream()
            .map(one ->
                List.of(
                    one.tier().isEmpty() ? one.application() : one.application() + " " + one.tier(),
                    "%s (%s)".formatted(Formats.people(one.seats()), Formats.people(one.range())),
                    "%s (%s)"
                        .formatted(money.rounded(one.usdPerYear()), money.rounded(one.usdRange())),
                    Formats.day(one.noticeBy())))
            .toList());
  }

  /** What changes came to that somebody promised something of; null where it could not be drawn. */
  CeoPage.@Nullable Answer worked() {
    if (answers == null) {
      return null;
    }
    QuarterAnswers.Spared spared = answers.spared();
    if (spared == null) {
      return CeoPage.Answer.saying(
          "Nothing to say yet: it is told here what changes spared that were given to people by lot, once the first have had one for 30 days, in companies of some 4,000 people or more. IT registers what is promised of a change, and sees what each came to.");
    }
    String changes =
        "%d %s given by lot"
            .formatted(spared.claims(), spared.claims() == 1 ? "change was" : "changes were");
    QuarterAnswers.Told told = spared.told();
    String came =
        told == null
            ? "What was spared is less than the noise leaves to read in %s, as in most companies of fewer than some 4,000 people."
                .formatted(quarter())
            : "%s, against people who have it not yet; drawn once for %s."
                .formatted(spared(told), quarter());
    return CeoPage.Answer.saying(
        "%s. %s%s IT sees each.".formatted(changes, came, promised(spared.promised())));
  }

  private static String spared(QuarterAnswers.Told told) {
    Interval range = told.range();
    return told.hoursPerWeek() >= 0
        ? "Those who have it spare %s a week (%s to %s)"
            .formatted(tenths(told.hoursPerWeek()), tenths(range.low()), tenths(range.high()))
        : "It costs those who have it %s a week more (%s to %s)"
            .formatted(tenths(-told.hoursPerWeek()), tenths(-range.high()), tenths(-range.low()));
  }

  private static String promised(@Nullable Interval promised) {
    return promised == null
        ? " What was promised came from figures that IT alone sees."
        : " Promised were %s to %s.".formatted(tenths(promised.low()), tenths(promised.high()));
  }

  /** Why the hours are others than a quarter before, or why that is not told. */
  List<String> change() {
    if (cells == null || answers == null) {
      return List.of("Why hours moved, cause by cause, is not told in this quarter.");
    }
    String untold = cells.changeUntold();
    QuarterAnswers.Change change = answers.change();
    if (change == null || untold != null) {
      return List.of(Objects.requireNonNull(untold));
    }
    List<String> lines = new ArrayList<>();
    String moved =
        "In %s (days up to %s) sign-ins took %s a week where they took %s in the quarter before (days up to %s)"
            .formatted(
                quarter(),
                Formats.day(cells.window().lastDay()),
                tenths(change.hoursNow()),
                tenths(change.hoursBefore()),
                Formats.day(change.before().lastDay()));
    lines.add(
        change.isChange()
            ? moved
                + ": more than the %s by which noise alone may move it."
                    .formatted(tenths(change.noise()))
            : "Noise: i"
                + moved.substring(1)
                + ", and noise alone may move it by %s.".formatted(tenths(change.noise())));
    lines.add(
        change.parts().stream().map(CeoAnswers::part).collect(Collectors.joining("; "))
            + "; all else and noise "
            + signed(change.restHours())
            + ". These add up to the "
            + signed(Math.round(TENTHS * change.difference()) / TENTHS)
            + ".");
    return lines;
  }

  /** The same as steps from the hours of before to those of now, what noise alone may do first. */
  @Nullable SpanChart why() {
    QuarterAnswers.Change change = answers == null ? null : answers.change();
    if (change == null) {
      return null;
    }
    List<Step> steps = new ArrayList<>();
    double at = change.hoursBefore();
    for (QuarterAnswers.Part part : change.parts()) {
      steps.add(new Step(part.cause().title(), at, part.hoursPerWeek(), part.range()));
      at += part.hoursPerWeek();
    }
    steps.add(new Step("All else, and noise", at, change.restHours(), null));
    SpanChart.Scale scale = SpanChart.Scale.of(values(change, steps));
    List<SpanChart.Span> spans = new ArrayList<>();
    double before = change.hoursBefore();
    spans.add(
        scale.span(
            new SpanChart.Said("Noise alone", "span-noise", "±" + tenths(change.noise()), ""),
            before - change.noise(),
            before + change.noise()));
    spans.add(
        scale.span(
            new SpanChart.Said("The quarter before", "span-whole", tenths(before), ""), 0, before));
    steps.forEach(step -> spans.add(step.span(scale)));
    spans.add(
        scale.span(
            new SpanChart.Said("Now", "span-whole", tenths(change.hoursNow()), ""),
            0,
            change.hoursNow()));
    return new SpanChart(
        "why-chart",
        "Why hours of signing in moved",
        "hours a week, " + quarter() + " against the quarter before",
        "From %s to %s, in %d steps; noise alone may move it by %s."
            .formatted(
                tenths(before), tenths(change.hoursNow()), steps.size(), tenths(change.noise())),
        scale.at(before),
        spans);
  }

  private static double[] values(QuarterAnswers.Change change, List<Step> steps) {
    List<Double> values = new ArrayList<>(List.of(0.0, change.hoursNow()));
    values.add(change.hoursBefore() - change.noise());
    values.add(change.hoursBefore() + change.noise());
    for (Step step : steps) {
      Interval range = step.told();
      values.add(step.from() + step.hours());
      values.add(step.from() + range.low());
      values.add(step.from() + range.high());
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * One cause of a change.
   *
   * @param range null where there is none
   */
  private record Step(String name, double from, double hours, @Nullable Interval range) {
    Interval told() {
      return range == null ? new Interval(hours, hours) : range;
    }

    SpanChart.Span span(SpanChart.Scale scale) {
      boolean clear = range != null && (range.low() > 0 || range.high() < 0);
      String words = range == null ? "" : signed(range.low()) + " to " + signed(range.high());
      return scale.span(
          new SpanChart.Said(name, clear ? "span-part" : "span-faint", signed(hours), words),
          from,
          from + hours,
          new Interval(from + told().low(), from + told().high()));
    }
  }

  private static String part(QuarterAnswers.Part part) {
    String told =
        part.isTold()
            ? " (%s to %s)".formatted(signed(part.range().low()), signed(part.range().high()))
            : ", which may be noise";
    return part.cause().title() + " " + signed(part.hoursPerWeek()) + told;
  }

  private static String tenths(double hours) {
    return String.format(Locale.ENGLISH, "%,.1f h", hours);
  }

  private static String signed(double hours) {
    return (hours < 0 ? "−" : "+") + tenths(Math.abs(hours));
  }
}
