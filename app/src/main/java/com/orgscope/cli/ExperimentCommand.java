package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.directory.CsvSheet;
import com.orgscope.directory.CsvSheet.Column;
import com.orgscope.directory.CsvSheet.Row;
import com.orgscope.kernel.Failure;
import com.orgscope.quality.experiment.AlwaysValid;
import com.orgscope.quality.experiment.Arm;
import com.orgscope.quality.experiment.ArmAssignment;
import com.orgscope.quality.experiment.Lift;
import com.orgscope.quality.experiment.MeanDifference;
import com.orgscope.quality.experiment.Participant;
import com.orgscope.quality.experiment.SampleRatio;
import com.orgscope.quality.experiment.SampleSize;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "experiment",
    description = {
      "Whether a change helps, by two groups of people: what it takes to tell, and what was found.",
      "A treatment is a proposal that people approve; nothing here changes anybody's settings."
    },
    synopsisSubcommandLabel = "COMMAND")
final class ExperimentCommand {
  private static final double LEVEL = 0.05;
  private static final double POWER = 0.8;
  private static final int PERCENT = 100;
  private static final int LEAST_UNITS_LOOKING = 15;
  private static final int MOST_PEOPLE = 1_000_000;
  private static final List<Column> COLUMNS =
      List.of(
          Column.needed("unit", "person", "team"),
          Column.needed("arm", "group"),
          Column.needed("value"),
          Column.optional("before"));

  private static final List<Column> UNITS =
      List.of(
          Column.needed("unit", "person", "team", "login", "employee_id"),
          Column.optional("stratum", "department", "category"));

  private final Session session;

  ExperimentCommand(Session session) {
    this.session = session;
  }

  /**
   * What a plan can tell.
   *
   * @param error the standard error of the difference that is expected on the last day
   * @param power how likely the wanted lift is found on the last day
   * @param powerLooking the same for whoever looks as often as they like
   * @param peopleNeeded in each arm
   * @param peopleNeededLooking in each arm, for whoever looks as often as they like
   */
  record Plan(
      int peopleInAnArm,
      int weeks,
      double lift,
      double error,
      double power,
      double powerLooking,
      int peopleNeeded,
      int peopleNeededLooking) {}

