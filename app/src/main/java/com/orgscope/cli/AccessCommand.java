package com.orgscope.cli;

import com.orgscope.access.Looks;
import com.orgscope.access.Purpose;
import com.orgscope.access.RecordLook;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "access",
    description = "Who looked at whom, and what somebody may see.",
    synopsisSubcommandLabel = "COMMAND")
final class AccessCommand {
  private final Session session;

  AccessCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "looks",
      description = {
        "Who opened a person's record: when, in which role, for which purpose and reference, as the",
        "person reads it at the page. Reading it is audited."
      })
  int looks(
      @Mixin OfTenant tenant,
      @Option(names = "--login", required = true, paramLabel = "L") String login) {
    Caller caller = session.caller(tenant.id());
    List<Looked> looks =
        session.bean(Looks.class).at(caller, session.person(caller, login)).stream()
            .map(AccessCommand::looked)
            .toList();
    session
        .answer()
        .give(
            new LookedAt(login, looks),
            out -> {
              if (looks.isEmpty()) {
                out.println("Nobody opened this record.");
              }
              looks.forEach(look ->
                  out.printf(
                      "%s  %s, %s, reference %s%n",
                      look.at(),
                      look.role(),
                      look.purpose(),
                      look.reference() == null ? "none" : look.reference()));
            });
    return OrgscopeCommand.DONE;
  }

  private static Looked looked(RecordLook look) {
    Purpose purpose = look.purpose();
    return new Looked(
        look.at(),
        look.role(),
        purpose == null ? "as their manager" : purpose.words(),
        look.reference());
  }

  private record LookedAt(String login, List<Looked> looks) {}

  private record Looked(Instant at, Role role, String purpose, @Nullable String reference) {}
}
