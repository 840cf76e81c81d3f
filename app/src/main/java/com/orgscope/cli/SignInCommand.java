package com.orgscope.cli;

import com.orgscope.access.SignInLinks;
import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.EmergencyAccess;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "sign-in",
    description =
        "Prints a link to the pages that are being served. It signs you in as IT/Security, once,"
            + " within ten minutes, from this machine. Where an identity provider is set, two persons"
            + " sign emergency access before.")
final class SignInCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T", description = "Its id.")
  private @Nullable TenantId tenant;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where the pages are (default: where serve has them on this home).")
  private @Nullable Integer port;

  SignInCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Caller caller = session.caller(Objects.requireNonNull(tenant));
    if (!session.bean(EmergencyAccess.class).admitsLinks(caller.tenant())) {
      session
          .bean(Audit.class)
          .record(
              caller,
              "refused: make a sign-in link",
              "sign-in",
              "people sign in by the identity provider, and no emergency access is open");
      throw Failure.operator(
          "people of %s sign in by its identity provider: for a link, two persons sign emergency access, which 'orgscope emergency-access propose' begins"
              .formatted(caller.tenant()));
    }
    int where = port == null ? served() : port;
    String link =
        SignInAddress.of(where, caller.tenant(), session.bean(SignInLinks.class).make(caller));
    session
        .answer()
        .give(
            new Made(caller.tenant().value(), link, SignInLinks.LIFE.toSeconds()),
            out -> {
              out.println("Open it at this machine within ten minutes; it is good once:");
              out.println("  " + link);
            });
    return OrgscopeCommand.DONE;
  }

  private int served() {
    return SignInAddress.served(session.home())
        .orElseThrow(() ->
            Failure.operator(
                "no pages are served on "
                    + session.home().path()
                    + ": start them with 'orgscope serve', which prints a link as well"));
  }

  private record Made(String tenant, String link, long goodForSeconds) {}
}
