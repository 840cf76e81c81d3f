package com.orgscope.web;

import com.orgscope.insight.ChangeSince;
import com.orgscope.insight.ChangeSince.Moved;
import com.orgscope.insight.Figure;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Release;
import com.orgscope.insight.Sensitivity;
import com.orgscope.insight.StaffChange;
import com.orgscope.insight.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What moved since the release before, what the noise explains first; and what moves money. */
final class CeoChanges {
  private static final int TENTHS = 10;

  private final Release release;
  private final Figure total;
  private final MoneyFormat money;

  CeoChanges(Release release) {
    this.release = release;
    this.total = release.total();
    this.money = MoneyFormat.of(release.currency());
  }

  /**
   * Sentences, the noise first where it explains what moved.
   *
   * @param trend of three releases or more; null of fewer
   * @param sinceQuarter why hours are others than a quarter before
   * @param why the same drawn; null where it is not told
   */
  CeoPage.Changes since(
      ChangeSince change,
      @Nullable Trend trend,
      List<String> sinceQuarter,
      @Nullable SpanChart why) {
    List<String> lines = new ArrayList<>();
    lines.add(hours(change.hours()));
    if (!change.kinds().isEmpty()) {
      lines.add(kinds(change.kinds()));
    }
    lines.add(people(change.people(), change.staff()));
    if (!change.dollars().changed().isEmpty()) {
      lines.add(dollars(change.dollars()));
    }
    if (trend != null) {
      lines.add(trend(trend));
    }
    lines.addAll(sinceQuarter);
    return new CeoPage.Changes(
        "Compared with the release of the days up to %s."
            .formatted(Formats.day(change.before().lastDay())),
        lines,
        why);
  }

  private static String hours(Moved hours) {
    String moved = moved(hours.difference(), tenths(Math.abs(hours.difference())));
    String noise = tenths(Math.floor(hours.noise() * TENTHS) / TENTHS);
    return hours.isChange()
        ? "Sign-ins take %s a week, %s. Noise alone rarely moves that by more than %s, so this is a change."
            .formatted(Formats.hours(hours.now()), moved, noise)
        : "Noise: sign-ins take %s a week, %s, and noise alone may move that by %s. No change can be told."
            .formatted(Formats.hours(hours.now()), moved, noise);
  }

  private static String trend(Trend trend) {
    Moved hours = trend.whole().hours();
    String each =
        trend.points().stream()
            .map(point -> Formats.hours(point.figure().hoursPerWeek()))
            .collect(Collectors.joining(", "));
    String from =
        "Over %d releases, since %s, sign-ins took %s a week."
            .formatted(
                trend.points().size(), Formats.day(trend.points().getFirst().lastDay()), each);
    return hours.isChange()
        ? "%s From the first to the last that is %s, more than noise alone explains: a change."
            .formatted(from, moved(hours.difference(), tenths(Math.abs(hours.difference()))))
        : "%s Noise: from the first to the last no change can be told.".formatted(from);
  }

  /** So that what is told as more than the noise reads as more. */
  private static String tenths(double hours) {
    return String.format(Locale.ENGLISH, "%,.1f h", hours);
  }

  private static String kinds(List<Moved> kinds) {
    List<Moved> changed = kinds.stream().filter(Moved::isChange).toList();
    if (changed.isEmpty()) {
      return "Noise: no kind of work has more or fewer people than noise alone explains.";
    }
    List<String> each =
        changed.stream()
            .map(kind ->
                "%s from %s to %s (noise alone: %s)"
                    .formatted(
                        kind.name(),
                        Formats.people((long) kind.before()),
                        Formats.people((long) kind.now()),
                        Formats.people((long) kind.noise())))
            .toList();
    return "%d of %d kinds of work changed by more than noise alone explains: %s."
        .formatted(changed.size(), kinds.size(), String.join("; ", each));
  }

  private static String people(Moved people, @Nullable StaffChange staff) {
    String now = Formats.people((long) people.now());
    String moved = moved(people.difference(), Formats.people((long) Math.abs(people.difference())));
    if (people.noise() == 0) {
      return "%s people by the directory, %s%s."
          .formatted(now, moved, staff == null ? "" : staff(staff, people.difference()));
    }
    return people.isChange()
        ? "%s people, %s: a change.".formatted(now, moved)
        : "Noise: %s people, %s. No change can be told.".formatted(now, moved);
  }

  private static String staff(StaffChange staff, double difference) {
    boolean corrected = staff.joined() - staff.left() != difference;
    Integer moved = staff.moved();
    return ": %s joined and %s left%s%s"
        .formatted(
            Formats.people(staff.joined()),
            Formats.people(staff.left()),
            corrected ? "; the rest was corrected in the directory" : "",
            moved == null || moved == 0
                ? ""
                : "; %s moved to another department".formatted(Formats.people(moved)));
  }

  private static String moved(double difference, String amount) {
    if (difference == 0) {
      return "as before";
    }
    return amount + (difference > 0 ? " more" : " less");
  }

  private String dollars(ChangeSince.Dollars dollars) {
    return "Somebody set anew: %s. That moved the money by %s, the hours moved them by %s."
        .formatted(
            String.join(", ", dollars.changed()).toLowerCase(Locale.ENGLISH),
            signed(dollars.byAssumptions()),
            signed(dollars.byHours()));
  }

  private String signed(long amount) {
    return (amount < 0 ? "−" : "+") + money.rounded(Math.abs(amount));
  }

  /** How far each uncertain thing alone moves the money of everybody, the widest first. */
  SpanChart sensitivity() {
    List<Sensitivity> all = Sensitivity.of(release);
    double[] ends =
        all.stream().flatMapToDouble(one -> DoubleStream.of(one.lowUsd(), one.highUsd())).toArray();
    SpanChart.Scale scale = SpanChart.Scale.of(ends);
    List<SpanChart.Span> spans =
        all.stream()
            .map(one ->
                scale.span(
                    new SpanChart.Said(
                        one.name(),
                        "span-part",
                        money.rounded(new Interval(one.lowUsd(), one.highUsd())),
                        ""),
                    one.lowUsd(),
                    one.highUsd()))
            .toList();
    return new SpanChart(
        "sensitivity-chart",
        "What moves this money most",
        "money a year, one at a time",
        "%s moves it most: %s. All together: %s."
            .formatted(
                spans.getFirst().label(),
                spans.getFirst().value(),
                money.rounded(total.usdInterval())),
        scale.at(total.usdPerYear()),
        spans);
  }
}
