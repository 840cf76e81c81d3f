package com.orgscope.category.local;

import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Opinion;
import com.orgscope.category.Categorizer.RoleChange;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.local.UsageProfile.WeightedUse;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges the people of one company after the tenant pass; holds nothing that changes. */
final class LocalJudge implements Judge {
  private static final Duration ENOUGH_TIME = Duration.ofDays(Judgment.ENOUGH_DAYS);
  private static final int NEW_FOR_DAYS = 30;
  private static final int ENOUGH_ACCESSES = 10;
  private static final int ENOUGH_DAYS_OF_A_NEW_HIRE = 5;

  /** A sub-category that is less likely than this within its category is not named. */
  private static final double SUB_CATEGORY_FLOOR = 0.4;

  private final Company company;
  private final TenantAdaptation pass;
  private final int management;

  LocalJudge(Company company, TenantAdaptation pass) {
    this.company = company;
    this.pass = pass;
    this.management = pass.benchmarks().categories().indexOf(Taxonomy.MANAGEMENT);
  }

  @Override
  public Judgment judge(Subject subject) {
    boolean isNew = isNew(subject);
    if (!enough(subject.usage(), isNew)) {
      return Wording.notEnough(subject.usage());
    }
    UsageProfile profile = pass.profile(subject.usage());
    Verdict verdict = verdict(subject.usage(), profile, subject.hasReports());
    double probability = verdict.byCategory()[verdict.category()];
    double confidence = Math.min(mostConfident(profile), calibrated(probability));
    Status sure = confidence < Judgment.FLOOR ? Status.UNCERTAIN : Status.DECIDED;
    Status status = isNew ? Status.PROVISIONAL : sure;
    return new Wording(pass, subject, profile, verdict).judgment(status, confidence);
  }

  @Override
  public Heard heard() {
    return pass.heard();
  }

  private static double calibrated(double probability) {
    double[][] points = Tuning.CALIBRATION;
    for (int i = 1; i < points.length; i++) {
      if (probability >= points[i - 1][0] && probability < points[i][0]) {
        double part = (probability - points[i - 1][0]) / (points[i][0] - points[i - 1][0]);
        return points[i - 1][1] + part * (points[i][1] - points[i - 1][1]);
      }
    }
    return probability < points[0][0] ? probability : points[points.length - 1][1];
  }

  /** What only its users tell of an application bounds how sure anybody can be by it. */
  private double mostConfident(UsageProfile profile) {
    double all = 0;
    double unsaid = 0;
    for (WeightedUse weighted : profile.uses()) {
      all += weighted.weight();
      unsaid += pass.taken(weighted.use().app()).basis() == Basis.NONE ? weighted.weight() : 0;
    }
    double part = all == 0 ? 0 : unsaid / all;
    return Tuning.MOST_CONFIDENT - part * (Tuning.MOST_CONFIDENT - Tuning.MOST_CONFIDENT_UNSAID);
  }

  @Override
  public List<RoleChange> drift(PersonUsage earlier, PersonUsage recent, boolean hasReports) {
    List<RoleShare> before = roles(earlier, hasReports);
    List<RoleShare> after = roles(recent, hasReports);
    Set<String> categories = new TreeSet<>();
    before.forEach(role -> categories.add(role.category()));
    after.forEach(role -> categories.add(role.category()));
    List<RoleChange> changes = new ArrayList<>();
    for (String category : categories) {
      changes.add(new RoleChange(category, share(before, category), share(after, category)));
    }
    changes.sort(Comparator.comparingDouble((RoleChange change) -> -Math.abs(change.change())));
    return List.copyOf(changes);
  }

  @Override
  public Opinion opinion(PersonUsage usage, boolean hasReports) {
    UsageProfile profile = pass.profile(usage);
    double[] lines = pass.lines(usage.person(), profile, leaning(hasReports));
    Roles roles = new Roles(pass, usage, profile);
    double[] byCategory = pooled(pass.byCategory(lines), roles, hasReports);
    Map<String, double[]> lifts = new HashMap<>();
    for (WeightedUse weighted : profile.uses()) {
      lifts.put(weighted.use().app().id().value(), pass.logLift(usage.person(), weighted));
    }
    return new LocalOpinion(pass.benchmarks(), byCategory, lifts);
  }

