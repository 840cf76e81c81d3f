package com.orgscope.cli;

import com.orgscope.access.SignedDocument;
import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.EmergencyAccess;
import com.orgscope.signin.EmergencyAccess.Opened;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "emergency-access",
    description = {
      "The way in when a company's identity provider fails: two persons sign, then orgscope sign-in",
      "makes links again until the time they signed for is over."
    },
    synopsisSubcommandLabel = "COMMAND")
final class EmergencyAccessCommand {
  private final Session session;

  EmergencyAccessCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "propose",
      description = {
        "Writes a document that two persons sign with orgscope keys sign; then it is opened. Its time",
        "runs from now on."
      })
  int propose(
      @Mixin OfTenant of,
      @Option(
              names = "--hours",
              required = true,
              paramLabel = "N",
              description = "How long from now.")
          @Bounds(most = EmergencyAccess.MOST_HOURS)
          int hours,
      @Mixin KeysCommand.Proposal proposal) {
    Caller caller = session.caller(of.id());
    SignedDocument document =
        session
            .bean(EmergencyAccess.class)
            .propose(caller.tenant(), Duration.ofHours(hours), proposal.reason());
    session
        .bean(Audit.class)
        .record(caller, "propose emergency access", "sign-in", "two persons sign or leave it");
    return proposal.write(session, document);
  }

  @Command(name = "open", description = "Opens what two persons signed, until the time in it.")
  int open(@Mixin OfTenant of, @Parameters(paramLabel = "DOCUMENT") Path file) {
    var unused =
        session
            .bean(EmergencyAccess.class)
            .open(session.caller(of.id()), SignedDocument.read(file));
    return show(of);
  }

  @Command(name = "show", description = "Whether it is open, until when, and who signed.")
  int show(@Mixin OfTenant of) {
    TenantId tenant = session.caller(of.id()).tenant();
    Opened opened = session.bean(EmergencyAccess.class).opened(tenant).orElse(null);
    session
        .answer()
        .give(
            document(opened),
            out ->
                out.println(
                    opened == null
                        ? "Emergency access is closed."
                        : "Emergency access is open until %s, signed by %s: %s"
                            .formatted(
                                opened.until(),
                                String.join(" and ", names(opened)),
                                opened.signed().document().reason())));
    return OrgscopeCommand.DONE;
  }

  private static Document document(@Nullable Opened opened) {
    return opened == null
        ? new Document(false, null, List.of(), null)
        : new Document(
            true, opened.until().toString(), names(opened), opened.signed().document().reason());
  }

  private static List<String> names(Opened opened) {
    return opened.signed().signatures().stream().map(SignedDocument.By::name).toList();
  }

  /**
   * @param until null while it is closed
   * @param reason null while it is closed
   */
  private record Document(
      boolean open, @Nullable String until, List<String> signedBy, @Nullable String reason) {}
}
