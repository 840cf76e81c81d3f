package com.orgscope.cli;

import com.orgscope.access.Secrets;
import com.orgscope.access.Secrets.Purpose;
import com.orgscope.kernel.TenantId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "webhook",
    description = "Events that a provider pushes.",
    synopsisSubcommandLabel = "COMMAND")
final class WebhookCommand {
  private final Session session;

  WebhookCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "secret",
      description = "Makes the secret a provider shows; it is printed this once.")
  int secret(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Option(names = "--source", required = true, paramLabel = "okta") String source,
      @Option(
              names = "--rotate",
              description = "Makes a new one; the old one stays good for a week.")
          boolean rotate) {
    String word = source.toLowerCase(Locale.ROOT);
    if (!word.equals("okta")) {
      throw new WrongLine(
          "'" + source + "' shows no secret of ours: use okta (Google's channels make their own)");
    }
    Secrets.Made made =
        session.bean(Secrets.class).make(session.caller(tenant), Purpose.OKTA_HOOK, rotate);
    String path = "/hooks/" + tenant + "/" + word;
    String old = made.oldGoodUntil() == null ? null : made.oldGoodUntil().toString();
    session
        .answer()
        .give(
            new Secret(path, made.secret(), old),
            out -> {
              out.println("URL:                   https://YOUR-HOST" + path);
              out.println("Authentication field:  Authorization");
              out.println("Authentication secret: " + made.secret());
              if (old != null) {
                out.println("The secret before it is good until " + old + ".");
              }
            });
    return OrgscopeCommand.DONE;
  }

  private record Secret(String path, String secret, @Nullable String oldGoodUntil) {}
}
