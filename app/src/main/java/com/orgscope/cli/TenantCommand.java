package com.orgscope.cli;

import com.orgscope.access.SignedDocument;
import com.orgscope.audit.Audit;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.TenantDeletions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "tenant", description = "Client companies.", synopsisSubcommandLabel = "COMMAND")
final class TenantCommand {
  private final Session session;

  TenantCommand(Session session) {
    this.session = session;
  }

  @Command(name = "create", description = "Makes a tenant and its keys; again changes nothing.")
  int create(
      @Parameters(paramLabel = "T", description = "Its id: a-z, 0-9 and hyphens.") TenantId id,
      @Option(names = "--name", required = true, paramLabel = "N", description = "Its name.")
          String name,
      @Option(
              names = "--industry",
              defaultValue = "technology",
              paramLabel = "I",
              description =
                  "technology, finance, healthcare, retail or manufacturing"
                      + " (default: ${DEFAULT-VALUE}).")
          String industry,
      @Option(
              names = "--region",
              defaultValue = "eu",
              paramLabel = "eu|us",
              description = "Where its data stays (default: ${DEFAULT-VALUE}).")
          Region region,
      @Option(
              names = "--zone",
              defaultValue = "UTC",
              paramLabel = "Z",
              description = "Its time zone (default: ${DEFAULT-VALUE}).")
          ZoneId zone,
      @Option(
              names = "--currency",
              defaultValue = "USD",
              paramLabel = "C",
              description = {
                "The code of its money, such as EUR (default: ${DEFAULT-VALUE}). It stays: nothing is",
                "converted."
              })
          Currency currency) {
    Tenant tenant = new Tenant(id, name, industry, region, zone, currency, false);
    session.mayMakeHome();
    session.bean(Tenants.class).create(tenant);
    session
        .bean(Audit.class)
        .record(
            session.callerOfNew(id),
            "make a company",
            "company",
            "whoever runs the installation makes companies");
    session
        .answer()
        .give(
            Created.of(tenant),
            out -> out.println("Tenant " + id + " (" + tenant.name() + ") is ready."));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "propose-deletion",
      description = {
        "Writes a document that two persons sign with orgscope keys sign; then orgscope tenant delete",
        "deletes the company."
      })
  int proposeDeletion(@Mixin OfTenant of, @Mixin KeysCommand.Proposal proposal) {
    return proposal.write(
        session, session.bean(TenantDeletions.class).propose(of.id(), proposal.reason()));
  }

  @Command(
      name = "delete",
      description = {
        "Deletes a company that two persons signed for. Its keys are destroyed first: from then on no",
        "backup of the database shows a name of it. Then its rows and files go; its audit log stays,",
        "of people whom nobody can name. Killed anywhere, it goes on when it is called without a",
        "document, or by itself where a server runs."
      })
  int delete(
      @Mixin OfTenant of,
      @Parameters(
              paramLabel = "DOCUMENT",
              arity = "0..1",
              description = "What two persons signed; none to go on, or with --dry-run.")
          @Nullable Path file,
      @Option(names = "--dry-run", description = "Counts what would go, and changes nothing.")
          boolean dryRun,
      @Option(names = "--yes", description = "Does not ask, at a terminal either.") boolean yes) {
    TenantDeletions deletions = session.bean(TenantDeletions.class);
    if (dryRun) {
      return give(of.id(), false, deletions.count(session.caller(of.id()).tenant()));
    }
    boolean begun = deletions.begun().contains(of.id());
    if (!begun && file == null) {
      throw Failure.operator(
          "the deletion of "
              + of.id()
              + " was not begun: name a document that two persons signed (orgscope tenant"
              + " propose-deletion), or count with --dry-run");
    }
    session.confirm(
        "Everything of " + of.id() + " will be deleted, in backups of the database too.", yes);
    return give(
        of.id(),
        true,
        begun || file == null
            ? deletions.goOn(of.id())
            : deletions.delete(session.caller(of.id()), SignedDocument.read(file)));
  }

  private int give(TenantId tenant, boolean deleted, Map<String, Long> places) {
    session
        .answer()
        .give(
            new Deleted(tenant.value(), deleted, places),
            out -> {
              out.println(deleted ? tenant + " is deleted:" : tenant + " has:");
              places.forEach((place, count) -> out.printf("  %-40s %,d%n", place, count));
            });
    return OrgscopeCommand.DONE;
  }

  private record Deleted(String tenant, boolean deleted, Map<String, Long> places) {}

  @Command(name = "list", description = "Which tenants there are.")
  int list() {
    List<Created> tenants = session.bean(Tenants.class).all().stream().map(Created::of).toList();
    session.answer().give(Map.of("tenants", tenants), out -> print(tenants, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(List<Created> tenants, PrintStream out) {
    if (tenants.isEmpty()) {
      out.println("No tenant is made yet.");
      return;
    }
    out.printf(
        "%-20s %-32s %-14s %-6s %-8s %s%n",
        "tenant", "name", "industry", "region", "currency", "zone");
    tenants.forEach(t ->
        out.printf(
            "%-20s %-32s %-14s %-6s %-8s %s%n",
            t.tenant, t.name, t.industry, t.region, t.currency, t.zone));
  }

  private record Created(
      String tenant, String name, String industry, String region, String zone, String currency) {
    static Created of(Tenant tenant) {
      return new Created(
          tenant.id().value(),
          tenant.name(),
          tenant.industry(),
          tenant.region().name(),
          tenant.zone().getId(),
          tenant.currency().getCurrencyCode());
    }
  }
}
