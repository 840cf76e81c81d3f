package com.orgscope.cli;

import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.KillSwitch;
import com.orgscope.llm.Spending;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "budget",
    description = "What language models cost this month, and how much they may cost.")
final class BudgetCommand implements Callable<Integer> {
  private static final int NANO = 9;

  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(names = "--limit", paramLabel = "USD", description = "Sets the tenant's month.")
  private @Nullable BigDecimal limit;

  @Option(
      names = "--total-limit",
      paramLabel = "USD",
      description = "Sets the month of all tenants together.")
  private @Nullable BigDecimal totalLimit;

  BudgetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Stream.of(limit, totalLimit).filter(Objects::nonNull).forEach(BudgetCommand::dollars);
    Caller caller = session.caller(tenant);
    Spending spending = session.bean(Spending.class);
    if (limit != null) {
      record(caller, "sets the models' budget to " + dollars(limit), "the tenant's month");
      spending.allow(caller, limit);
    }
    if (totalLimit != null) {
      record(caller, "sets the models' budget to " + dollars(totalLimit), "all tenants' month");
      spending.allowEverybody(totalLimit);
    }
    Document document = document(caller, spending);
    session.answer().give(document, out -> print(document, out));
    return OrgscopeCommand.DONE;
  }

  private void record(Caller caller, String action, String subject) {
    session.bean(Audit.class).record(caller, action, subject, "IT/Security sets budgets");
  }

  private static String dollars(BigDecimal usd) {
    if (usd.signum() < 0 || usd.stripTrailingZeros().scale() > NANO || usd.precision() > 20) {
      throw new WrongLine("a budget is a number of dollars, such as 500 or 0.25");
    }
    return usd.toPlainString() + " USD";
  }

  private Document document(Caller caller, Spending spending) {
    Spending.Month month = spending.month(caller);
    Instant from = month.month().atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant until = month.month().plusMonths(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    Spending.Cache cache = spending.cache(caller, from, until);
    return new Document(
        tenant.value(),
        month.month().toString(),
        Budget.of(month),
        Budget.of(spending.everybodysMonth()),
        session.bean(KillSwitch.class).pulled(tenant).orElse(null),
        spending.ledger(caller, from, until).stream().map(Line::of).toList(),
        new Cache(cache.questions(), cache.hits(), cache.hitRate(), usd(cache.savedNano())));
  }

  private static BigDecimal usd(long nano) {
    return BigDecimal.valueOf(nano, NANO);
  }

  private static void print(Document document, PrintStream out) {
    print(document.tenant, document.budget, out);
    print("all tenants", document.total, out);
    if (document.stopped != null) {
      out.println(
          "Models are stopped: "
              + document.stopped
              + " (orgscope kill --lift --tenant T, or --all)");
    }
    if (document.lines.isEmpty()) {
      out.println("No model was asked this month.");
      return;
    }
    out.printf(
        "%-20s %-22s %-16s %8s %12s %11s%n", "agent", "model", "prompt", "calls", "tokens", "USD");
    for (Line line : document.lines) {
      out.printf(
          Locale.ROOT,
          "%-20s %-22s %-16s %,8d %,12d %11.4f%n",
          line.agent,
          line.model,
          line.prompt,
          line.calls,
          line.inputTokens + line.cachedTokens + line.outputTokens,
          line.costUsd);
    }
    out.printf(
        Locale.ROOT,
        "%,d of %,d answers came from the cache (%.0f %%), which saved %.4f USD.%n",
        document.cache.hits,
        document.cache.questions,
        100 * document.cache.hitRate,
        document.cache.savedUsd);
  }

  private static void print(String whose, Budget budget, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s: %.4f of %.2f USD this month, %.4f of %.2f today%s%n",
        whose,
        budget.committedUsd,
        budget.limitUsd,
        budget.todayUsd,
        budget.todayLimitUsd,
        budget.alerts.isEmpty() ? "" : ", passed " + budget.alerts.getLast().percent + " %");
  }

  /** Committed is what was spent and what is set aside for calls under way. */
  private record Budget(
      BigDecimal limitUsd,
      BigDecimal committedUsd,
      BigDecimal todayUsd,
      BigDecimal todayLimitUsd,
      List<Alert> alerts) {
    static Budget of(Spending.Month month) {
      return new Budget(
          usd(month.budgetNano()),
          usd(month.committedNano()),
          usd(month.todayNano()),
          usd(month.todayLimitNano()),
          month.alerts().stream().map(a -> new Alert(a.percent(), a.at().toString())).toList());
    }
  }

  private record Alert(int percent, String at) {}

  private record Line(
      String agent,
      String model,
      String prompt,
      long calls,
      long inputTokens,
      long cachedTokens,
      long outputTokens,
      BigDecimal costUsd) {
    static Line of(Spending.Line line) {
      return new Line(
          line.agent(),
          line.model(),
          line.promptVersion(),
          line.calls(),
          line.tokens().input() + line.tokens().cacheWritten(),
          line.tokens().cacheRead(),
          line.tokens().output(),
          usd(line.costNano()));
    }
  }

  private record Cache(long questions, long hits, double hitRate, BigDecimal savedUsd) {}

  private record Document(
      String tenant,
      String month,
      Budget budget,
      Budget total,
      @Nullable String stopped,
      List<Line> lines,
      Cache cache) {}
}
