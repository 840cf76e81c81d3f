package com.orgscope.bench;

import com.orgscope.cli.CommandContext;
import com.orgscope.demo.CompanyChange;
import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.Whom;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Nights in a row of companies in which nothing is wrong: people come, go and move, a department is
 * divided, an application is adopted, sessions last longer. A guard that holds one of them cries
 * wolf. Each company has its log of all days from the start; a night reads up to its own.
 */
final class NightsBench {
  private static final LocalDate FIRST_NIGHT = LocalDate.of(2026, 6, 30);
  private static final int WINDOW = 90;

  private final CommandContext home;

  NightsBench(CommandContext home) {
    this.home = home;
  }

  /**
   * What is tried.
   *
   * @param nights in a row, of each company
   * @param seed of the first company
   */
  record Plan(int people, int nights, List<String> industries, long seed) {}

  /** What became of the nights. */
  private static final class Sums {
    private int nights;
    private int published;
    private int held;
    private int judged;
    private double mostChanged;
    private final List<String> table = new ArrayList<>();
  }

  BenchReport run(Plan plan, Progress progress) throws IOException {
    Sums sums = new Sums();
    int all = plan.industries().size() * plan.nights();
    for (int i = 0; i < plan.industries().size(); i++) {
      Caller caller = hire(plan, plan.industries().get(i), plan.seed() + i);
      // The first one judges everybody, and nothing held before that it could move.
      night(caller, 0);
      for (int night = 1; night <= plan.nights(); night++) {
        progress.at(sums.nights, all);
        count(sums, plan.industries().get(i), night(caller, night));
      }
    }
    progress.at(all, all);
    return new BenchReport(
        "nights",
        List.of(
            BenchFigure.of("nights", "", sums.nights),
            BenchFigure.of("published", "", sums.published),
            BenchFigure.of("held", "", sums.held),
            BenchFigure.of("people judged in them", "", sums.judged),
            BenchFigure.of("most who changed, of those with a category", "%", sums.mostChanged)),
        sums.table);
  }

  private NightReport night(Caller caller, int night) {
    return home.bean(Nightly.class)
        .run(caller, FIRST_NIGHT.plusDays(night), Whom.DUE, Progress.NONE);
  }

  private static void count(Sums sums, String industry, NightReport night) {
    sums.nights++;
    sums.published += night.state() == State.PUBLISHED ? 1 : 0;
    sums.held += night.state() == State.HELD ? 1 : 0;
    sums.judged += night.selected().people();
    NightReport.Change change = night.change();
    if (change.decidedBefore() > 0) {
      sums.mostChanged =
          Math.max(sums.mostChanged, 100.0 * change.changed() / change.decidedBefore());
    }
    if (night.state() != State.PUBLISHED) {
      sums.table.add(
          String.format(
              Locale.ROOT,
              "  %s %s: %s, %s",
              industry,
              night.run(),
              night.state().word(),
              night.because()));
    }
  }

  private Caller hire(Plan plan, String industry, long seed) throws IOException {
    LocalDate end = FIRST_NIGHT.plusDays(plan.nights());
    LocalDate change = FIRST_NIGHT.plusDays(plan.nights() / 3);
    Simulation simulation =
        Simulation.of(
            new SimulationSettings(plan.people(), WINDOW + plan.nights(), seed, end)
                .withIndustry(industry)
                .withChange(new CompanyChange(change, change.plusDays(3), change.plusDays(6))));
    TenantId tenant = new TenantId("nights-" + industry);
    BenchCompany.hire(home, tenant, simulation);
    return Caller.commandLine(tenant, "bench");
  }
}
