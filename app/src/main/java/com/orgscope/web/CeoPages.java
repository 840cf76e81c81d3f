package com.orgscope.web;

import com.orgscope.access.GrantedUnits;
import com.orgscope.category.Taxonomy;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.ChangeSince;
import com.orgscope.insight.Figure;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Levels;
import com.orgscope.insight.Money;
import com.orgscope.insight.QuarterCells;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseCell;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.insight.Trend;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.Range;
import com.orgscope.web.Headline.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Words and drawings for one release. Every figure is the release's or a sum of its cells. */
final class CeoPages {
  private final Release release;
  private final Figure total;
  private final List<Slice> slices;
  private final TrustStrip trust;
  private final CategoryColours colours;
  private final @Nullable GrantedUnits units;
  private final MoneyFormat money;

  /**
   * @param units that an executive was granted; null for whoever sees all of them
   */
  CeoPages(Release release, TrustStrip trust, Taxonomy taxonomy, @Nullable GrantedUnits units) {
    this.release = release;
    this.money = MoneyFormat.of(release.currency());
    this.trust = trust;
    this.units = units;
    this.colours =
        new CategoryColours(
            taxonomy, release.cells().stream().map(ReleaseCell::category).distinct().toList());
    this.total = release.total();
    this.slices = units == null ? kindsOfWork(release) : of(units, release);
  }

  private static List<Slice> kindsOfWork(Release release) {
    return release.cells().stream()
        .map(ReleaseCell::category)
        .distinct()
        .map(category -> new Slice(category, release.ofCategory(category)))
        .toList();
  }

  /** One for each unit of which anything is shown. */
  private static List<Slice> of(GrantedUnits units, Release release) {
    List<Slice> slices = new ArrayList<>();
    for (String department : units.departments()) {
      if (release.cells().stream().anyMatch(cell -> cell.department().equals(department))) {
        slices.add(
            new Slice(
                "Department: " + department,
                release.sum(cell -> cell.department().equals(department))));
      }
    }
    Levels levels = release.levels();
    for (String category : units.categories()) {
      if (levels != null) {
        levels.categories().stream()
            .filter(one -> one.name().equals(category))
            .forEach(one -> slices.add(new Slice(category, one.figure())));
      }
    }
    return slices;
  }

  /**
   * @param change since the release before; null if there is none
   * @param trend of three releases or more; null of fewer
   */
  CeoPage page(@Nullable ChangeSince change, @Nullable Trend trend) {
    CeoUse use = new CeoUse(release);
    CeoChanges changes = new CeoChanges(release);
    CeoAnswers answers = new CeoAnswers(release);
    List<CeoPage.Row> rows = release.cells().stream().map(this::row).toList();
    return new CeoPage(
        new Headline(
                total,
                units == null ? slices : List.of(),
                release.levels() == null ? "sign-in friction and switching" : "sign-in friction",
                money)
            .text(),
        numbers(),
        hoursAre(),
        use.chart(),
        use.missing(),
        peopleChart(),
        chart(
            "hours-chart",
            "Friction",
            "hours a week",
            s -> s.figure().hoursPerWeek(),
            s -> s.figure().hoursInterval(),
            s ->
                new Words(
                    Formats.hours(s.figure().hoursPerWeek()),
                    Formats.hours(s.figure().hoursInterval()))),
        chart(
            "money-chart",
            "Cost of friction",
            "money a year",
            s -> s.figure().usdPerYear(),
            s -> s.figure().usdInterval(),
            s ->
                new Words(
                    money.rounded(s.figure().usdPerYear()),
                    money.rounded(s.figure().usdInterval()))),
        use.idleLicences(),
        answers.contracts(),
        units == null ? changes.sensitivity() : null,
        change == null ? null : changes.since(change, trend, answers.change()),
        rows,
        totalRow(),
        use.quarter(),
        hidden(),
        answers.automation(),
        answers.assistants(),
        release.recommendation() == null ? null : advice(release.recommendation()),
        noAdvice(),
        answers.worked(),
        release.assumptions().stream().map(CeoPages::assumed).toList(),
        units == null ? trust.lamps(release) : trust.lampsOfCompany(release),
        units == null ? null : scope(units));
  }

  private BarChart peopleChart() {
    return chart(
        "people-chart",
        "People",
        "people",
        s -> s.figure().people(),
        s -> s.figure().peopleInterval(),
        s ->
            new Words(
                Formats.people(s.figure().people()), Formats.people(s.figure().peopleInterval())));
  }

  /** What somebody sees who does not see all. */
  private static CeoPage.Scope scope(GrantedUnits units) {
    List<String> names = new ArrayList<>(units.departments());
    names.addAll(units.categories());
    return units.isEmpty()
        ? new CeoPage.Scope(
            "You see the company as a whole. IT grants you units of it, departments or kinds of work; tell them which.",
            "No unit is granted to you.")
        : new CeoPage.Scope(
            "You see the company as a whole, and of its units: %s. IT grants units, from a day to a day."
                .formatted(String.join(", ", names)),
            "People of your units, and the hours a week that");
  }

