package com.orgscope.web;

import com.orgscope.access.GrantedUnits;
import com.orgscope.category.Taxonomy;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.ChangeSince;
import com.orgscope.insight.Elsewhere;
import com.orgscope.insight.Figure;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Levels;
import com.orgscope.insight.Money;
import com.orgscope.insight.QuarterCells;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseCell;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.insight.Trend;
import com.orgscope.usage.Range;
import com.orgscope.web.Headline.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words and drawings for one release. Every figure is the release's or a sum of its cells. */
final class CeoPages {
  private static final String NOBODY = "No group is large enough to be shown.";
  private static final double MINUTES = 60;
  private static final double TENTHS = 10;

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
   * What stands around one release.
   *
   * @param before the release of earlier days; null if there is none
   * @param change since that; null where the two cannot be compared
   * @param trend of three releases or more; null of fewer
   * @param deciding who decides on what it recommends
   * @param further what else could be changed
   */
  record Around(
      @Nullable Release before,
      @Nullable ChangeSince change,
      @Nullable Trend trend,
      CeoPage.Dated dated,
      CeoPage.Deciding deciding,
      List<ReleaseSaving> further) {}

  CeoPage page(Around around) {
    CeoUse use = new CeoUse(release);
    CeoChanges changes = new CeoChanges(release);
    CeoAnswers answers = new CeoAnswers(release);
    CeoDecision decision = new CeoDecision(release, money);
    ChangeSince change = around.change();
    return new CeoPage(
        new Headline(release.use(), units == null ? slices : List.of()).text(),
        around.dated(),
        numbers(),
        hoursAre(),
        use.chart(around.before()),
        use.missing(),
        peopleChart(around.before()),
        eachChart(around.before()),
        units == null ? unitCharts() : List.of(),
        moneyChart(),
        use.idleLicences(),
        answers.contracts(),
        release.quarter() == null || release.quarter().idleLicences() == null
            ? null
            : elsewhere("idle-licences"),
        assumed(),
        release.levels() == null || release.levels().switching() == null
            ? null
            : elsewhere("switching-time"),
        units == null ? changes.sensitivity() : null,
        change == null
            ? null
            : changes.since(change, around.trend(), answers.change(), answers.why()),
        release.cells().stream().map(this::row).toList(),
        totalRow(),
        use.quarter(),
        hidden(),
        answers.automation(),
        new CeoWhatIf(release, money).page(),
        answers.assistants(),
        decision.advice(around.deciding()),
        decision.none(units != null),
        decision.further(around.further()),
        answers.worked(),
        release.assumptions().stream().map(CeoPages::assumed).toList(),
        units == null ? trust.lamps(release) : trust.lampsOfCompany(release),
        units == null ? null : scope(units));
  }

  private BarChart peopleChart(@Nullable Release before) {
    double widest = widest(s -> s.figure().peopleInterval());
    List<BarChart.Bar> bars =
        sorted().stream()
            .map(s ->
                new BarChart.Bar(
                    s.name(),
                    colours.of(s.name()),
                    Formats.people(s.figure().people()),
                    Formats.people(s.figure().peopleInterval()),
                    BarChart.place(s.figure().people(), widest),
                    BarChart.place(s.figure().peopleInterval().low(), widest),
                    BarChart.place(s.figure().peopleInterval().high(), widest),
                    last(
                        before,
                        s,
                        widest,
                        then -> (double) then.people(),
                        then -> Formats.people(then.people()))))
            .toList();
    return new BarChart(
        "people-chart",
        "People",
        "people",
        summary("People", s -> s.figure().peopleInterval(), bars),
        bars);
  }

  /** Hours of signing in, of each: the same order as people, so that a row is read across. */
  private BarChart eachChart(@Nullable Release before) {
    List<Slice> known = sorted().stream().filter(s -> s.figure().people() > 0).toList();
    double widest =
        Math.max(1e-9, known.stream().mapToDouble(s -> each(s.figure()).high()).max().orElse(0));
    boolean minutes = widest < 1;
    List<BarChart.Bar> bars =
        known.stream()
            .map(s -> {
              Range each = each(s.figure());
              return new BarChart.Bar(
                  s.name(),
                  colours.of(s.name()),
                  time(each.typical(), minutes),
                  between(each, minutes),
                  BarChart.place(each.typical(), widest),
                  BarChart.place(each.low(), widest),
                  BarChart.place(each.high(), widest),
                  last(
                      before,
                      s,
                      widest,
                      then -> each(then).typical(),
                      then -> time(each(then).typical(), minutes)));
            })
            .toList();
    return new BarChart(
        "each-chart",
        "Sign-in time each",
        minutes ? "minutes a week" : "hours a week",
        bars.isEmpty()
            ? NOBODY
            : "Time of signing in of each person, %s, in %d rows. %s"
                .formatted(
                    by(), bars.size(), largest(known, s -> printed(s, minutes), Slice::name, bars)),
        true,
        bars);
  }

