package com.orgscope.cli;

import com.orgscope.bench.BenchReport;
import com.orgscope.bench.CrashDrill;
import com.orgscope.bench.Figure;
import com.orgscope.bench.IngestBench;
import com.orgscope.lake.Source;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Each bench is a subcommand on a home of its own, which is thrown away. */
@Command(
    name = "bench",
    description = {
      "Ratios against a named peer, in one run; above 1 is in our favour.",
      "For figures of one core: taskset -c 0 ./orgscope bench ..."
    })
final class BenchCommand {
  private final Session session;

  BenchCommand(Session session) {
    this.session = session;
  }

  @Command(name = "ingest", description = "Files to committed rows, against DuckDB alone.")
  int ingest(
      @Option(names = "--source", defaultValue = "okta", paramLabel = "S") Source source,
      @Option(
              names = "--employees",
              defaultValue = "10000",
              paramLabel = "N",
              description = "Each leaves about 25 events a round.")
          int employees,
      @Option(names = "--rounds", defaultValue = "8", paramLabel = "N") int rounds)
      throws Exception {
    return onHomeOfItsOwn((alone, folder) ->
        alone
            .bean(IngestBench.class)
            .run(source, employees, rounds, folder, session.progress("Measuring", "rounds")));
  }

  @Command(
      name = "crash",
      description = {
        "Kills writers and PostgreSQL while live events come, and compares the lake with a count",
        "made outside after each kill. A difference ends it with the seed that leads there."
      })
  int crash(
      @Option(names = "--kills", defaultValue = "20", paramLabel = "N") int kills,
      @Option(names = "--seed", paramLabel = "N", description = "(default: another each time)")
          @Nullable Long seed)
      throws Exception {
    long chosen = seed == null ? System.nanoTime() : seed;
    session.tell("The seed is " + chosen + ".");
    return onHomeOfItsOwn((alone, folder) ->
        alone
            .bean(CrashDrill.class)
            .run(CrashDrill.Plan.usual(kills, chosen), session.progress("Killing", "kills")));
  }

  /** A bench, which may leave what it likes in its home and in the folder. */
  private interface Bench {
    BenchReport run(Session alone, Path folder) throws Exception;
  }

  private int onHomeOfItsOwn(Bench bench) throws Exception {
    Path parent = Files.createDirectories(session.home().resolve("bench"));
    Path folder = Files.createTempDirectory(parent, "run");
    try (Session alone = session.on(folder.resolve("home"))) {
      BenchReport report = bench.run(alone, folder);
      session.answer().give(report, out -> print(report, out));
      return OrgscopeCommand.DONE;
    } finally {
      Folders.delete(folder);
    }
  }

  private static void print(BenchReport report, PrintStream out) {
    out.println("bench " + report.bench());
    for (Figure figure : report.figures()) {
      out.printf(Locale.ROOT, "  %-46s %,14.4g %s%n", figure.name(), figure.ours(), figure.unit());
      if (figure.ratio() != null) {
        out.printf(
            Locale.ROOT,
            "  %-46s %,14.4g %s: ratio %.2f%n",
            "",
            figure.peer(),
            figure.peerName(),
            figure.ratio());
      }
    }
  }
}
