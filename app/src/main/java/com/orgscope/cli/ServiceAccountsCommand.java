package com.orgscope.cli;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.ApiScope;
import com.orgscope.signin.ServiceAccount;
import com.orgscope.signin.ServiceAccounts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "service-accounts",
    description = {
      "Programs that ask for the published numbers: each has a role, scopes, and an end. Its secret",
      "is printed once."
    },
    synopsisSubcommandLabel = "COMMAND")
final class ServiceAccountsCommand {
  private final Session session;

  ServiceAccountsCommand(Session session) {
    this.session = session;
  }

  @Command(name = "create", description = "Makes one, and prints its secret this once.")
  int create(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "ceo, executive, auditor, council or it-security.")
          String role,
      @Option(
              names = "--scope",
              required = true,
              split = ",",
              paramLabel = "SCOPE",
              description = "Such as orgscope.release.read; several with commas.")
          List<String> scopes,
      @Option(
              names = "--days",
              defaultValue = "90",
              paramLabel = "N",
              description = "For how long it is good (default: 90).")
          @Bounds(most = ServiceAccounts.MOST_DAYS)
          int days,
      @Parameters(paramLabel = "NAME", description = "Such as board-report.") String name) {
    Role wanted = IdentityCommand.role(role);
    Set<ApiScope> named =
        scopes.stream().map(ServiceAccountsCommand::scope).collect(Collectors.toSet());
    Caller caller = session.caller(tenant);
    String secret =
        session
            .bean(ServiceAccounts.class)
            .create(caller, name, wanted, named, Duration.ofDays(days));
    session
        .answer()
        .give(
            new Made(tenant.value(), name, secret),
            out -> {
              out.println("The secret of " + name + ", good for " + days + " days:");
              out.println("  " + secret);
              out.println("A program sends it as: Authorization: Bearer SECRET");
            });
    return OrgscopeCommand.DONE;
  }

  private static ApiScope scope(String word) {
    return ApiScope.named(word)
        .orElseThrow(() ->
            new WrongLine(
                "'"
                    + word
                    + "' is no scope: use "
                    + Arrays.stream(ApiScope.values())
                        .map(ApiScope::word)
                        .collect(Collectors.joining(", "))));
  }

  @Command(name = "list", description = "Those that were made, and which are good.")
  int list(@Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant) {
    List<ServiceAccount> all = session.bean(ServiceAccounts.class).all(session.caller(tenant));
    session
        .answer()
        .give(
            new Listed(all.stream().map(Line::of).toList()),
            out -> {
              if (all.isEmpty()) {
                out.println("No service account was made.");
              }
              all.forEach(one -> out.println(words(one)));
            });
    return OrgscopeCommand.DONE;
  }

  private static String words(ServiceAccount one) {
    String end =
        one.revokedAt() == null ? "good until " + one.expiresAt() : "revoked " + one.revokedAt();
    return "%s: %s, %s, %s, last used %s"
        .formatted(
            one.name(),
            one.role(),
            String.join(" ", one.scopes()),
            end,
            one.usedAt() == null ? "never" : one.usedAt().toString());
  }

  @Command(name = "revoke", description = "Its secret opens nothing any more, at once.")
  int revoke(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Parameters(paramLabel = "NAME", description = "Its name.") String name) {
    session.bean(ServiceAccounts.class).revoke(session.caller(tenant), name);
    session
        .answer()
        .give(
            new Revoked(tenant.value(), name),
            out -> out.println(name + " opens nothing any more."));
    return OrgscopeCommand.DONE;
  }

  private record Made(String tenant, String name, String secret) {
    /** Nothing of the secret. */
    @Override
    public String toString() {
      return "Made[" + name + "]";
    }
  }

  private record Listed(List<Line> accounts) {}

  private record Revoked(String tenant, String name) {}

  private record Line(
      String name, String role, List<String> scopes, String expiresAt, boolean revoked) {
    static Line of(ServiceAccount one) {
      return new Line(
          one.name(),
          one.role().name(),
          one.scopes(),
          one.expiresAt().toString(),
          one.revokedAt() != null);
    }
  }
}
