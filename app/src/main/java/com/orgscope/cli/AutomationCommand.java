package com.orgscope.cli;

import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.recommendation.Automatable;
import com.orgscope.recommendation.Automation;
import com.orgscope.usage.Range;
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
    name = "automation",
    description = {
      "Where one can automate: the pairs and chains of applications that people move between most,",
      "by kind of work, with what connecting them would save. The look is audited."
    })
final class AutomationCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "28",
      description = "How many days are counted (default: 28).")
  private int days;

  @Mixin private final AsOf asOf = new AsOf();

  AutomationCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Caller caller = session.caller(tenant);
    LocalDate last = asOf.in(session);
    if (days < 1) {
      throw new WrongLine("--days takes a number from 1 on, not " + days);
    }
    TimeWindow window = TimeWindow.ending(last, days);
    Automation.Found found = session.bean(Automation.class).of(caller, window);
    Taxonomy taxonomy = session.bean(Taxonomies.class).of(caller);
    Document document =
        new Document(
            window.from(),
            window.lastDay(),
            said(found.pairs(), taxonomy),
            said(found.chains(), taxonomy),
            said(found.functions(), taxonomy),
            session.currency().getCurrencyCode());
    String sign = DisplayText.of(session.currency());
    session.answer().give(document, out -> print(document, sign, out));
    return OrgscopeCommand.DONE;
  }

  private static List<Said> said(List<Automatable> found, Taxonomy taxonomy) {
    return found.stream()
        .map(one ->
            new Said(
                one.category() == null ? null : taxonomy.ownName(one.category()),
                one.between(),
                one.people(),
                one.timesAWeek(),
                one.hoursAWeek(),
                one.savedHoursAWeek(),
                one.savedUsdAYear()))
        .toList();
  }

  private static void print(Document document, String sign, PrintStream out) {
    if (document.pairs.isEmpty() && document.chains.isEmpty()) {
      out.println(
          "Too few people move between the same applications to say where one can automate.");
      return;
    }
    print("Pairs of applications, moves a week", document.pairs, sign, out);
    print("Chains of three applications, times a week", document.chains, sign, out);
    print("Between what applications are for, moves a week", document.functions, sign, out);
    out.println("A chain's moves are moves of pairs as well: what is saved is not added up.");
  }

  private static void print(String title, List<Said> lines, String sign, PrintStream out) {
    out.println(title + ":");
    for (Said one : lines) {
      out.printf(
          Locale.ROOT,
          "  %-24s %-44s %,8.0f by %,6d people, %,.1f h a week, saves %,.1f h (%,.1f to %,.1f), %s%,.0f a year (%,.0f to %,.0f)%n",
          one.category == null ? "everybody" : one.category,
          String.join(" - ", one.between),
          one.timesPerWeek,
          one.people,
          one.hoursPerWeek.typical(),
          one.savedHoursPerWeek.typical(),
          one.savedHoursPerWeek.low(),
          one.savedHoursPerWeek.high(),
          sign,
          one.savedUsdPerYear.typical(),
          one.savedUsdPerYear.low(),
          one.savedUsdPerYear.high());
    }
  }

  private record Document(
      LocalDate from,
      LocalDate to,
      List<Said> pairs,
      List<Said> chains,
      List<Said> functions,
      String currency) {}

  private record Said(
      @Nullable String category,
      List<String> between,
      int people,
      double timesPerWeek,
      Range hoursPerWeek,
      Range savedHoursPerWeek,
      Range savedUsdPerYear) {}
}