  private List<RoleShare> roles(PersonUsage usage, boolean hasReports) {
    return usage.apps().isEmpty()
        ? List.of()
        : verdict(usage, pass.profile(usage), hasReports).split().roles();
  }

  private static double share(List<RoleShare> roles, String category) {
    return roles.stream()
        .filter(role -> role.category().equals(category))
        .mapToDouble(RoleShare::share)
        .sum();
  }

  /**
   * What the model thinks.
   *
   * @param category index of the most probable
   * @param line index of its most probable line of work
   * @param subCategory null if no line stands out
   */
  record Verdict(
      double[] byCategory,
      int category,
      int line,
      @Nullable String subCategory,
      Roles.Split split) {}

  private Verdict verdict(PersonUsage usage, UsageProfile profile, boolean hasReports) {
    double[] lines = pass.lines(usage.person(), profile, leaning(hasReports));
    Roles roles = new Roles(pass, usage, profile);
    double[] alone = pass.byCategory(lines);
    double[] byCategory = pooled(alone, roles, hasReports);
    int category = greatest(byCategory);
    int line = lineOf(lines, category);
    boolean stands = lines[line] >= SUB_CATEGORY_FLOOR * alone[category];
    String subCategory = stands ? pass.benchmarks().lines().get(line).subCategory() : null;
    Roles.Split split = roles.split(usage, hasReports, byCategory, category);
    return new Verdict(byCategory, category, line, subCategory, split);
  }

  /**
   * Two voices, pooled as logarithms: how likely each category is if all of the use is of one line
   * of work, and which part of the use each explains if it may be of several. Neither makes anybody
   * sure without the other.
   */
  private double[] pooled(double[] byCategory, Roles roles, boolean hasReports) {
    double[] parts = roles.parts(hasReports ? -1 : management);
    double[] pooled = new double[byCategory.length];
    double sum = 0;
    for (int c = 0; c < pooled.length; c++) {
      double alone = Math.max(byCategory[c], Tuning.RAREST);
      pooled[c] =
          Math.pow(alone, Tuning.ALONE_SAY)
              * Math.pow(parts[c] + Tuning.PART_ADDED, Tuning.PART_SAY);
      sum += pooled[c];
    }
    for (int c = 0; c < pooled.length; c++) {
      pooled[c] /= sum;
    }
    return pooled;
  }

  private int lineOf(double[] lines, int category) {
    int line = -1;
    for (int l = 0; l < lines.length; l++) {
      if (pass.benchmarks().lines().get(l).category() == category
          && (line < 0 || lines[l] > lines[line])) {
        line = l;
      }
    }
    return line;
  }

  /** What the directory's reports add to the score of each line of work. */
  private double[] leaning(boolean hasReports) {
    double[] leaning = new double[pass.benchmarks().lines().size()];
    for (int l = 0; l < leaning.length; l++) {
      if (pass.benchmarks().lines().get(l).category() == management) {
        leaning[l] = hasReports ? Tuning.REPORTS : Tuning.NO_REPORTS;
      }
    }
    return leaning;
  }

  private boolean isNew(Subject subject) {
    return subject.hireDate() != null
        && subject.hireDate().plusDays(NEW_FOR_DAYS).isAfter(company.asOf());
  }

  private static boolean enough(PersonUsage usage, boolean isNew) {
    return usage.accesses() >= ENOUGH_ACCESSES
        && !usage.apps().isEmpty()
        && (isNew
            ? usage.activeDays() >= ENOUGH_DAYS_OF_A_NEW_HIRE
            : usage.span().compareTo(ENOUGH_TIME) >= 0);
  }

  private static int greatest(double[] values) {
    int greatest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[greatest]) {
        greatest = i;
      }
    }
    return greatest;
  }
}
