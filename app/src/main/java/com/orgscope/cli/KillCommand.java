package com.orgscope.cli;

import com.orgscope.audit.Audit;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.Batches;
import com.orgscope.llm.KillSwitch;
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
    name = "kill",
    description = {
      "Stops every call to a language model within a second, of one tenant or of all, until --lift.",
      "It never asks, since it can be lifted."
    })
final class KillCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--tenant", paramLabel = "T", description = "Only this one's.")
  private @Nullable TenantId tenant;

  @Option(names = "--all", description = "Every tenant's.")
  private boolean all;

  @Option(names = "--reason", paramLabel = "R", defaultValue = "stopped by the operator")
  private String reason = "";

  @Option(names = "--lift", description = "Lets models be asked again.")
  private boolean lift;

  KillCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (all == (tenant != null)) {
      throw new ParameterException(
          spec.commandLine(), "kill needs either --tenant T or --all, which means everybody");
    }
    KillSwitch models = session.bean(KillSwitch.class);
    int ended = 0;
    if (tenant != null) {
      Caller caller = session.caller(tenant);
      record(caller, "the tenant's");
      if (lift) {
        models.release(caller);
      } else {
        models.pull(caller, reason);
        ended = session.bean(Batches.class).cancel(tenant);
      }
    } else {
      List<Tenant> everybody = session.bean(Tenants.class).all();
      everybody.forEach(each -> record(session.callerOfNew(each.id()), "all tenants'"));
      if (lift) {
        models.releaseEverybody();
      } else {
        models.pullForEverybody(System.getProperty("user.name", "unknown"), reason);
        Batches batches = session.bean(Batches.class);
        ended = batches.tenants().stream().mapToInt(batches::cancel).sum();
      }
    }
    Document document =
        new Document(tenant == null ? null : tenant.value(), !lift, lift ? null : reason, ended);
    session.answer().give(document, out -> print(document, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(Document document, PrintStream out) {
    String whose = document.tenant == null ? "every tenant" : document.tenant;
    String option = document.tenant == null ? "--all" : "--tenant " + document.tenant;
    out.println(
        document.stopped
            ? "Models are stopped for " + whose + " until orgscope kill --lift " + option + "."
            : "Models may be asked again for " + whose + ".");
    if (document.batches > 0) {
      out.println(
          document.batches == 1
              ? "The provider was asked to end one batch."
              : "The provider was asked to end " + document.batches + " batches.");
    }
  }

  private void record(Caller caller, String whose) {
    session
        .bean(Audit.class)
        .record(
            caller,
            lift ? "lifts the models' kill switch" : "pulls the models' kill switch",
            whose + " models",
            "IT/Security stops models");
  }

  /**
   * @param tenant null for all
   * @param batches that a provider was asked to end
   */
  private record Document(
      @Nullable String tenant, boolean stopped, @Nullable String reason, int batches) {}
}