  @Command(
      name = "assign",
      description = {
        "Puts people, or teams that share their work, in two arms: of a file of unit and stratum, half of",
        "each stratum in each arm. The same file and name give the same arms, another name others."
      })
  int assign(
      @Parameters(paramLabel = "UNITS.csv") Path file,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "NAME",
              description = "Of the experiment.")
          String name) {
    Map<String, String> strata = new TreeMap<>();
    for (Row row : CsvSheet.read(file, UNITS, MOST_PEOPLE)) {
      String unit = row.text("unit");
      if (strata.put(unit, row.find("stratum").orElse("")) != null) {
        throw row.wrong("names the unit '" + unit + "' again");
      }
    }
    List<Put> put = new ArrayList<>();
    ArmAssignment.of(strata, name.getBytes(UTF_8))
        .forEach((unit, arm) -> put.add(new Put(unit, strata.getOrDefault(unit, ""), arm.word())));
    session
        .answer()
        .give(
            put,
            out -> {
              out.println("unit,stratum,arm");
              put.forEach(one ->
                  out.println(cell(one.unit()) + "," + cell(one.stratum()) + "," + one.arm()));
            });
    return OrgscopeCommand.DONE;
  }

  /** A unit with its arm. */
  record Put(String unit, String stratum, String arm) {}

  private static String cell(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  @Command(
      name = "plan",
      description = {
        "How likely a change is found. Without options: 1,000 people in each arm, 13 weeks, a weekly",
        "survey of 1 to 5, and a gain of a tenth."
      })
  int plan(@Mixin PlanOptions options) {
    SampleSize size = options.size();
    double once = SampleSize.reachOfOneLook(LEVEL);
    double always = new AlwaysValid(LEVEL).reachAsPlanned();
    double lift = options.lift.doubleValue() / PERCENT;
    Plan plan =
        new Plan(
            options.people,
            options.weeks,
            lift,
            size.error(options.people),
            size.power(lift, options.people, once),
            size.power(lift, options.people, always),
            size.peopleInAnArm(lift, POWER, once),
            size.peopleInAnArm(lift, POWER, always));
    session.answer().give(plan, out -> print(plan, out));
    return OrgscopeCommand.DONE;
  }

  /** What is known, or taken for known, before an experiment. */
  static final class PlanOptions {
    @Option(
        names = "--people",
        defaultValue = "1000",
        paramLabel = "N",
        description = "In each arm.")
    @Bounds(least = 2, most = MOST_PEOPLE)
    private int people;

    @Option(
        names = "--weeks",
        defaultValue = "13",
        paramLabel = "N",
        description = "Of measurements, whose mean counts for each person.")
    @Bounds(most = 104)
    private int weeks;

    @Option(
        names = "--mean",
        defaultValue = "3.5",
        paramLabel = "X",
        description = "Of the metric without the change.")
    private BigDecimal mean = BigDecimal.ONE;

    @Option(
        names = "--deviation",
        defaultValue = "1.0",
        paramLabel = "X",
        description = "Standard deviation of one measurement of one person.")
    private BigDecimal deviation = BigDecimal.ONE;

    @Option(
        names = "--own",
        defaultValue = "50",
        paramLabel = "PERCENT",
        description =
            "Of the variance, what is the person's own: 0 where each week is new, 99 where hardly any is.")
    @Bounds(least = 0, most = 99)
    private int own;

    @Option(
        names = "--lift",
        defaultValue = "10",
        paramLabel = "PERCENT",
        description = "The change to find, of the mean.")
    private BigDecimal lift = BigDecimal.TEN;

    @Option(
        names = "--team",
        defaultValue = "1",
        paramLabel = "N",
        description = "People of a unit, where teams are put in arms and not people.")
    @Bounds(most = 10_000)
    private int team;

    @Option(
        names = "--alike",
        defaultValue = "5",
        paramLabel = "PERCENT",
        description = "Correlation of people of one team.")
    @Bounds(least = 0, most = PERCENT)
    private int alike;

    @Option(names = "--no-history", description = "Nothing was measured of the people before.")
    private boolean noHistory;

    /** A mean of several weeks keeps what is the person's own and averages out the rest. */
    private SampleSize size() {
      if (deviation.signum() <= 0 || mean.signum() == 0 || lift.signum() == 0) {
        throw Failure.operator(
            "a plan needs a deviation above 0, and a mean and a lift that are not 0");
      }
      double stays = own / (double) PERCENT;
      double inAll = stays + (1 - stays) / weeks;
      return new SampleSize(
          mean.doubleValue(),
          deviation.doubleValue() * Math.sqrt(inAll),
          noHistory ? 0 : stays / inAll,
          team,
          team == 1 ? 0 : alike / (double) PERCENT);
    }
  }

  private static void print(Plan plan, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%,d people in each arm for %d weeks find a change of %s with a chance of %s on the last day, of %s looking daily%n",
        plan.peopleInAnArm(),
        plan.weeks(),
        percent(plan.lift()),
        percent(plan.power()),
        percent(plan.powerLooking()));
    out.printf(
        Locale.ROOT,
        "for a chance of %s: %,d people in each arm, %,d looking daily%n",
        percent(POWER),
        plan.peopleNeeded(),
        plan.peopleNeededLooking());
    out.printf(
        Locale.ROOT, "planned error: %.6g, for experiment read --planned-error%n", plan.error());
  }

  /**
   * What was found.
   *
   * @param ratio null where it was not said how many people each arm was made of
   * @param onTheLastDay for one look alone; null where the arms are broken
   * @param looking for any number of looks; null without the planned error, or where they are
   */
  record Found(
      @Nullable SampleRatio ratio,
      boolean broken,
      @Nullable Lift onTheLastDay,
      @Nullable Lift looking,
      String finding) {}

  @Command(
      name = "read",
      description = {
        "What a change made of a metric, of a file of who was in which arm: unit, arm (control or",
        "treatment), value, and before where it was measured before. A line is a person; people of a",
        "team that was put in an arm together have the team as their unit."
      })
  int read(
      @Parameters(paramLabel = "MEASURED.csv") Path file,
      @Option(
              names = "--planned-error",
              paramLabel = "X",
              description =
                  "As experiment plan said it: then anybody may look at any time. Without it the file is one of the planned last day.")
          @Nullable BigDecimal planned,
      @Option(
              names = "--control",
              paramLabel = "N",
              description = "Units (people, or teams) that were put into it, measured or not.")
          @Bounds(most = MOST_PEOPLE)
          @Nullable Integer control,
      @Option(
              names = "--treatment",
              paramLabel = "N",
              description = "Units (people, or teams) that were put into it, measured or not.")
          @Bounds(most = MOST_PEOPLE)
          @Nullable Integer treatment) {
    MeanDifference estimate = estimate(people(file));
    Lift once = estimate.once(LEVEL);
    if (planned != null && planned.signum() <= 0) {
      throw Failure.operator("--planned-error is above 0, not " + planned);
    }
    requireEnough(once, planned);
    Lift looking =
        planned == null ? null : estimate.always(new AlwaysValid(LEVEL), planned.doubleValue());
    SampleRatio ratio = ratio(once, control, treatment);
    boolean broken = ratio != null && ratio.broken();
    String finding = finding(broken, looking == null ? once : looking);
    Found found =
        broken
            ? new Found(ratio, true, null, null, finding)
            : new Found(ratio, false, once, looking, finding);
    session.answer().give(found, out -> print(found, out));
    return OrgscopeCommand.DONE;
  }

  private static List<Participant> people(Path file) {
    List<Participant> people = new ArrayList<>();
    Map<String, Arm> arms = new TreeMap<>();
    for (Row row : CsvSheet.read(file, COLUMNS, MOST_PEOPLE)) {
      String unit = row.text("unit");
      Arm arm = arm(row);
      if (arms.getOrDefault(unit, arm) != arm) {
        throw row.wrong("puts the unit '" + unit + "' in the other arm, too");
      }
      arms.put(unit, arm);
      people.add(
          new Participant(
              unit,
              arm,
              number(row, "value"),
              row.find("before").isPresent() ? number(row, "before") : null));
    }
    return people;
  }

  /** Bounds for any number of looks are those of large samples. */
  private static void requireEnough(Lift lift, @Nullable BigDecimal planned) {
    int units = Math.min(lift.control().units(), lift.treatment().units());
    if (planned != null && units < LEAST_UNITS_LOOKING) {
      throw Failure.operator(
          "an arm of %d units is too small to be looked at again and again (%d at least): leave --planned-error out, and look once, on the planned day"
              .formatted(units, LEAST_UNITS_LOOKING));
    }
  }

  private static MeanDifference estimate(List<Participant> people) {
    try {
      return MeanDifference.of(people);
    } catch (IllegalArgumentException tooFew) {
      throw Failure.operator(String.valueOf(tooFew.getMessage()), tooFew);
    }
  }

  private static @Nullable SampleRatio ratio(
      Lift lift, @Nullable Integer control, @Nullable Integer treatment) {
    if (control == null && treatment == null) {
      return null;
    }
    if (control == null || treatment == null) {
      throw Failure.operator("--control and --treatment belong together");
    }
    int inControl = lift.control().units();
    int inTreatment = lift.treatment().units();
    if (inControl > control || inTreatment > treatment) {
      throw Failure.operator(
          "the file has %,d and %,d units, more than the %,d and %,d that were put in the arms"
              .formatted(inControl, inTreatment, control, treatment));
    }
    return SampleRatio.of(inControl, inTreatment, control, treatment);
  }

  private static Arm arm(Row row) {
    return switch (row.text("arm").toLowerCase(Locale.ROOT)) {
      case "control" -> Arm.CONTROL;
      case "treatment" -> Arm.TREATMENT;
      default -> throw row.wrong("has an arm that is neither control nor treatment");
    };
  }

  private static double number(Row row, String column) {
    Optional<String> cell = row.find(column);
    try {
      double number = Double.parseDouble(cell.orElse(""));
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw row.wrong("has a %s that is no number such as 3.5".formatted(column));
  }

  private static String finding(boolean broken, Lift lift) {
    if (broken) {
      return "the arms lost different numbers of units: something chose, and no difference means anything";
    }
    if (!lift.difference().told()) {
      return "a change is not told from none; with more people it may be";
    }
    return lift.difference().low() > 0 ? "it went up" : "it went down";
  }

  private static void print(Found found, PrintStream out) {
    SampleRatio ratio = found.ratio();
    if (ratio != null && ratio.broken()) {
      out.println(found.finding());
      out.printf(
          Locale.ROOT,
          "measured: %,d of %,d in control, %,d of %,d in treatment; by chance alone in fewer than one of 1,000%n",
          ratio.control(),
          ratio.expectedControl(),
          ratio.treatment(),
          ratio.expectedTreatment());
      return;
    }
    Lift shown = found.looking() == null ? found.onTheLastDay() : found.looking();
    if (shown == null) {
      throw new IllegalStateException("arms that are whole have a difference");
    }
    out.printf(
        Locale.ROOT,
        "%s: %s (%s to %s)%n",
        found.finding(),
        percent(shown.relative().value()),
        percent(shown.relative().low()),
        percent(shown.relative().high()));
    out.printf(
        Locale.ROOT,
        "control %.4g of %,d people in %,d units, treatment %.4g of %,d in %,d; difference %.4g (%.4g to %.4g)%n",
        shown.control().mean(),
        shown.control().people(),
        shown.control().units(),
        shown.treatment().mean(),
        shown.treatment().people(),
        shown.treatment().units(),
        shown.difference().value(),
        shown.difference().low(),
        shown.difference().high());
    out.printf(
        Locale.ROOT,
        "the past of %,d people was taken into account and spared %s of the variance%n",
        shown.withHistory(),
        percent(shown.spared()));
    out.println(
        found.looking() == null
            ? "This holds for one look, on the day that was planned; add --planned-error to look oftener."
            : "This holds however often anybody looks.");
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * part);
  }
}
