package com.orgscope.demo;

import com.orgscope.cli.Bounds;
import com.orgscope.cli.CommandContext;
import com.orgscope.cli.WrongLine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
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
  @Bounds(least = SimulationSettings.LEAST_EMPLOYEES, most = SimulationSettings.MOST_EMPLOYEES)
  private int employees;

  @Option(names = "--days", paramLabel = "D", defaultValue = "90")
  @Bounds(most = SimulationSettings.MOST_DAYS)
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

  @Option(
      names = "--session-hours",
      paramLabel = "H",
      description = "How long a sign-in lasts (default: until two hours pass without a visit).")
  private @Nullable Double sessionHours;

  @Option(
      names = "--remember-days",
      paramLabel = "N",
      description = "How long a device is not asked for a factor again (default: it always is).")
  private @Nullable Integer rememberDays;

  @Option(names = "--on-risk", description = "A factor is asked only on a network new to somebody.")
  private boolean onRisk;

  @Option(
      names = "--bundle",
      paramLabel = "A,B",
      split = ",",
      description = "Applications that share one sign-in, by their labels in the log.")
  private Set<String> bundle = Set.of();

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
                    .withFormat(WireFormat.named(source))
                    .withPolicy(policy())));
    DayTally tally = simulation.writeTo(out, session.progress("Simulating", "days"));
    session.give(
        new Document(
            simulation.company().name(), employees, days, last.toString(), out.toString(), tally),
        to ->
            to.println(
                simulation.company().name() + ", a company that does not exist, is in " + out));
    return CommandContext.DONE;
  }

  private SignInPolicy policy() {
    SignInPolicy policy = SignInPolicy.USUAL;
    Duration session = Duration.ofHours(8);
    if (sessionHours != null) {
      session = Duration.ofMinutes(Math.round(sessionHours * 60));
      policy = policy.withSessionLife(session);
    }
    if (rememberDays != null) {
      policy = policy.rememberingDevices(Duration.ofDays(rememberDays));
    }
    if (onRisk) {
      policy = policy.askingOnRisk();
    }
    return policy.withBundle(bundle, session);
  }

  private record Document(
      String company, int employees, int days, String lastDay, String out, DayTally tally) {}
}
