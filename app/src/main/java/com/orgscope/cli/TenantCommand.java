package com.orgscope.cli;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
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
          ZoneId zone) {
    Tenant tenant = new Tenant(id, name, industry, region, zone);
    session.mayMakeHome();
    session.bean(Tenants.class).create(tenant);
    session
        .answer()
        .give(
            new Created(id.value(), tenant.name(), industry, region.name(), zone.getId()),
            out -> out.println("Tenant " + id + " (" + tenant.name() + ") is ready."));
    return OrgscopeCommand.DONE;
  }

  @Command(name = "list", description = "Which tenants there are.")
  int list() {
    List<Created> tenants =
        session.bean(Tenants.class).all().stream()
            .map(t ->
                new Created(
                    t.id().value(), t.name(), t.industry(), t.region().name(), t.zone().getId()))
            .toList();
    session.answer().give(Map.of("tenants", tenants), out -> print(tenants, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(List<Created> tenants, PrintStream out) {
    if (tenants.isEmpty()) {
      out.println("No tenant is made yet.");
      return;
    }
    out.printf("%-20s %-32s %-14s %-6s %s%n", "tenant", "name", "industry", "region", "zone");
    tenants.forEach(t ->
        out.printf("%-20s %-32s %-14s %-6s %s%n", t.tenant, t.name, t.industry, t.region, t.zone));
  }

  private record Created(String tenant, String name, String industry, String region, String zone) {}
}
