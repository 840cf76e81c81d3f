package com.orgscope.bench;

import com.orgscope.category.Assignments;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.cli.CommandContext;
import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.state.Database;
import com.orgscope.usage.DailyUsage;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * What a night without a model takes: each of its stages in processor time of one process, and
 * several processes that share it against one that has it alone, each on one processor.
 */
final class JudgingBench {
  private static final TenantId TENANT = new TenantId("judged");
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 31);
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final int BATCH = 500;
  private static final long PEOPLE_WANTED = 1_500;
  private static final double TIMES_IDEAL_WANTED = 1.2;
  private static final String GOAL = "goal";
  private static final Path PINS = Path.of("/usr/bin/taskset");

  private final Plan plan;
  private final NightDrill.Homes homes;
  private final Path folder;
  private final List<BenchFigure> figures = new ArrayList<>();

  /**
   * What is tried.
   *
   * @param days of sign-ins; a night reads the last 90
   * @param tasks that share a night
   */
  record Plan(int people, int days, int tasks, long seed) {}

  JudgingBench(Plan plan, NightDrill.Homes homes, Path folder) {
    this.plan = plan;
    this.homes = homes;
    this.folder = folder;
  }

  BenchReport run(Progress progress) throws Exception {
    int steps = 4;
    Path untouched = folder.resolve("untouched");
    try (CommandContext home = homes.open(untouched)) {
      BenchCompany.hire(
          home,
          TENANT,
          Simulation.of(new SimulationSettings(plan.people(), plan.days(), plan.seed(), LAST_DAY)));
      progress.at(1, steps);
      home.bean(DailyUsage.class).refresh(TENANT, Progress.NONE);
    }
    double alone = night(untouched, 1);
    progress.at(2, steps);
    double shared = night(untouched, plan.tasks());
    progress.at(3, steps);
    try (CommandContext home = homes.open(untouched)) {
      stages(home);
    }
    progress.at(steps, steps);
    int cores = Math.min(plan.tasks(), Runtime.getRuntime().availableProcessors());
    figures.add(BenchFigure.of("a night by one task", "seconds", alone));
    figures.add(
        BenchFigure.of(
            "the same by %d on %d cores".formatted(plan.tasks(), cores), "seconds", shared));
    figures.add(
        BenchFigure.low(
            "of the ideal part of a core",
            "times",
            shared * cores / alone,
            TIMES_IDEAL_WANTED,
            GOAL));
    return new BenchReport("judging", figures);
  }

  /** Reads once, judges everybody twice, and keeps the answers; the second time counts. */
  private void stages(CommandContext home) throws Exception {
    Caller caller = Caller.system(TENANT, "bench");
    TimeWindow window = TimeWindow.ending(LAST_DAY, plan.days());
    Map<PersonKey, PersonUsage> everybody = new HashMap<>();
    stage("read", () -> everybody.putAll(home.bean(Usage.class).everybody(caller, window)));
    String run = LAST_DAY + ".1";
    Assignments assignments = home.bean(Assignments.class);
    Company company = new Company(TENANT, assignments.taxonomy(caller, run), run, LAST_DAY);
    List<Judge> judges = new ArrayList<>();
    stage(
        "look at the company",
        () -> judges.add(home.bean(Categorizer.class).prepare(company, everybody.values())));
    Map<PersonKey, Judgment> answers = new HashMap<>();
    for (int time = 0; time < 2; time++) {
      List<BenchFigure> before = List.copyOf(figures);
      stage(
          "judge",
          () ->
              everybody.forEach((person, usage) ->
                  answers.put(person, judges.getFirst().judge(new Subject(usage, false, null)))));
      if (time == 0) {
        figures.clear();
        figures.addAll(before);
      }
    }
    assignments.open(caller, run, LAST_DAY);
    stage("keep the answers", () -> keep(home, caller, run, answers));
  }

  private static void keep(
      CommandContext home, Caller caller, String run, Map<PersonKey, Judgment> answers) {
    Map<PersonKey, Judgment> batch = new HashMap<>();
    for (Map.Entry<PersonKey, Judgment> answer : answers.entrySet()) {
      batch.put(answer.getKey(), answer.getValue());
      if (batch.size() == BATCH) {
        keepBatch(home, caller, run, batch);
      }
    }
    keepBatch(home, caller, run, batch);
  }

  private static void keepBatch(
      CommandContext home, Caller caller, String run, Map<PersonKey, Judgment> batch) {
    home.bean(Database.class)
        .runAs(caller, home.bean(Assignments.class).appending(TENANT, run, batch)::in);
    batch.clear();
  }

  private void stage(String what, CpuClock.Work work) throws Exception {
    double seconds = CpuClock.seconds(work);
    figures.add(
        BenchFigure.high(what, "people/s and core", plan.people() / seconds, PEOPLE_WANTED, GOAL));
  }

  /** Seconds until all tasks have ended, of a home that is as the untouched one is. */
  private double night(Path untouched, int tasks) throws Exception {
    Path home = folder.resolve("night");
    NightDrill.copy(untouched, home);
    try (CommandContext there = homes.open(home)) {
      // Its database runs from here on, for all of them.
      var unused = there.bean(Database.class);
      long begun = System.nanoTime();
      List<DrillProcess> processes = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        processes.add(start(home, task, tasks));
      }
      for (DrillProcess process : processes) {
        if (!process.ended(PATIENCE) || process.exit() != CommandContext.DONE) {
          throw Failure.bug("a task did not do its part:\n" + process.said(), null);
        }
      }
      return (System.nanoTime() - begun) / 1e9;
    } finally {
      FileSystemUtils.deleteRecursively(home);
    }
  }

  private static DrillProcess start(Path home, int task, int tasks) throws IOException {
    int core = task % Runtime.getRuntime().availableProcessors();
    List<String> pinned =
        Files.isExecutable(PINS)
            ? List.of(PINS.toString(), "-c", Integer.toString(core))
            : List.of();
    return DrillProcess.start(
        DrillProcess.Launch.alone(pinned),
        home,
        Map.of(),
        List.of(),
        "nightly",
        "--tenant",
        TENANT.value(),
        "--as-of",
        LAST_DAY.toString(),
        "--task-index",
        Integer.toString(task),
        "--task-count",
        Integer.toString(tasks));
  }
}
