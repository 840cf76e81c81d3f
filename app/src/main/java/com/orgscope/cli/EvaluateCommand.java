package com.orgscope.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.orgscope.directory.PeopleSheet;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.quality.Comparison;
import com.orgscope.quality.ComparisonReport;
import com.orgscope.quality.Evaluated;
import com.orgscope.quality.Evaluation;
import com.orgscope.quality.EvaluationReport;
import com.orgscope.quality.EvaluationReport.ByCategory;
import com.orgscope.quality.EvaluationReport.Reliability;
import com.orgscope.quality.GroundTruth;
import com.orgscope.quality.GroundTruths;
import com.orgscope.quality.Invariance;
import com.orgscope.quality.InvarianceReport;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = "Compares the models' categories with what is known of people's work.")
final class EvaluateCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(
      names = "--labels",
      paramLabel = "labels.csv",
      description = "employee_id,login,category,second_category; of the first two one is enough.")
  private @Nullable Path labels;

  @Option(
      names = "--titles",
      description = "What the directory's job titles say, by the company's own words and a list.")
  private boolean titles;

  @Option(names = "--history", description = "What comparisons found before, the newest first.")
  private boolean history;

  @Option(
      names = "--compare",
      description =
          "Also tells the same people's work by the local model alone, k-means, a trained classifier and what most people are.")
  private boolean compare;

  @Option(
      names = "--invariance",
      description = {
        "Judges everybody again after changes that say nothing of anybody's work, such as another order",
        "or other ids; fails where half a percent of people or more are of another kind of work then."
      })
  private boolean invariance;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  EvaluateCommand(Session session) {
    this.session = session;
  }

  /** What scripts get: the report as it always was, and the methods beside it where asked. */
  record Document(@JsonUnwrapped EvaluationReport report, @Nullable ComparisonReport compared) {}

  @Override
  public Integer call() {
    requireOneTruth();
    Path file = labels;
    if (file != null && !Files.isReadable(file)) {
      throw Failure.operator("there are no labels to read at " + file);
    }
    Caller caller = session.caller(tenant);
    if (history) {
      List<Evaluated> found = session.bean(Evaluation.class).history(caller);
      session.answer().give(found, out -> found.forEach(one -> print(one, out)));
      return OrgscopeCommand.DONE;
    }
    if (invariance) {
      InvarianceReport found = session.bean(Invariance.class).of(caller);
      session.answer().give(found, out -> print(found, out));
      return found.holds() ? OrgscopeCommand.DONE : OrgscopeCommand.FAILED;
    }
    Evaluation evaluation = session.bean(Evaluation.class);
    GroundTruth known =
        file == null
            ? evaluation.titles(caller)
            : session.bean(GroundTruths.class).ofLabels(caller, PeopleSheet.read(file));
    EvaluationReport report = evaluation.of(caller, known);
    ComparisonReport compared = compare ? session.bean(Comparison.class).of(caller, known) : null;
    session
        .answer()
        .give(
            new Document(report, compared),
            out -> {
              print(report, out);
              if (compared != null) {
                print(compared, out);
              }
            });
    return OrgscopeCommand.DONE;
  }

  private void requireOneTruth() {
    long chosen = Stream.of(labels != null, titles, history, invariance).filter(is -> is).count();
    if (chosen != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "evaluate takes one of --labels labels.csv, --titles, --invariance and --history");
    }
    if (compare && (history || invariance)) {
      throw new ParameterException(
          spec.commandLine(), "--compare is about people known now: add --labels or --titles");
    }
  }

  private static void print(InvarianceReport report, PrintStream out) {
    out.printf(Locale.ROOT, "%,d decided people, judged again:%n", report.people());
    for (InvarianceReport.Change change : report.changes()) {
      out.printf(
          Locale.ROOT,
          "%s  %,d of another kind of work (%s): %s%n",
          change.share() < InvarianceReport.MOST_FLIPS ? "holds" : "fails",
          change.flips(),
          String.format(Locale.ROOT, "%.2f %%", 100 * change.share()),
          change.name());
    }
  }

  private static void print(Evaluated one, PrintStream out) {
    Evaluated.Accuracy accuracy = one.accuracy();
    out.printf(
        Locale.ROOT,
        "%s  run %s, %,d people known by %s: %s%n",
        one.at(),
        one.run(),
        one.people(),
        one.source().word(),
        accuracy == null
            ? "nobody was decided"
            : "accuracy "
                + EvaluationReport.inWords(
                    accuracy.share(), List.of(accuracy.low(), accuracy.high())));
  }

  private static void print(EvaluationReport report, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%,d people known by %s: %,d categorized, %,d uncertain, %,d without enough data%n",
        report.people(),
        report.of().truth(),
        report.categorized(),
        report.uncertain(),
        report.notEnoughData());
    out.println("accuracy " + report.accuracyInWords() + " over decided people");
    out.println(
        "coverage "
            + EvaluationReport.percent(report.coverage())
            + ", calibration error "
            + EvaluationReport.percent(report.ece()));
    if (report.hybrids() > 0) {
      out.printf(
          Locale.ROOT,
          "both kinds of work found of %s of %,d people with two%n",
          EvaluationReport.percent(report.hybridFound()),
          report.hybrids());
    }
    if (report.people() < EvaluationReport.ENOUGH_PEOPLE) {
      out.printf(
          Locale.ROOT,
          "fewer than %,d people: a change is told from chance late%n",
          EvaluationReport.ENOUGH_PEOPLE);
    }
    out.printf(
        "run %s; answered by %s%n",
        report.of().run(),
        report.of().models().isEmpty() ? "nobody" : String.join(", ", report.of().models()));
    Evaluated before = report.before();
    if (before != null && before.accuracy() != null) {
      out.printf(
          "last time, of run %s: %s; %s%n",
          before.run(),
          EvaluationReport.inWords(
              before.accuracy().share(),
              List.of(before.accuracy().low(), before.accuracy().high())),
          report.differs() ? "the accuracy changed" : "a change is not told from chance");
    }
    if (!report.byCategory().isEmpty()) {
      print(report.byCategory(), report.reliability(), out);
    }
    report
        .unread()
        .forEach(u ->
            out.println(
                (u.line() == 0 ? "  " : "  line " + u.line() + " not used: ") + u.reason()));
  }

  private static void print(
      List<ByCategory> categories, List<Reliability> reliability, PrintStream out) {
    out.println();
    out.printf(
        "%-24s %7s %7s   %-26s %s%n", "of the decided", "are", "said", "said rightly", "found");
    for (ByCategory one : categories) {
      out.printf(
          Locale.ROOT,
          "%-24s %,7d %,7d   %-26s %s%n",
          one.category(),
          one.people(),
          one.said(),
          EvaluationReport.inWords(one.precision(), one.precisionInterval()),
          EvaluationReport.inWords(one.recall(), one.recallInterval()));
    }
    out.println();
    out.printf("%-24s %7s   %s%n", "told to be sure by", "people", "were right");
    for (Reliability bin : reliability) {
      out.printf(
          Locale.ROOT,
          "%-24s %,7d   %s%n",
          EvaluationReport.percent(bin.confidence()),
          bin.people(),
          EvaluationReport.inWords(bin.right(), bin.interval()));
    }
  }

  private static void print(ComparisonReport report, PrintStream out) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d people with enough use, told in several ways; what learns is told by %d of %d parts of others%n",
        report.people(),
        report.folds() - 1,
        report.folds());
    out.printf(
        "%-11s %7s  %-26s %-26s %9s %9s %8s%n",
        "", "decided", "right of the decided", "right of all", "new apps", "dollars", "seconds");
    for (ComparisonReport.Method method : report.methods()) {
      out.printf(
          Locale.ROOT,
          "%-11s %,7d  %-26s %-26s %9s %9.4f %8s%n",
          method.name(),
          method.decided(),
          EvaluationReport.inWords(method.accuracy(), method.accuracyInterval()),
          EvaluationReport.inWords(method.rightOfAll(), method.rightOfAllInterval()),
          EvaluationReport.percent(method.afterNewApplications()),
          method.dollars(),
          method.seconds() == null
              ? "a night"
              : String.format(Locale.ROOT, "%.2f", method.seconds()));
    }
    out.printf(
        "new apps: right of all once each kind of work left its leading application (%s) for one that nobody knows%n",
        String.join(", ", report.newApplications()));
    for (ComparisonReport.Method method : report.methods()) {
      out.printf(
          "%s needs %s; explains %s%s%n",
          method.name(),
          method.needs(),
          method.explains(),
          method.note() == null ? "" : "; " + method.note());
    }
  }
}
