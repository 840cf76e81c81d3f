package com.orgscope.category.local;

import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Fact;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.local.LocalJudge.Verdict;
import com.orgscope.category.local.UsageProfile.WeightedUse;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.WorkFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts a verdict into facts, prose that cites them, and evidence, in the shape a language model's
 * answer has: no figure and no application name stands in the prose itself.
 */
final class Wording {
  private static final Origin LOCAL = new Origin(LocalModel.NAME, null, null);
  private static final int MOST_EVIDENCE = 6;
  private static final int MOST_CITED_PER_ROLE = 3;

  /** Contributions smaller than this, in nats, are not worth a sentence. */
  private static final double WORTH_SAYING = 0.05;

  /** For the prose, which names few. */
  private static final double WORTH_CITING = 0.3;

  private final TenantAdaptation pass;
  private final Subject subject;
  private final Verdict verdict;
  private final List<Contribution> contributions;
  private final List<Fact> facts = new ArrayList<>();

  /** What one application adds to the log-odds of the category against the company's average. */
  private record Contribution(AppUse use, double nats) {}

  Wording(TenantAdaptation pass, Subject subject, UsageProfile profile, Verdict verdict) {
    this.pass = pass;
    this.subject = subject;
    this.verdict = verdict;
    contributions =
        profile.uses().stream()
            .map(this::contribution)
            .sorted(
                Comparator.comparingDouble((Contribution c) -> -Math.abs(c.nats()))
                    .thenComparing(c -> c.use().app().id()))
            .toList();
  }

  static Judgment notEnough(PersonUsage usage) {
    Fact fact =
        new Fact(
            "F1",
            Map.of(
                "accesses", count(usage.accesses()),
                "days", count(usage.activeDays()),
                "span", count(usage.span().toDays())));
    return new Judgment(
        Status.NOT_ENOUGH_DATA,
        null,
        null,
        0,
        List.of(),
        "There is not enough to go by yet: accesses {F1.accesses}, active days {F1.days}, days from"
            + " the first access to the last {F1.span}.",
        List.of(fact),
        List.of(),
        LOCAL);
  }

  Judgment judgment(Status status, double confidence) {
    List<RoleShare> roles =
        verdict.split().roles().stream()
            .map(r -> new RoleShare(r.category(), Math.min(confidence, r.confidence()), r.share()))
            .toList();
    return new Judgment(
        status,
        category(verdict.category()),
        verdict.subCategory(),
        confidence,
        roles,
        prose(status, roles),
        facts,
        evidence(),
        LOCAL);
  }

  private String prose(Status status, List<RoleShare> roles) {
    List<String> sentences = new ArrayList<>();
    for (RoleShare role : roles) {
      List<String> cited = new ArrayList<>();
      contributions.stream()
          .filter(c -> speaksFor(role, c))
          .limit(MOST_CITED_PER_ROLE)
          .forEach(c -> cited.add(cite(c.use())));
      if (!cited.isEmpty()) {
        sentences.add(
            joined(cited) + (cited.size() == 1 ? " speaks" : " speak") + " for " + role.category());
      } else if (role.category().equals(primary())) {
        sentences.add(
            "Nothing was used that tells kinds of work apart here, so the company's usual mix and"
                + " what exceeds its habit speak for "
                + role.category());
      }
      if (role.category().equals(Taxonomy.MANAGEMENT) && subject.hasReports()) {
        sentences.add("The directory says that people report to this person, which is Management");
      }
    }
    if (subject.usage().apps().stream().anyMatch(AppUse::common)) {
      sentences.add("What more than half of the company uses was shared out in proportion");
    }
    if (status == Status.UNCERTAIN) {
      sentences.add(
          "It could as well be " + category(runnerUp()) + ", so this is for a person to review");
    } else if (status == Status.PROVISIONAL) {
      sentences.add("The person is new, so this is provisional");
    }
    return String.join(". ", sentences) + ".";
  }

  /** A common application supports no role by its share, but it may tell: a clinic's records. */
  private boolean speaksFor(RoleShare role, Contribution c) {
    String supported = supports(c.use());
    return role.category().equals(primary())
        ? (supported.equals(primary()) || c.use().common()) && c.nats() > WORTH_CITING
        : supported.equals(role.category());
  }

  private String supports(AppUse use) {
    return verdict.split().support().getOrDefault(use.app().id().value(), "");
  }

  private String cite(AppUse use) {
    String id = "F" + (facts.size() + 1);
    facts.add(
        new Fact(
            id,
            Map.of(
                "app", use.app().id().value(),
                "purpose", purpose(use.app()),
                "share", percent(use.share()),
                "accesses", count(use.accesses()))));
    return "{" + id + ".app} ({" + id + ".purpose}, {" + id + ".share} of active use)";
  }

  private List<String> evidence() {
    List<String> evidence = new ArrayList<>();
    contributions.stream()
        .filter(c -> Math.abs(c.nats()) > WORTH_SAYING)
        .limit(MOST_EVIDENCE)
        .forEach(c -> evidence.add(sentence(c)));
    if (subject.hasReports()) {
      evidence.add("The directory: people report to this person; speaks for Management.");
    }
    return evidence;
  }

  private String sentence(Contribution contribution) {
    AppUse use = contribution.use();
    String ground =
        switch (use.app().basis()) {
          case TENANT -> purpose(use.app()) + ", as the company describes it";
          case MODEL -> purpose(use.app()) + ", " + saidBy(use.app());
          case CURATED -> purpose(use.app());
          case TEXT -> purpose(use.app()) + ", guessed from its text, and by who else uses it";
          case NONE -> "no list knows it; judged by what else its users use";
        };
    return String.format(
        Locale.ROOT,
        "%s (%s), %s of active use%s: speaks %s %s by %.1f.",
        use.app().id().value(),
        ground,
        percent(use.share()),
        use.common() ? ", used by most of the company" : "",
        contribution.nats() > 0 ? "for" : "against",
        primary(),
        Math.abs(contribution.nats()));
  }

  private static String saidBy(Application app) {
    ApplicationAnswer answer = app.answer();
    if (answer == null) {
      return "as a model said";
    }
    String model = answer.said().model();
    return "as %s said on %s (%s)"
        .formatted(model == null ? "a model" : model, answer.said().on(), answer.sure().wireName());
  }

  private Contribution contribution(WeightedUse weighted) {
    double[] lift = pass.logLift(subject.usage().person(), weighted);
    double average = Arrays.stream(lift).average().orElse(0);
    double nats = Tuning.EVIDENCE * weighted.weight() * (lift[verdict.line()] - average);
    return new Contribution(weighted.use(), nats);
  }

  private String primary() {
    return category(verdict.category());
  }

  private String category(int index) {
    return pass.benchmarks().categories().get(index);
  }

  private int runnerUp() {
    double[] p = verdict.byCategory();
    int runnerUp = verdict.category() == 0 ? 1 : 0;
    for (int c = 0; c < p.length; c++) {
      if (c != verdict.category() && p[c] > p[runnerUp]) {
        runnerUp = c;
      }
    }
    return runnerUp;
  }

  private static String purpose(Application app) {
    if (app.basis() == Basis.NONE) {
      return "known by its users only";
    }
    return WorkFunction.nameOf(app.function().orElseThrow()).toLowerCase(Locale.ROOT);
  }

  private static String joined(List<String> parts) {
    return parts.size() == 1
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  private static String percent(double share) {
    long percent = Math.round(share * 100);
    return percent == 0 ? "under 1 %" : percent + " %";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