  private static String time(double hours, boolean minutes) {
    return minutes
        ? String.format(Locale.ENGLISH, "%.1f min", MINUTES * hours)
        : String.format(Locale.ENGLISH, "%.1f h", hours);
  }

  private static String between(Range each, boolean minutes) {
    double unit = minutes ? MINUTES : 1;
    return String.format(Locale.ENGLISH, "%.1f to %.1f", unit * each.low(), unit * each.high());
  }

  private static Interval printed(Slice slice, boolean minutes) {
    Range each = each(slice.figure());
    double unit = TENTHS * (minutes ? MINUTES : 1);
    return new Interval(Math.round(unit * each.low()), Math.round(unit * each.high()));
  }

  /** Hours a week of each: both ends as far apart as the two ranges leave them. */
  private static Range each(Figure figure) {
    double typical = figure.people() == 0 ? 0 : figure.hoursPerWeek() / figure.people();
    double low = figure.hoursInterval().low() / Math.max(1, figure.peopleInterval().high());
    double high = figure.hoursInterval().high() / Math.max(1, figure.peopleInterval().low());
    return new Range(Math.min(Math.max(0, low), typical), typical, Math.max(high, typical));
  }

  /** Where the release before had the same; what a unit had is not kept apart. */
  private BarChart.Last last(
      @Nullable Release before,
      Slice slice,
      double widest,
      ToDoubleFunction<Figure> value,
      Function<Figure, String> words) {
    Levels then = before == null ? null : before.levels();
    if (then == null || units != null) {
      return BarChart.Last.NONE;
    }
    return then.categories().stream()
        .filter(category -> category.name().equals(slice.name()) && slice.isWork())
        .findFirst()
        .filter(category -> category.figure().people() > 0)
        .map(category ->
            new BarChart.Last(
                Math.min(
                    BarChart.WIDTH, BarChart.place(value.applyAsDouble(category.figure()), widest)),
                words.apply(category.figure())))
        .orElse(BarChart.Last.NONE);
  }

  private BarChart moneyChart() {
    double widest = widest(s -> s.figure().usdInterval());
    List<BarChart.Bar> bars =
        sorted(s -> s.figure().usdPerYear()).stream()
            .map(s ->
                new BarChart.Bar(
                    s.name(),
                    colours.of(s.name()),
                    money.rounded(s.figure().usdPerYear()),
                    money.rounded(s.figure().usdInterval()),
                    BarChart.place(s.figure().usdPerYear(), widest),
                    BarChart.place(s.figure().usdInterval().low(), widest),
                    BarChart.place(s.figure().usdInterval().high(), widest)))
            .toList();
    return new BarChart(
        "money-chart",
        "Signing in",
        "money a year",
        summary("Cost of signing in", s -> money.printed(s.figure().usdInterval()), bars),
        bars);
  }

