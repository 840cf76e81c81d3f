package com.orgscope.bench;

import com.orgscope.cli.CommandContext;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.nightly.NightReport.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Kills the night of a company with SIGKILL, at each named point and then at random moments, and
 * asks for it again, until it ends. What it then says of everybody is compared with what a night
 * said that nobody disturbed, on the same files; and what a model outside was asked with what was
 * kept when it was asked. When a night ends, the next one begins on the files of before it.
 */
final class NightDrill {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LATENCY = Duration.ofMillis(300);
  private static final int IN_FLIGHT = 8;

  private final Plan plan;
  private final Homes homes;
  private final Path home;
  private final Path untouched;
  private final Random random;
  private final MeteredModel model = new MeteredModel(LATENCY);
  private final Set<String> reached = new HashSet<>();
  private final List<NightDrillCompany.Found> calm = new ArrayList<>();
  private final Sums sums = new Sums();
  private long calmMillis;

  /** Opens a home, which is closed by whoever asked. */
  interface Homes {
    CommandContext open(Path home);
  }

  /**
   * What a drill consists of.
   *
   * @param kills at random moments, after those at named points
   * @param seed when they come follows from it
   * @param launch how the nights are started
   */
  record Plan(int people, int days, int kills, long seed, DrillProcess.Launch launch) {}

  /** What all nights come to. */
  private static final class Sums {
    private int nights;
    private int kills;
    private long missing;
    private long twice;
    private long otherwise;
    private long askedAgain;
    private long repeats;
    private long openAtKills;
    private long unpaid;
  }

  NightDrill(Plan plan, Homes homes, Path folder) {
    this.plan = plan;
    this.homes = homes;
    this.home = folder.resolve("night");
    this.untouched = folder.resolve("untouched");
    this.random = new Random(plan.seed());
  }

  /**
   * @throws Failure of kind BUG at the first difference
   */
  BenchReport run(Progress progress) throws Exception {
    long begun = System.nanoTime();
    try (CommandContext prepared = homes.open(home)) {
      new NightDrillCompany(prepared).hire(plan.people(), plan.days());
    }
    copy(home, untouched);
    try (model) {
      undisturbed();
      List<String> points = new ArrayList<>(NightDrillCompany.POINTS);
      int all = points.size() + plan.kills();
      while (sums.kills < all) {
        progress.at(sums.kills, all);
        FileSystemUtils.deleteRecursively(home);
        copy(untouched, home);
        disturbed(points, all, progress);
      }
      progress.at(all, all);
    }
    return report((System.nanoTime() - begun) / 1e9);
  }

  private void undisturbed() throws Exception {
    try (CommandContext there = homes.open(home)) {
      NightDrillCompany company = new NightDrillCompany(there);
      var unused = company.kept();
      long begun = System.nanoTime();
      end(start(List.of()));
      calmMillis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      calm.add(right(company.found()));
    }
  }

  /** One night, killed until no kill is left or it has ended. */
  private void disturbed(List<String> points, int all, Progress progress) throws Exception {
    model.forget();
    List<Set<String>> kept = new ArrayList<>();
    try (CommandContext there = homes.open(home)) {
      NightDrillCompany company = new NightDrillCompany(there);
      var unused = company.kept();
      boolean ended = false;
      while (!ended && sums.kills < all) {
        if (points.isEmpty()) {
          ended = killedSometime();
        } else {
          killedAt(points.removeFirst());
        }
        if (!ended) {
          model.killed();
          kept.add(company.kept());
          sums.kills++;
          // Killed behind its end: who asks again asks for another night.
          ended = company.hasEnded();
          progress.at(sums.kills, all);
        }
      }
      if (!ended) {
        end(start(List.of()));
      }
      compare(company, right(company.found()), kept);
    }
    sums.nights++;
  }

  private void killedAt(String point) throws Exception {
    DrillProcess night = start(List.of(point + ":1"));
    boolean came = !night.awaitPoints(PATIENCE).isEmpty();
    kill(night);
    if (!came) {
      throw wrong("the night did not come to " + point);
    }
    reached.add(point);
  }

  /**
   * @return whether it had ended before
   */
  private boolean killedSometime() throws Exception {
    DrillProcess night = start(List.of());
    if (night.ended(Duration.ofMillis(random.nextLong(calmMillis)))) {
      end(night);
      return true;
    }
    kill(night);
    return false;
  }