  /** Of releases before there were levels, hours are of both. */
  private String hoursAre() {
    Levels levels = release.levels();
    if (levels == null) {
      return "sign-in trouble and switching take from them.";
    }
    QuarterCells quarter = release.quarter();
    Release.CauseCell unmeasured = quarter == null ? null : quarter.unmeasured().orElse(null);
    String measured =
        unmeasured == null
            ? "failed sign-ins and challenges take from them: measured where the sign-in log holds how long"
                + " they took, assumed where it does not."
            : ("failed sign-ins and challenges take from them, as the sign-in log measured it. Where it does"
                    + " not hold how long they took, another %s a week of everybody together (%s) are assumed;"
                    + " they are in no other figure here.")
                .formatted(
                    Formats.hours(unmeasured.hoursPerWeek()),
                    Formats.hours(unmeasured.hoursInterval()));
    Release.CauseCell switching = levels.switching();
    if (switching == null) {
      return measured + " Switching between applications was withdrawn for this quarter.";
    }
    return (measured
            + " Switching between applications takes another"
            + " %s a week of everybody together (%s%s), by an assumption of how long one switch takes;"
            + " it is in no other figure either.")
        .formatted(
            Formats.hours(switching.hoursPerWeek()),
            Formats.hours(switching.hoursInterval()),
            quarter == null ? "" : "; drawn once for " + CeoUse.quarterName(quarter.quarter()));
  }

  private List<CeoPage.Number> numbers() {
    double each = total.people() == 0 ? 0 : total.hoursPerWeek() / total.people();
    return List.of(
        new CeoPage.Number(
            "How many people?",
            Formats.people(total.people()),
            total.peopleInterval().low() == total.peopleInterval().high()
                ? "by the directory"
                : Formats.people(total.peopleInterval()),
            headcount()
                + (units == null
                    ? "in " + release.cells().size() + " published groups"
                    : "in the whole company")),
        new CeoPage.Number(
            "How much time is lost?",
            Formats.hours(total.hoursPerWeek()),
            Formats.hours(total.hoursInterval()),
            "every week, %s%s".formatted(each(total), share(each))),
        new CeoPage.Number(
            "What does that cost?",
            money.rounded(total.usdPerYear()) + " a year",
            money.rounded(total.usdInterval()),
            atWhichCost()));
  }

  private String atWhichCost() {
    String usual = "at " + money.rounded(assumption("hourly-cost").typical()) + " an hour";
    int others = Money.costs(release.assumptions()).size() - 1;
    if (others == 0) {
      return usual + ", unless you say otherwise";
    }
    return "%s, but for %d %s of work".formatted(usual, others, others == 1 ? "kind" : "kinds");
  }

  static String each(Figure total) {
    double hours = total.people() == 0 ? 0 : total.hoursPerWeek() / total.people();
    return Formats.weekly(Range.exactly(hours)).value() + " a week each";
  }

  /** Where more signed in than the directory lists, and the noise alone does not explain it. */
  private String headcount() {
    Integer known = release.headcount();
    return known == null || total.people() <= known
        ? ""
        : "%s by the directory, the rest are accounts it does not list; "
            .formatted(Formats.people(known));
  }

  private String share(double each) {
    return String.format(
        Locale.ENGLISH, ", %.1f %% of the week", 100 * each / assumption("weekly-hours").typical());
  }