  /** The groups of each department that shows more than one, on one scale. */
  private List<BarChart> unitCharts() {
    Map<String, List<ReleaseCell>> byUnit =
        release.cells().stream()
            .filter(cell -> !cell.department().equals(Release.OTHER))
            .collect(
                Collectors.groupingBy(ReleaseCell::department, TreeMap::new, Collectors.toList()));
    double widest =
        Math.max(
            1,
            release.cells().stream().mapToDouble(c -> c.peopleInterval().high()).max().orElse(1));
    List<BarChart> charts = new ArrayList<>();
    byUnit.forEach((unit, cells) -> {
      List<BarChart.Bar> bars =
          cells.stream()
              .sorted(Comparator.comparingLong(cell -> -cell.people()))
              .map(cell ->
                  new BarChart.Bar(
                      cell.category(),
                      colours.of(cell.category()),
                      Formats.people(cell.people()),
                      Formats.people(cell.peopleInterval()),
                      BarChart.place(cell.people(), widest),
                      BarChart.place(cell.peopleInterval().low(), widest),
                      BarChart.place(cell.peopleInterval().high(), widest)))
              .toList();
      charts.add(new BarChart("unit-" + charts.size(), unit, "people", "", bars));
    });
    return charts.size() < 2 ? List.of() : charts;
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
            "People of your units, and the time that");
  }

  /** What the hours are of; of releases before there were levels, of switching as well. */
  private String hoursAre() {
    if (release.levels() == null) {
      return "sign-in trouble and switching take from each.";
    }
    QuarterCells quarter = release.quarter();
    return quarter == null || quarter.unmeasured().isEmpty()
        ? "failed sign-ins and challenges take from each: measured where the sign-in log holds how long"
            + " they took, assumed where it does not."
        : "failed sign-ins and challenges take from each, as the sign-in log measured it.";
  }

  /** Hours that nobody measured, which are in no other figure. */
  private List<String> assumed() {
    Levels levels = release.levels();
    QuarterCells quarter = release.quarter();
    List<String> lines = new ArrayList<>();
    if (levels == null) {
      return lines;
    }
    Release.CauseCell switching = levels.switching();
    if (switching == null) {
      lines.add("Switching between applications was withdrawn for this quarter.");
    } else {
      lines.add(
          "Switching between applications may take everybody together %s a week (%s), by an assumption of how long one switch takes%s."
              .formatted(
                  Formats.hours(switching.hoursPerWeek()),
                  Formats.hours(switching.hoursInterval()),
                  quarter == null
                      ? ""
                      : "; drawn once for " + CeoUse.quarterName(quarter.quarter())));
    }
    if (quarter != null) {
      quarter
          .unmeasured()
          .ifPresent(cell ->
              lines.add(
                  "Sign-ins of which the log does not hold how long they took may take %s a week (%s)."
                      .formatted(
                          Formats.hours(cell.hoursPerWeek()),
                          Formats.hours(cell.hoursInterval()))));
    }
    return lines;
  }

  private List<CeoPage.Number> numbers() {
    double each = total.people() == 0 ? 0 : total.hoursPerWeek() / total.people();
    return List.of(
        new CeoPage.Number(
            "How many are counted?",
            Formats.people(total.people()) + " people",
            total.peopleInterval().low() == total.peopleInterval().high()
                ? "by the directory"
                : Formats.people(total.peopleInterval()),
            headcount()
                + (units == null
                    ? "in " + release.cells().size() + " published groups"
                    : "in the whole company"),
            null),
        new CeoPage.Number(
            release.levels() == null ? "How much time is lost?" : "How much time do sign-ins take?",
            Formats.hours(total.hoursPerWeek()),
            Formats.hours(total.hoursInterval()),
            "every week, %s%s".formatted(each(total.people(), each), share(each)),
            elsewhere("sign-in-time")),
        new CeoPage.Number(
            "What does that cost?",
            money.rounded(total.usdPerYear()) + " a year",
            money.rounded(total.usdInterval()),
            atWhichCost(),
            null));
  }

  /** Null where nobody published such a figure. */
  static CeoPage.@Nullable Compared elsewhere(String figure) {
    return Elsewhere.of(figure)
        .map(one ->
            new CeoPage.Compared(
                one.says(), "%s; read %s".formatted(one.source(), one.read()), one.address()))
        .orElse(null);
  }

  private String atWhichCost() {
    String usual = "at " + money.rounded(assumption("hourly-cost").typical()) + " an hour";
    int others = Money.costs(release.assumptions()).size() - 1;
    if (others == 0) {
      return usual + ", unless you say otherwise";
    }
    return "%s, but for %d %s of work".formatted(usual, others, others == 1 ? "kind" : "kinds");
  }

  static String each(long people, double hours) {
    return people == 0
        ? "of nobody"
        : Formats.weekly(Range.exactly(hours)).value() + " a week each";
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

  private double widest(Function<Slice, Interval> interval) {
    return Math.max(
        1e-9, slices.stream().mapToDouble(s -> interval.apply(s).high()).max().orElse(0));
  }

  private List<Slice> sorted() {
    return sorted(s -> s.figure().people());
  }

  /** Groups that are no kind of work come last, however large. */
  private List<Slice> sorted(ToDoubleFunction<Slice> value) {
    return slices.stream()
        .sorted(
            Comparator.comparing((Slice s) -> !s.isWork())
                .thenComparing(Comparator.comparingDouble(value).reversed()))
        .toList();
  }

  private String summary(String title, Function<Slice, Interval> range, List<BarChart.Bar> bars) {
    return bars.isEmpty()
        ? NOBODY
        : "%s %s, in %d bars. %s"
            .formatted(title, by(), bars.size(), largest(slices, range, Slice::name, bars));
  }

  private String by() {
    return units == null ? "by kind of work" : "by unit";
  }

  /** Names what is largest only where its range lies above every other's. */
  static <T> String largest(
      List<T> all, Function<T, Interval> range, Function<T, String> name, List<BarChart.Bar> bars) {
    List<String> first = Leaders.of(all, range).stream().map(name).toList();
    if (first.size() != 1) {
      return "Which is the largest cannot be told.";
    }
    return bars.stream()
        .filter(bar -> bar.label().equals(first.getFirst()))
        .findFirst()
        .map(bar ->
            "The largest is %s with %s (%s).".formatted(bar.label(), bar.value(), bar.range()))
        .orElse("");
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

  static CeoPage.Assumed assumed(Assumption a) {
    return new CeoPage.Assumed(
        a.name(),
        Formats.plain(a.typical()),
        Formats.plain(a.low()) + " to " + Formats.plain(a.high()),
        a.unit(),
        a.source(),
        a.own());
  }

  /** Why it is late is IT's to know. */
  static @Nullable String overdue(Release release, java.time.Instant now) {
    return now.isAfter(release.dueAt())
        ? "IT is looking. You see the last release, %s."
            .formatted(Formats.age(java.time.Duration.between(release.publishedAt(), now)))
        : null;
  }
}
