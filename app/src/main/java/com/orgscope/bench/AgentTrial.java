package com.orgscope.bench;

import com.orgscope.category.Categorizer;
import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomy;
import com.orgscope.demo.RecordedModel;
import com.orgscope.demo.SimulatedPerson;
import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.kernel.TenantId;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.TrialApplications;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What answers about unknown applications are worth to simulated companies, in the process: no
 * database, no log, no network. A company is simulated once and judged with every answerer.
 */
final class AgentTrial {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 31);
  private static final int DAYS = 90;
  private static final int K = 10;

  /** Companies that classifiers learn from are others than those that anything is told of. */
  private static final long FIRST_TO_LEARN = 101;

  private final Categorizer local;
  private final RecordedModel recorded;
  private final TrialApplications applications;
  private final Map<SimulationSettings, SimulatedUsage> companies = new HashMap<>();

  public AgentTrial(Categorizer local, RecordedModel recorded) {
    this.local = local;
    this.recorded = recorded;
    Set<String> labels = new HashSet<>();
    recorded.labels().labels().forEach(label -> labels.add(label.label()));
    this.applications = new TrialApplications(labels);
  }

  /** How many of the labels stood on the list of known applications and were hidden. */
  int hidden() {
    return applications.hidden();
  }

  SimulatedUsage company(String industry, long seed, int people) {
    SimulationSettings settings =
        new SimulationSettings(people, DAYS, seed, LAST_DAY).withIndustry(industry);
    return companies.computeIfAbsent(
        settings, s -> new SimulatedUsage(Simulation.of(s, recorded.labels())));
  }

  /** What is asked about: unknown, and used by enough people; with what each is for. */
  static Map<String, String> asked(SimulatedUsage company) {
    Map<String, String> truth = new TreeMap<>(company.simulation().unknownApplications());
    truth.keySet().removeIf(label -> company.users(label) < K);
    return truth;
  }

  /**
   * Judges everybody after {@code answerer} was asked.
   *
   * @return how its answers fit the company
   */
  Heard judge(
      SimulatedUsage company,
      Answerer answerer,
      long seed,
      BiConsumer<SimulatedPerson, Judgment> to) {
    Map<Integer, Subject> subjects = subjects(company, answerer, seed);
    Judge judge = prepared(company, subjects.values());
    subjects.forEach((place, subject) -> to.accept(person(company, place), judge.judge(subject)));
    return judge.heard();
  }

  private Judge prepared(SimulatedUsage company, Collection<Subject> subjects) {
    Taxonomy taxonomy = Taxonomy.forIndustry(company.simulation().company().industry());
    return local.prepare(
        new Company(new TenantId("trial"), taxonomy, "trial", LAST_DAY),
        subjects.stream().map(Subject::usage).toList());
  }

  private static SimulatedPerson person(SimulatedUsage company, int place) {
    return company.simulation().company().people().get(place);
  }

  /** Everybody as the local model is given them after {@code answerer} was asked, by place. */
  private Map<Integer, Subject> subjects(SimulatedUsage company, Answerer answerer, long seed) {
    Simulation simulation = company.simulation();
    String industry = simulation.company().industry();
    Map<String, ApplicationAnswer> answers =
        answerer.about(asked(company), industry, recorded, seed);
    return company.subjects(
        applications.company(
            simulation.company().name(), simulation.company().applications(), answers));
  }

  /** A classifier that was trained on the true labels of other companies of the industry. */
  TrainedPeer trained(String industry, int companies, int people) {
    List<TrainedPeer.Example> examples = new ArrayList<>();
    for (long seed = FIRST_TO_LEARN; seed < FIRST_TO_LEARN + companies; seed++) {
      SimulatedUsage company = company(industry, seed, people);
      subjects(company, Answerer.PERFECT, seed)
          .forEach((place, subject) ->
              examples.add(
                  new TrainedPeer.Example(
                      subject.usage(), subject.hasReports(), person(company, place).category())));
    }
    return new TrainedPeer(examples);
  }

  /** How many the trained classifier is right and sure of, where there is enough to decide by. */
  int right(TrainedPeer trained, SimulatedUsage company, long seed) {
    Map<Integer, Subject> subjects = subjects(company, Answerer.PERFECT, seed);
    Judge judge = prepared(company, subjects.values());
    int right = 0;
    for (Map.Entry<Integer, Subject> each : subjects.entrySet()) {
      Subject subject = each.getValue();
      Status status = judge.judge(subject).status();
      boolean counts = status == Status.DECIDED || status == Status.UNCERTAIN;
      TrainedPeer.Guess guess = trained.guess(subject.usage(), subject.hasReports());
      boolean sure = guess.confidence() >= Judgment.FLOOR;
      boolean isRight = guess.category().equals(person(company, each.getKey()).category());
      right += counts && sure && isRight ? 1 : 0;
    }
    return right;
  }
}
