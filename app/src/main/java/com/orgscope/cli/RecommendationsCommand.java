package com.orgscope.cli;

import com.orgscope.category.Labels;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.insight.Assumption;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.Recommendation.Decision;
import com.orgscope.recommendation.RecommendationState;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.usage.Range;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "recommendations",
    description = {
      "What could be changed, in hours a week and money a year, as of the last night. What is about",
      "one person is on that person's page and nowhere else. approve, decline and implemented write",
      "down what somebody decided; nothing is ever executed."
    })
final class RecommendationsCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--tenant", paramLabel = "T")
  private @Nullable TenantId tenant;

  @Option(names = "--category", paramLabel = "C", description = "Only this category's.")
  private @Nullable String category;

  RecommendationsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (tenant == null) {
      throw new ParameterException(spec.commandLine(), WrongWords.missing("--tenant T"));
    }
    Caller caller = session.caller(tenant);
    Taxonomy taxonomy = session.bean(Taxonomies.class).of(caller);
    String canonical = category == null ? null : canonical(taxonomy, category);
    List<Said> all =
        session.bean(Recommendations.class).all(caller, canonical).stream()
            .map(r -> said(r, taxonomy))
            .toList();
    String sign = DisplayText.of(session.currency());
    session
        .answer()
        .give(
            new Document(all, session.currency().getCurrencyCode()), out -> print(all, sign, out));
    return OrgscopeCommand.DONE;
  }

  private static String canonical(Taxonomy taxonomy, String label) {
    return new Labels(taxonomy)
        .category(label)
        .orElseThrow(() ->
            Failure.operator(
                "there is no category '%s' here: use one of %s"
                    .formatted(label, String.join(", ", taxonomy.ownNames()))));
  }

  @Command(name = "approve", description = "Writes down that it shall be done, by people.")
  int approve(@Mixin Deciding deciding) {
    return decide(deciding, RecommendationState.APPROVED);
  }

  @Command(name = "decline", description = "Writes down that it shall not be done.")
  int decline(@Mixin Deciding deciding) {
    return decide(deciding, RecommendationState.DECLINED);
  }

  @Command(name = "implemented", description = "Writes down that people did it.")
  int implemented(@Mixin Deciding deciding) {
    return decide(deciding, RecommendationState.IMPLEMENTED);
  }

  /** What each decision says. */
  static final class Deciding {
    @Option(names = "--tenant", required = true, paramLabel = "T")
    @SuppressWarnings("NullAway.Init")
    private TenantId tenant;

    @Option(names = "--id", required = true, paramLabel = "ID")
    private String id = "";

    @Option(names = "--reason", required = true, paramLabel = "R")
    private String reason = "";
  }

  private int decide(Deciding deciding, RecommendationState to) {
    Caller caller = session.caller(deciding.tenant);
    Recommendation decided =
        session.bean(Recommendations.class).decide(caller, deciding.id, to, deciding.reason);
    session
        .answer()
        .give(
            said(decided, session.bean(Taxonomies.class).of(caller)),
            out ->
                out.println(
                    deciding.id
                        + " is "
                        + to.word()
                        + ". Nothing was executed: people carry it out."));
    return OrgscopeCommand.DONE;
  }

  private static Said said(Recommendation r, Taxonomy taxonomy) {
    Decision decision = r.decision();
    return new Said(
        r.id(),
        r.of().name().toLowerCase(Locale.ROOT),
        taxonomy.ownName(r.category()),
        r.change(),
        r.what(),
        r.because(),
        r.hoursPerWeek(),
        r.usdPerYear(),
        r.assumptions().stream().map(Assumed::of).toList(),
        r.setup(),
        new Origin(r.origin().model(), r.origin().prompt(), r.origin().fallbackBecause()),
        r.state().word(),
        decision == null ? null : decision.by(),
        decision == null ? null : decision.at(),
        decision == null ? null : decision.note());
  }

  private static void print(List<Said> all, String sign, PrintStream out) {
    if (all.isEmpty()) {
      out.println("Nothing is recommended: run orgscope nightly --tenant T, or there is no need.");
    }
    for (Said r : all) {
      out.printf(
          Locale.ROOT,
          "%s %-11s %-22s %s%n  %s%n  %s%n  %.2f h a week (%.2f to %.2f), %s%,.0f a year (%,.0f to %,.0f)%n",
          r.id,
          r.state,
          r.category,
          r.whose(),
          r.what,
          r.because,
          r.hoursPerWeek.typical(),
          r.hoursPerWeek.low(),
          r.hoursPerWeek.high(),
          sign,
          r.usdPerYear.typical(),
          r.usdPerYear.low(),
          r.usdPerYear.high());
    }
  }

  private record Document(List<Said> recommendations, String currency) {}

  private record Said(
      String id,
      String of,
      String category,
      String change,
      String what,
      String because,
      Range hoursPerWeek,
      Range usdPerYear,
      List<Assumed> assumptions,
      String setup,
      Origin origin,
      String state,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt,
      @Nullable String note) {
    String whose() {
      return of.equals("release") ? "(published)" : "(everybody)";
    }
  }

  private record Assumed(String id, double low, double typical, double high, String source) {
    static Assumed of(Assumption a) {
      return new Assumed(a.id(), a.low(), a.typical(), a.high(), a.source());
    }
  }

  private record Origin(String model, @Nullable String prompt, @Nullable String fallbackBecause) {}
}
