package com.orgscope.cli;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.GroupRole;
import com.orgscope.signin.IdentityCheck;
import com.orgscope.signin.IdentityProvider;
import com.orgscope.signin.IdentityProviders;
import com.orgscope.signin.UnmatchedGroup;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "identity",
    description = {
      "How a company's people sign in: its own identity provider (OpenID Connect), and which of its",
      "groups gives which role. docs/sign-in.md has the settings of Keycloak, Okta and Entra."
    },
    synopsisSubcommandLabel = "COMMAND")
final class IdentityCommand {
  private final Session session;

  IdentityCommand(Session session) {
    this.session = session;
  }

  /** What Orgscope is at the provider. */
  static final class Client {
    @Option(
        names = "--issuer",
        required = true,
        paramLabel = "URL",
        description = "Exactly as tokens say it.")
    @SuppressWarnings("NullAway.Init")
    private String issuer;

    @Option(
        names = "--client-id",
        required = true,
        paramLabel = "ID",
        description = "What Orgscope is called there.")
    @SuppressWarnings("NullAway.Init")
    private String clientId;

    @Option(
        names = "--client-secret-file",
        paramLabel = "FILE",
        description = "The client's secret in a file.")
    private @Nullable Path secretFile;

    @Option(
        names = "--client-secret-env",
        paramLabel = "VARIABLE",
        description = "The client's secret in the environment.")
    private @Nullable String secretVariable;

    private String secret() {
      if (secretFile != null) {
        return SecretInput.inFile(secretFile);
      }
      if (secretVariable != null) {
        return SecretInput.inEnvironment(secretVariable);
      }
      throw Failure.operator("give the client's secret by --client-secret-file or -env");
    }
  }

  @Command(
      name = "set",
      description = {
        "Sets the identity provider, in place of the one before. The client's secret comes from a",
        "file or the environment and rests under the tenant's key."
      })
  int set(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Mixin Client client,
      @Option(
              names = "--groups-claim",
              defaultValue = "groups",
              paramLabel = "CLAIM",
              description = "Where groups stand in a token (default: groups).")
          String groups,
      @Option(
              names = "--login-claim",
              defaultValue = "preferred_username",
              paramLabel = "CLAIM",
              description = {
                "Where the login stands that the directory knows people by (default:",
                "preferred_username). People must not be able to change it themselves."
              })
          String login,
      @Option(
              names = "--api-audience",
              paramLabel = "NAME",
              description = "For whom tokens of programs must be (default: there are none).")
          @Nullable String audience,
      @Option(
              names = "--offline-access",
              description = {
                "Ask for a refresh token by the scope offline_access, as Okta and Entra want it: by",
                "it whoever lost a group is out within a minute. Keycloak gives one without."
              })
          boolean offline) {
    Caller caller = session.caller(tenant);
    IdentityProvider provider =
        new IdentityProvider(
            tenant,
            client.issuer,
            client.clientId,
            client.secret(),
            groups,
            login,
            audience,
            offline);
    session.bean(IdentityProviders.class).set(caller, provider);
    session
        .answer()
        .give(
            new Set(tenant.value(), provider.issuer()),
            out -> {
              out.println("People of " + tenant + " sign in at " + provider.issuer() + ".");
              out.println("Its redirect address is https://YOUR-HOST/sign-in/back/" + tenant);
              out.println("Next: orgscope identity check --tenant " + tenant);
            });
    return OrgscopeCommand.DONE;
  }

  @Command(name = "remove", description = "Removes it: nobody signs in by it any more.")
  int remove(@Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant) {
    session.bean(IdentityProviders.class).remove(session.caller(tenant));
    session
        .answer()
        .give(
            new Done(tenant.value(), true),
            out -> out.println("Nobody signs in by an identity provider any more."));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "map",
      description = "Lets a group give a role; its name or id stands exactly as in a token.")
  int map(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "ceo, executive, manager, employee, it-security, auditor or council.")
          String role,
      @Parameters(paramLabel = "GROUP", description = "Exactly as a token has it.") String group) {
    GroupRole mapped = new GroupRole(group, role(role));
    boolean changed = session.bean(IdentityProviders.class).map(session.caller(tenant), mapped);
    session
        .answer()
        .give(
            new Done(tenant.value(), changed),
            out -> out.println("'" + group + "' gives the role " + mapped.role() + "."));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "unmap",
      description =
          "Lets a group give a role no more; who has it by that alone is out in a minute.")
  int unmap(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "ceo, executive, manager, employee, it-security, auditor or council.")
          String role,
      @Parameters(paramLabel = "GROUP", description = "Exactly as a token has it.") String group) {
    GroupRole mapped = new GroupRole(group, role(role));
    session.bean(IdentityProviders.class).unmap(session.caller(tenant), mapped);
    session
        .answer()
        .give(
            new Done(tenant.value(), true),
            out -> out.println("'" + group + "' gives the role " + mapped.role() + " no more."));
    return OrgscopeCommand.DONE;
  }

  static Role role(String word) {
    return Role.named(word)
        .orElseThrow(() ->
            new WrongLine(
                "'"
                    + word
                    + "' is no role: use ceo, executive, manager, employee, it-security, auditor or council"));
  }

  @Command(
      name = "show",
      description = {
        "What is set, what groups give, and groups that came and gave nothing: how often, of whom",
        "is not known."
      })
  int show(@Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant) {
    Caller caller = session.caller(tenant);
    IdentityProviders providers = session.bean(IdentityProviders.class);
    IdentityProvider provider = providers.get(tenant);
    List<GroupRole> groups = providers.groups(tenant);
    List<UnmatchedGroup> unmatched = providers.unmatched(caller);
    session
        .answer()
        .give(
            new Shown(
                provider.issuer(),
                provider.clientId(),
                provider.groupsClaim(),
                provider.loginClaim(),
                provider.apiAudience(),
                groups,
                unmatched),
            out -> {
              out.println("Issuer:       " + provider.issuer());
              out.println("Client id:    " + provider.clientId());
              out.println("Groups claim: " + provider.groupsClaim());
              out.println("Login claim:  " + provider.loginClaim());
              if (provider.apiAudience() != null) {
                out.println("API audience: " + provider.apiAudience());
              }
              groups.forEach(one -> out.println("  " + one.role() + " by '" + one.group() + "'"));
              unmatched.forEach(one ->
                  out.println(
                      "  nothing by '"
                          + one.group()
                          + "', "
                          + one.signIns()
                          + " times"
                          + (one.nearly().isEmpty()
                              ? ""
                              : "; nearly '" + String.join("', '", one.nearly()) + "'")));
            });
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "check",
      description = "Asks the identity provider who it is, what time it has and how it signs.")
  int check(@Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant) {
    List<IdentityCheck.Line> lines =
        session.bean(IdentityCheck.class).check(session.caller(tenant));
    boolean good = lines.stream().allMatch(IdentityCheck.Line::good);
    session
        .answer()
        .give(
            new Checked(good, lines),
            out ->
                lines.forEach(line ->
                    out.println((line.good() ? "✓ " : "! ") + line.what() + ": " + line.said())));
    return good ? OrgscopeCommand.DONE : OrgscopeCommand.FAILED;
  }

  private record Set(String tenant, String issuer) {}

  private record Done(String tenant, boolean changed) {}

  private record Checked(boolean good, List<IdentityCheck.Line> lines) {}

  private record Shown(
      String issuer,
      String clientId,
      String groupsClaim,
      String loginClaim,
      @Nullable String apiAudience,
      List<GroupRole> groups,
      List<UnmatchedGroup> unmatched) {}
}
