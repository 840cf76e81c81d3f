package com.orgscope.cli;

import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.RolledBackNights;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "rollback",
    description = {
      "Shows people again what an earlier night said of them, or takes that back with --undo.",
      "It never asks, since it can be undone."
    })
final class RollbackCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(
      names = "--run",
      paramLabel = "R",
      description = "The night to go back to: everybody has what held when it was published.")
  private @Nullable String run;

  @Option(
      names = "--undo",
      description = "Takes the last roll-back back; nights since then stay. Again, it is redone.")
  private boolean undo;

  @Option(
      names = "--reason",
      paramLabel = "W",
      defaultValue = "no reason said",
      description = "Why, for the log (default: ${DEFAULT-VALUE}).")
  private String reason = "";

  RollbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (undo == (run != null)) {
      throw new ParameterException(spec.commandLine(), "rollback needs either --run R or --undo");
    }
    RolledBackNights nights = session.bean(RolledBackNights.class);
    RolledBackNights.Outcome outcome =
        run != null
            ? nights.to(session.caller(tenant), run, reason)
            : nights.undo(session.caller(tenant), reason);
    session
        .answer()
        .give(
            new Document(outcome.newest(), outcome.withdrawn(), outcome.restored()),
            out -> print(outcome, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(RolledBackNights.Outcome outcome, PrintStream out) {
    if (outcome.withdrawn().isEmpty() && outcome.restored().isEmpty()) {
      out.println("That is what people see already.");
    }
    if (!outcome.withdrawn().isEmpty()) {
      out.println("Holds no more: " + String.join(", ", outcome.withdrawn()));
    }
    if (!outcome.restored().isEmpty()) {
      out.println("Holds again: " + String.join(", ", outcome.restored()));
    }
    out.println("The newest night that holds is " + outcome.newest() + ".");
  }

  /**
   * @param newest the night of the newest day whose answers hold now
   */
  private record Document(String newest, List<String> withdrawn, List<String> restored) {}
}
