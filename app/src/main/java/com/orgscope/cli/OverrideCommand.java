package com.orgscope.cli;

import com.orgscope.category.Overrides;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "override",
    description = "Gives a person a category until --withdraw; it wins over every model.")
final class OverrideCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(names = "--login", required = true, paramLabel = "L")
  private String login = "";

  @Option(names = "--category", paramLabel = "C")
  private @Nullable String category;

  @Option(
      names = "--reason",
      paramLabel = "R",
      description =
          "Why; all but --undo want it. The person is given it if they ask for what is held about them.")
  private String reason = "";

  @Option(names = "--withdraw", description = "Lets the model's word hold again.")
  private boolean withdraw;

  @Option(
      names = "--undo",
      description = "Takes back what you said last; what held before it holds again.")
  private boolean undo;

  OverrideCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if ((withdraw ? 1 : 0) + (undo ? 1 : 0) + (category != null ? 1 : 0) != 1) {
      throw new ParameterException(
          spec.commandLine(), "override needs either --category C, --withdraw or --undo");
    }
    if (undo == !reason.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "a category and --withdraw want --reason R, and --undo wants none");
    }
    Caller caller = session.caller(tenant);
    PersonKey person = session.person(caller, login);
    Overrides overrides = session.bean(Overrides.class);
    String kept = null;
    if (category != null) {
      kept = overrides.set(caller, person, category, reason);
    } else if (undo) {
      kept = overrides.undo(caller, person).orElse(null);
    } else {
      overrides.withdraw(caller, person, reason);
    }
    String said = kept;
    session
        .answer()
        .give(
            new Document(login, said, reason),
            out ->
                out.println(
                    said == null
                        ? "The model's word holds again for " + login + "."
                        : login + " is " + said + " until somebody withdraws it."));
    return OrgscopeCommand.DONE;
  }

  private record Document(String login, @Nullable String category, String reason) {}
}