  private Assumption assumption(String id) {
    return release.assumptions().stream()
        .filter(a -> a.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a release without " + id));
  }

  /** What a bar says beside itself. */
  private record Words(String value, String range) {}

  private BarChart chart(
      String id,
      String title,
      String unit,
      ToDoubleFunction<Slice> value,
      Function<Slice, Interval> interval,
      Function<Slice, Words> words) {
    double widest =
        Math.max(1e-9, slices.stream().mapToDouble(s -> interval.apply(s).high()).max().orElse(0));
    List<Slice> sorted = new ArrayList<>(slices);
    // Groups that are no kind of work come last, however large.
    sorted.sort(
        Comparator.comparing((Slice s) -> !s.isWork())
            .thenComparing(Comparator.comparingDouble(value).reversed()));
    List<BarChart.Bar> bars =
        sorted.stream()
            .map(s ->
                new BarChart.Bar(
                    s.name(),
                    colours.of(s.name()),
                    words.apply(s).value(),
                    words.apply(s).range(),
                    BarChart.place(value.applyAsDouble(s), widest),
                    BarChart.place(interval.apply(s).low(), widest),
                    BarChart.place(interval.apply(s).high(), widest)))
            .toList();
    String summary =
        bars.isEmpty() ? "No group is large enough to be shown." : summary(title, bars);
    return new BarChart(id, title, unit, summary, bars);
  }

  /** The longest bar is named, whether it is a kind of work or what was merged. */
  private String summary(String title, List<BarChart.Bar> bars) {
    BarChart.Bar longest =
        bars.stream().max(Comparator.comparingInt(BarChart.Bar::length)).orElseThrow();
    return "%s %s, in %d bars: the longest is %s with %s (%s)."
        .formatted(
            title,
            units == null ? "by kind of work" : "by unit",
            bars.size(),
            longest.label(),
            longest.value(),
            longest.range());
  }

  private CeoPage.Row row(ReleaseCell cell) {
    boolean joined = cell.category().equals(Release.OTHER);
    boolean everywhere = cell.department().equals(Release.OTHER);
    String department = joined ? cell.department() + " (Other)" : cell.department();
    String anywhere = joined ? "Other" : "Several";
    return row(
        everywhere ? anywhere : department,
        joined ? "Several" : cell.category(),
        new Figure(
            cell.people(),
            cell.peopleInterval(),
            cell.hoursPerWeek(),
            cell.hoursInterval(),
            cell.usdPerYear(),
            cell.usdInterval()));
  }

  private CeoPage.Row totalRow() {
    return row("All", "", total);
  }

  private CeoPage.Row row(String department, String category, Figure figure) {
    return new CeoPage.Row(
        department,
        category,
        Formats.people(figure.people()),
        Formats.people(figure.peopleInterval()),
        String.format(Locale.ENGLISH, "%,.1f", figure.hoursPerWeek()),
        Formats.hours(figure.hoursInterval()),
        money.exact(figure.usdPerYear()),
        money.exact(figure.usdInterval()));
  }

  private String hidden() {
    if (units != null) {
      return "Groups of other units, and those that may have fewer than %d people, are not shown to you. Ranges hold the noise, 19 times of 20; ranges of money hold the assumptions too."
          .formatted(release.k());
    }
    if (release.cells().stream().anyMatch(c -> c.department().equals(Release.EVERYONE))) {
      return "This company has too few people for more than its total.";
    }
    return release.withheld() == 0
        ? "Every group is large enough to stand alone."
        : ("Groups that may have fewer than %d people are hidden: %s pairs of department and kind of"
                + " work are merged into larger groups, such as a kind of work over several departments, or"
                + " Other. Ranges of people and hours hold the noise, 19 times of 20; ranges of money hold"
                + " the assumptions too.")
            .formatted(release.k(), Formats.people(release.withheld()));
  }

  /** Said where nothing is recommended. */
  private String noAdvice() {
    if (units != null) {
      return "Nothing is recommended for the company as a whole or for a kind of work of yours in this release.";
    }
    return release.levels() != null && release.quarter() == null
        ? "Hours by cause were withdrawn for this quarter, so there is nothing to recommend until the next."
        : "There is nothing to recommend yet: no single cause stands clear of the noise in this release, or what is asked at a sign-in was changed since it was measured. More people or a longer history would tell.";
  }

  /** Causes are counted once a quarter, which may be long before the release. */
  private TimeWindow measured() {
    QuarterCells quarter = release.quarter();
    return quarter == null ? release.window() : quarter.window();
  }

  private CeoPage.Advice advice(ReleaseSaving r) {
    boolean everybody = r.category().equals(Release.EVERYONE);
    String where = everybody ? "across the company" : "in " + r.category();
    return new CeoPage.Advice(
        r.cause().title()
            + " "
            + where
            + ": "
            + money.rounded(r.typicalSavedUsd())
            + " a year could be saved",
        r.change(),
        Formats.hours(r.typicalSavedHours()) + " a week",
        Formats.hours(r.savedHours()),
        money.rounded(r.typicalSavedUsd()) + " a year",
        money.rounded(r.savedUsd()),
        ("In the days from %s to %s this took %s a week (%s). It was noised on its own, so it need"
                + " not add up with the bars above. Nothing is changed until a person decides.")
            .formatted(
                Formats.day(measured().from()),
                Formats.day(measured().lastDay()),
                Formats.hours(r.hoursPerWeek()),
                Formats.hours(r.hoursInterval())),
        release.assumptions().stream()
            .filter(a -> r.assumptions().contains(a.id()))
            .map(CeoPages::assumed)
            .toList());
  }

  static CeoPage.Assumed assumed(Assumption a) {
    return new CeoPage.Assumed(
        a.name(),
        Formats.plain(a.typical()),
        Formats.plain(a.low()) + " to " + Formats.plain(a.high()),
        a.unit(),
        a.source(),
        a.own());
  }

  static @Nullable String overdue(Release release, java.time.Instant now, java.time.ZoneId zone) {
    return now.isAfter(release.dueAt())
        ? "A new release was due on %s. You see the last one, %s."
            .formatted(
                Formats.moment(release.dueAt(), zone),
                Formats.age(java.time.Duration.between(release.publishedAt(), now)))
        : null;
  }
}
