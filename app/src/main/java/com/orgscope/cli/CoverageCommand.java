package com.orgscope.cli;

import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.SignInCoverage;
import com.orgscope.usage.SignInCoverage.OfProvider;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "coverage",
    description = {
      "How much of what signing in takes the log can measure, by provider.",
      "Where it cannot, a sourced range stands in and is called assumed. The look is audited."
    })
final class CoverageCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(names = "--days", paramLabel = "N", defaultValue = "28", description = "(default: 28)")
  private int days;

  @Mixin private final AsOf asOf = new AsOf();

  CoverageCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    LocalDate day = asOf.in(session);
    List<Provider> providers =
        session
            .bean(SignInCoverage.class)
            .byProvider(session.caller(tenant), TimeWindow.ending(day, days))
            .stream()
            .map(CoverageCommand::provider)
            .toList();
    session
        .answer()
        .give(
            new Document(tenant.value(), days, day.toString(), providers),
            out -> print(providers, out));
    return OrgscopeCommand.DONE;
  }

  private static Provider provider(OfProvider of) {
    return new Provider(
        of.source() == null ? null : of.source().toLowerCase(Locale.ROOT),
        of.measured(),
        of.unmeasured(),
        of.abandoned(),
        of.seconds(),
        of.share());
  }

  private static void print(List<Provider> providers, PrintStream out) {
    if (providers.isEmpty()) {
      out.println(
          "Nobody was asked for anything on the way in, as far as the nights have counted.");
      return;
    }
    out.printf(
        "%-18s %10s %12s %10s %10s%n",
        "provider", "measured", "not measured", "abandoned", "share");
    for (Provider of : providers) {
      out.printf(
          Locale.ROOT,
          "%-18s %,10d %,12d %,10d %10s%n",
          of.provider == null ? "several in a day" : of.provider,
          of.measured,
          of.unmeasured,
          of.abandoned,
          of.share == null ? "" : "%.0f %%".formatted(100 * of.share));
    }
  }

  private record Document(String tenant, int days, String asOf, List<Provider> providers) {}

  /** Episodes of signing in; a share from 0 to 1 of those that ended. */
  private record Provider(
      @Nullable String provider,
      long measured,
      long unmeasured,
      long abandoned,
      long seconds,
      @Nullable Double share) {}
}