  private void kill(DrillProcess night) throws InterruptedException {
    sums.openAtKills += model.open();
    night.kill();
  }

  private void end(DrillProcess night) throws InterruptedException {
    if (!night.ended(PATIENCE)) {
      night.kill();
      throw wrong("the night did not end:\n" + night.said());
    }
    if (night.exit() != CommandContext.DONE) {
      throw wrong("the night ended with %d:\n%s".formatted(night.exit(), night.said()));
    }
  }

  private DrillProcess start(List<String> points) {
    return DrillProcess.start(
        plan.launch(),
        home,
        Map.of(
            "orgscope.llm.anthropic.api-key",
            MeteredModel.KEY,
            "orgscope.llm.anthropic.base-url",
            model.url(),
            "orgscope.llm.anthropic.requests-per-minute",
            "100000",
            "orgscope.llm.anthropic.tokens-per-minute",
            "1000000000",
            "orgscope.agent.max-concurrent-questions",
            Integer.toString(IN_FLIGHT),
            "orgscope.agent.ask-below-confidence",
            "1",
            // On a slow machine more holders die at one checkpoint than a night would bear.
            "orgscope.work.max-attempts",
            "100"),
        points,
        "nightly",
        "--tenant",
        NightDrillCompany.TENANT.value(),
        "--as-of",
        NightDrillCompany.LAST_DAY.toString());
  }

  private NightDrillCompany.Found right(NightDrillCompany.Found found) {
    if (found.states().size() != 1 || found.states().getFirst() != State.PUBLISHED) {
      throw wrong("the nights of that day are " + found.states());
    }
    return found;
  }

  private void compare(
      NightDrillCompany company, NightDrillCompany.Found found, List<Set<String>> kept) {
    NightDrillCompany.Found before = calm.getFirst();
    sums.missing += found.missing(before);
    sums.twice += found.twice();
    sums.otherwise += found.otherwise(before);
    Map<String, String> prompts = company.prompts();
    sums.askedAgain += askedAgain(prompts, kept);
    sums.repeats += model.repeats();
    sums.unpaid += Math.max(0, model.questions() - company.paid());
    if (sums.missing + sums.twice + sums.otherwise + sums.askedAgain + sums.unpaid > 0) {
      throw wrong(
          ("%d people missing, %d twice, %d judged otherwise, %d kept answers asked for again,"
                  + " %d calls not paid")
              .formatted(sums.missing, sums.twice, sums.otherwise, sums.askedAgain, sums.unpaid));
    }
  }

  /** Questions about a signature that came after a kill at which its answer was kept. */
  private long askedAgain(Map<String, String> prompts, List<Set<String>> kept) {
    long again = 0;
    for (int death = 0; death < kept.size(); death++) {
      Collection<String> later = model.askedAfter(death + 1);
      for (String signature : kept.get(death)) {
        String prompt = prompts.get(signature);
        again += prompt != null && later.contains(prompt) ? 1 : 0;
      }
    }
    return again;
  }

  private Failure wrong(String what) {
    return Failure.bug("after kill %d, seed %d: %s".formatted(sums.kills, plan.seed(), what), null);
  }

  /** Files and folders; a pipe of the server that ran there is of no use in another place. */
  static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.filter(path -> Files.isDirectory(path) || Files.isRegularFile(path)).toList();
    }
    for (Path path : all) {
      Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private BenchReport report(double seconds) {
    return new BenchReport(
        "crash-night",
        List.of(
            BenchFigure.of("kills", "kills", sums.kills),
            BenchFigure.of("named points reached", "points", reached.size()),
            BenchFigure.of("nights that ended after them", "nights", sums.nights),
            BenchFigure.of("people of each", "people", calm.getFirst().answers().size()),
            BenchFigure.of("questions of an undisturbed night", "", calm.getFirst().questions()),
            BenchFigure.of("people missing", "people", sums.missing),
            BenchFigure.of("people twice", "people", sums.twice),
            BenchFigure.of("people judged otherwise", "people", sums.otherwise),
            BenchFigure.of("kept answers asked for again", "", sums.askedAgain),
            BenchFigure.of("calls made again", "", sums.repeats),
            BenchFigure.of("calls open at kills", "", sums.openAtKills),
            BenchFigure.of("calls that were not paid", "", sums.unpaid),
            BenchFigure.of("an undisturbed night", "seconds", calmMillis / 1e3),
            BenchFigure.of("time", "seconds", seconds)));
  }
}
