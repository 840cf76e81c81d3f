package com.orgscope.cli;

import com.orgscope.audit.Audit;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.Assumptions;
import com.orgscope.insight.Interval;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "assumptions",
    description = "The numbers nobody measured behind hours and dollars, with their sources.",
    subcommands = AssumptionsCommand.SetCommand.class)
final class AssumptionsCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  // Not marked as required: "assumptions set" has its own.
  @Option(names = "--tenant", paramLabel = "T")
  private @Nullable TenantId tenant;

  AssumptionsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (tenant == null) {
      throw new ParameterException(spec.commandLine(), WrongWords.missing("--tenant T"));
    }
    return show(session, session.caller(tenant));
  }

  private static int show(Session session, Caller caller) {
    List<Assumption> all = session.bean(Assumptions.class).named(caller);
    session
        .answer()
        .give(new Document(caller.tenant().value(), all), out -> all.forEach(a -> print(a, out)));
    return OrgscopeCommand.DONE;
  }

  private static void print(Assumption assumption, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-34s %8s (%s to %s) %s%s%n    %s: %s%n",
        assumption.id(),
        number(assumption.typical()),
        number(assumption.low()),
        number(assumption.high()),
        assumption.unit(),
        assumption.own() ? ", your own" : "",
        assumption.name(),
        assumption.source());
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Double.toString(value);
  }

  /** Every assumption as it holds for the tenant. */
  private record Document(String tenant, List<Assumption> assumptions) {}

  @Command(
      name = "set",
      description = {
        "Sets the tenant's own value. Releases that are published keep what they were made with;",
        "the next night and the next release count with it."
      })
  static final class SetCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--tenant", required = true, paramLabel = "T")
    @SuppressWarnings("NullAway.Init")
    private TenantId tenant;

    @Parameters(
        paramLabel = "ID",
        description = {
          "Such as hourly-cost, or hourly-cost/Engineering for a kind of work of which an hour",
          "costs otherwise; the list names them."
        })
    private String id = "";

    @Option(names = "--low", required = true, paramLabel = "N")
    private double low;

    @Option(names = "--typical", required = true, paramLabel = "N")
    private double typical;

    @Option(names = "--high", required = true, paramLabel = "N")
    private double high;

    @Option(names = "--source", required = true, paramLabel = "S", description = "Who says so.")
    private String source = "";

    SetCommand(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      if (!(low <= typical && typical <= high)) {
        throw new WrongLine("an assumption needs --low <= --typical <= --high");
      }
      Caller caller = session.caller(tenant);
      session.bean(Assumptions.class).set(caller, id, new Interval(low, high), typical, source);
      session
          .bean(Audit.class)
          .record(
              caller,
              "sets an assumption",
              "%s: %s (%s to %s)".formatted(id, typical, low, high),
              "IT/Security sets assumptions");
      return show(session, caller);
    }
  }
}
