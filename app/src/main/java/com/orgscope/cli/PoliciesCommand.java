package com.orgscope.cli;

import com.orgscope.directory.ItPolicies;
import com.orgscope.directory.PolicyBook;
import com.orgscope.directory.SecondFactor;
import com.orgscope.kernel.Caller;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "policies",
    description = "The IT policies that recommendations start from.",
    synopsisSubcommandLabel = "COMMAND")
final class PoliciesCommand {
  private final Session session;

  PoliciesCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "import",
      description = {
        "Reads session_length (30m, 8h, 7d), mfa (none, sms, code, push, security_key, passkey)",
        "and bundled_applications (names separated by semicolons), each from a day on, from a CSV",
        "file with the columns policy,value[,valid_from] or from JSON. The value unknown takes a",
        "policy back."
      })
  int importPolicies(
      @Mixin OfTenant tenant, @Parameters(paramLabel = "policies.csv|json") Path file) {
    PolicyBook.Imported imported =
        session.bean(PolicyBook.class).importFile(session.caller(tenant.id()), file);
    session
        .answer()
        .give(
            imported,
            out ->
                out.printf(
                    "%d policies are new, %d were known.%n",
                    imported.added(), imported.unchanged()));
    return OrgscopeCommand.DONE;
  }

  @Command(name = "show", description = "What holds today, and everything that ever held.")
  int show(@Mixin OfTenant tenant) {
    Caller caller = session.caller(tenant.id());
    PolicyBook book = session.bean(PolicyBook.class);
    ItPolicies policies = book.inForce(caller, session.today());
    Duration length = policies.sessionLength();
    SecondFactor factor = policies.secondFactor();
    Document document =
        new Document(
            length == null ? null : length.toMinutes(),
            factor == null ? null : factor.name().toLowerCase(Locale.ROOT),
            policies.bundledApplications(),
            book.history(caller));
    session.answer().give(document, out -> print(document, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(Document document, PrintStream out) {
    out.println(
        "Session: "
            + (document.sessionMinutes == null
                ? "nobody said"
                : document.sessionMinutes + " minutes"));
    out.println("Second factor: " + (document.mfa == null ? "nobody said" : document.mfa));
    out.println(
        "Opened by one sign-in: "
            + (document.bundledApplications.isEmpty()
                ? "nobody said"
                : String.join(", ", document.bundledApplications)));
    document.history.forEach(line ->
        out.printf(
            "  %s %s from %s, set by %s%n",
            line.policy(), line.value(), line.validFrom(), line.setBy()));
  }

  private record Document(
      @Nullable Long sessionMinutes,
      @Nullable String mfa,
      List<String> bundledApplications,
      List<PolicyBook.Line> history) {}
}
