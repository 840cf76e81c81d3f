package com.orgscope.bench;

import com.orgscope.bench.TrialTable.Cost;
import com.orgscope.category.ApplicationQuestions;
import com.orgscope.category.Categorizer;
import com.orgscope.demo.RecordedModel;
import com.orgscope.demo.Simulation;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * What asking about unknown applications is worth: simulated companies most of whose applications
 * nobody knows, judged by the local model alone, with a recorded model, with one that knows
 * everything, and with hostile ones.
 */
@Component
final class TrialBench {
  private static final List<String> INDUSTRIES =
      List.of("technology", "finance", "healthcare", "retail", "manufacturing");

  /** Companies whose true labels a classifier is given, to see what could be told at all. */
  private static final int TRAINED_ON = 8;

  private static final String ALONE = "the local model alone";

  private final Categorizer local;
  private final ApplicationQuestions questions;

  TrialBench(@Qualifier("localModel") Categorizer local, ApplicationQuestions questions) {
    this.local = local;
    this.questions = questions;
  }

  /**
   * What to try.
   *
   * @param recorded folder with {@code applications.tsv} and {@code truth.tsv}; null for the
   *     product's own
   * @param share of the applications of lines of work that are to bear names nobody knows
   */
  public record Plan(@Nullable Path recorded, int seeds, int people, double share) {}

  /** Runs all industries. */
  public BenchReport run(Plan plan, Progress progress) {
    RecordedModel recorded = RecordedModel.read(plan.recorded(), plan.share());
    if (recorded.wrong() == 0) {
      throw Failure.operator(
          "no recorded answer is wrong, so that nothing could be learned of a model that errs");
    }
    AgentTrial trial = new AgentTrial(local, recorded);
    List<BenchFigure> figures = new ArrayList<>();
    TrialTable table = new TrialTable();
    figures.add(BenchFigure.of("recorded answers that are wrong", "", recorded.wrong()));
    figures.add(BenchFigure.of("known applications hidden", "", trial.hidden()));
    long done = 0;
    for (String industry : INDUSTRIES) {
      done += plan.seeds();
      figures.addAll(industry(trial, industry, plan, table));
      progress.at(done, (long) plan.seeds() * INDUSTRIES.size());
    }
    return new BenchReport("agent-trial", figures, table.lines());
  }

  private List<BenchFigure> industry(
      AgentTrial trial, String industry, Plan plan, TrialTable table) {
    Map<Answerer, TrialScore> scores = new EnumMap<>(Answerer.class);
    Map<Answerer, Double> worst = new EnumMap<>(Answerer.class);
    double replaced = 0;
    double all = 0;
    int trainedRight = 0;
    TrainedPeer trained = trial.trained(industry, TRAINED_ON, plan.people());
    Cost cost = Cost.NOTHING;
    for (long seed = 1; seed <= plan.seeds(); seed++) {
      SimulatedUsage company = trial.company(industry, seed, plan.people());
      Simulation simulation = company.simulation();
      if (simulation.unknownApplications().isEmpty()) {
        throw Failure.operator(
            "no application of a line of work in " + industry + " could bear an unknown name");
      }
      replaced += simulation.unknownApplications().size();
      all += simulation.roleApplications();
      cost = cost.plus(cost(company));
      trainedRight += trial.right(trained, company, seed);
      for (Answerer answerer : Answerer.values()) {
        TrialScore one = new TrialScore();
        TrialScore sum = scores.computeIfAbsent(answerer, a -> new TrialScore());
        trial.judge(
            company,
            answerer,
            seed,
            (person, judgment) -> {
              one.add(person, judgment);
              sum.add(person, judgment);
            });
        worst.merge(answerer, one.ofAll(), Math::min);
      }
    }
    List<BenchFigure> figures = new ArrayList<>();
    figures.add(BenchFigure.of(industry + ": role applications replaced", "", replaced / all));
    figures.add(
        BenchFigure.of(
            industry + ": questions a new application", "", cost.questions() / replaced));
    figures.add(BenchFigure.of(industry + ": a question", "USD", cost.usd() / cost.questions()));
    figures.add(
        BenchFigure.of(industry + ": a person", "USD", cost.usd() / plan.people() / plan.seeds()));
    figures.add(BenchFigure.of(industry + ": answered by what is kept", "", cost.kept()));
    figures.add(
        BenchFigure.of(
            industry + ": right of all, a classifier trained on the labels of other companies",
            "",
            trainedRight / (double) plan.people() / plan.seeds()));
    TrialScore alone = scores.getOrDefault(Answerer.NOBODY, new TrialScore());
    for (Map.Entry<Answerer, TrialScore> each : scores.entrySet()) {
      Answerer answerer = each.getKey();
      double least = worst.getOrDefault(answerer, 0.0);
      String name = industry + ", " + answerer.label() + ": ";
      table.add(industry, answerer, each.getValue(), least, cost);
      figures.addAll(figures(name, each.getValue(), alone));
      figures.add(BenchFigure.of(name + "right, worst seed", "", least));
    }
    return figures;
  }

  private Cost cost(SimulatedUsage company) {
    Cost cost = Cost.NOTHING;
    for (String label : AgentTrial.asked(company).keySet()) {
      double usd = Cost.usd(questions.letters(company.simulation().company().industry(), label));
      cost = cost.plus(new Cost(1, company.users(label), usd));
    }
    return cost;
  }

  private static List<BenchFigure> figures(String name, TrialScore score, TrialScore alone) {
    return List.of(
        BenchFigure.high(name + "right of all", "", score.ofAll(), alone.ofAll(), ALONE),
        BenchFigure.low(
            name + "decided wrongly of all", "", score.wrongOfAll(), alone.wrongOfAll(), ALONE),
        BenchFigure.of(name + "too little use to decide by, of all", "", score.tooLittle()),
        BenchFigure.of(name + "accuracy", "", score.accuracy()),
        BenchFigure.of(name + "coverage", "", score.coverage()),
        BenchFigure.of(name + "calibration error", "", score.calibrationError()),
        BenchFigure.of(name + "both roles found", "", score.hybridsFound()),
        BenchFigure.of(
            name + "both roles found, a fifth of what is not everyday use",
            "",
            score.weakHybridsFound()),
        BenchFigure.of(name + "a second role for nothing", "", score.needless()));
  }
}
