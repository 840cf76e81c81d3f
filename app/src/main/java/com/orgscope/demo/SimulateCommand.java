package com.orgscope.demo;

import com.orgscope.cli.CommandContext;
import com.orgscope.cli.WrongLine;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "simulate",
    description = {
      "Writes people, labels and raw sign-in logs of a company that does not exist.",
      "The same settings give the same bytes."
    })
public final class SimulateCommand implements Callable<Integer> {
  private final CommandContext session;

  @Option(names = "--employees", paramLabel = "N", defaultValue = "1000")
  private int employees;

  @Option(names = "--days", paramLabel = "D", defaultValue = "90")
  private int days;

  @Option(
      names = "--industry",
      paramLabel = "I",
      defaultValue = "technology",
      description = "technology, finance, healthcare, retail or manufacturing.")
  private String industry = "technology";

  @Option(
      names = "--source",
      paramLabel = "S",
      defaultValue = "okta",
      description = "okta, google, google-pages, entra or entra-graph.")
  private String source = "okta";

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1")
  private long seed;

  @Option(
      names = "--last-day",
      paramLabel = "DATE",
      description = "The last day with events (default: yesterday).")
  private @Nullable LocalDate lastDay;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out = Path.of(".");

  public SimulateCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    LocalDate last = lastDay != null ? lastDay : session.today().minusDays(1);
    Simulation simulation =
        Simulation.of(
            WrongLine.unlessRefused(() ->
                new SimulationSettings(employees, days, seed, last)
                    .withIndustry(industry)
                    .withFormat(WireFormat.named(source))));
    DayTally tally = simulation.writeTo(out, session.progress("Simulating", "days"));
    session.give(
        new Document(
            simulation.company().name(), employees, days, last.toString(), out.toString(), tally),
        to ->
            to.println(
                simulation.company().name() + ", a company that does not exist, is in " + out));
    return CommandContext.DONE;
  }

  private record Document(
      String company, int employees, int days, String lastDay, String out, DayTally tally) {}
}
