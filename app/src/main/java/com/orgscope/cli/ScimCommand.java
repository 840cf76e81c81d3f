package com.orgscope.cli;

import com.orgscope.access.Secrets;
import com.orgscope.kernel.TenantId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "scim",
    description = "People from an identity provider.",
    synopsisSubcommandLabel = "COMMAND")
final class ScimCommand {
  private final Session session;

  ScimCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "token",
      description = "Makes the token an identity provider shows; it is printed this once.")
  int token(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Option(
              names = "--rotate",
              description = "Makes a new one; the old one stays good for a week.")
          boolean rotate) {
    Secrets.Made made =
        session.bean(Secrets.class).make(session.caller(tenant), Secrets.Purpose.SCIM, rotate);
    String path = "/scim/v2/" + tenant;
    session
        .answer()
        .give(
            new Token(
                path,
                made.secret(),
                made.oldGoodUntil() == null ? null : made.oldGoodUntil().toString()),
            out -> {
              out.println("Base URL: https://YOUR-HOST" + path);
              out.println("Token:    " + made.secret());
              if (made.oldGoodUntil() != null) {
                out.println("The token before it is good until " + made.oldGoodUntil() + ".");
              }
            });
    return OrgscopeCommand.DONE;
  }

  private record Token(String path, String token, @Nullable String oldGoodUntil) {}
}
