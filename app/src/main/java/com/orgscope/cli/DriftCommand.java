package com.orgscope.cli;

import com.orgscope.access.Looks;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.RoleDrift;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "drift",
    description = {
      "How somebody's roles moved: their last 30 days against the 60 before, by the local model.",
      "A promotion shows as one role growing at the cost of another. The look is audited."
    })
final class DriftCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(names = "--login", required = true, paramLabel = "L")
  private String login = "";

  @Mixin private final AsOf asOf = new AsOf();

  @Mixin private final Why why = new Why();

  DriftCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Caller caller = session.caller(tenant);
    LocalDate day = asOf.in(session);
    PersonKey person = session.person(caller, login);
    session.bean(Looks.class).openByCommand(caller, List.of(person), why.about(login));
    Taxonomy taxonomy = session.bean(Taxonomies.class).of(caller);
    List<Moved> roles =
        session.bean(RoleDrift.class).of(caller, person, day).stream()
            .map(s -> new Moved(taxonomy.ownName(s.category()), s.earlier(), s.recent()))
            .toList();
    session
        .answer()
        .give(new Document(login, day.toString(), roles), out -> print(login, roles, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(String login, List<Moved> roles, PrintStream out) {
    if (roles.isEmpty()) {
      out.println("There is too little of " + login + " to tell roles from.");
    }
    roles.forEach(role ->
        out.printf(
            Locale.ROOT,
            "%-28s %3.0f %% -> %3.0f %%%n",
            role.category,
            100 * role.earlier,
            100 * role.recent));
  }

  private record Document(String login, String asOf, List<Moved> roles) {}

  /** A role's share of active use, 0 to 1. */
  private record Moved(String category, double earlier, double recent) {}
}
