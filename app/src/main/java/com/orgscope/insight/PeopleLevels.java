package com.orgscope.insight;

import com.orgscope.insight.GridEstimate.At;
import com.orgscope.insight.GridEstimate.LevelCounts;
import com.orgscope.insight.GridEstimate.Variances;
import com.orgscope.privacy.DiscreteLaplace;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.ReleaseThreshold;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of a release on every level, each noised once, and what can be said of them: which
 * counts clear k, and the estimate that agrees with all levels.
 */
final class PeopleLevels {
  /**
   * Standard deviations to a 95 % range. ln 20 / √2 is a Laplace's; a sum of many would do with
   * 1.96, so that a mixture is held by it too.
   */
  static final double HALF_WIDTH = Math.log(20) / Math.sqrt(2);

  private final LevelBudget budget;
  private final LevelCounts drawn;
  private final GridEstimate estimate;
  private final ReleaseThreshold atCategory;
  private final ReleaseThreshold atLeaf;
  private final @Nullable Integer known;

  /**
   * @param headcount public, null if nobody knows it
   */
  PeopleLevels(
      LevelCounts drawn, PrivacySettings settings, Epsilon epsilon, @Nullable Integer headcount) {
    this.budget = LevelBudget.people(epsilon);
    this.drawn = drawn;
    int categories = drawn.categories().length;
    int leaves = categories * drawn.leaves().length;
    // One question for each category and one for all hidden ones together; one for each leaf and
    // one for the rest of each category. Either level may be wrong half of the time allowed.
    double half = settings.delta() / 2;
    this.atCategory = new ReleaseThreshold(settings.k(), budget.category(), half, categories + 1);
    this.atLeaf = new ReleaseThreshold(settings.k(), budget.fine(), half, leaves + categories);
    this.known = headcount;
    // Everybody whom the directory knows is counted and nobody else, so a difference is noise.
    this.estimate =
        known == null
            ? new GridEstimate(drawn, variances(true))
            : new GridEstimate(
                new LevelCounts(known, drawn.categories(), drawn.departments(), drawn.leaves()),
                variances(false));
  }

  static PeopleLevels draw(
      Census census, Grid grid, PrivacySettings settings, Epsilon epsilon, Noise noise) {
    long[] categories = new long[grid.categories().size()];
    long[] departments = new long[grid.departments().size()];
    long[][] leaves = new long[departments.length][categories.length];
    for (Census.Member member : census.members()) {
      int department = grid.department(member.department());
      int category = grid.category(member.category());
      categories[category]++;
      departments[department]++;
      leaves[department][category]++;
    }
    LevelBudget budget = LevelBudget.people(epsilon);
    long company = census.members().size() + noise.laplace(budget.company(), 1).draw();
    noised(categories, noise, budget.category());
    noised(departments, noise, budget.department());
    for (long[] row : leaves) {
      noised(row, noise, budget.fine());
    }
    return new PeopleLevels(
        new LevelCounts(company, categories, departments, leaves),
        settings,
        epsilon,
        census.publicHeadcount());
  }

  private static void noised(long[] counts, Noise noise, Epsilon epsilon) {
    DiscreteLaplace laplace = noise.laplace(epsilon, 1);
    for (int i = 0; i < counts.length; i++) {
      counts[i] += laplace.draw();
    }
  }

  private Variances variances(boolean companyIsNoised) {
    return new Variances(
        companyIsNoised ? NoiseSum.variance(budget.company(), 1) : 0,
        NoiseSum.variance(budget.category(), 1),
        NoiseSum.variance(budget.department(), 1),
        NoiseSum.variance(budget.fine(), 1));
  }

  LevelCounts drawn() {
    return drawn;
  }

  ReleaseThreshold atCategory() {
    return atCategory;
  }

  ReleaseThreshold atLeaf() {
    return atLeaf;
  }

  boolean showsCategory(int category) {
    return atCategory.shows(drawn.categories()[category], 1);
  }

  boolean showsLeaf(At leaf) {
    return atLeaf.shows(drawn.leaves()[leaf.department()][leaf.category()], 1);
  }

  /**
   * Whether what is left of a category beside some of its leaves has k people: its noise is one
   * draw of the category's and one of each leaf's. That strays less than as many draws of a leaf's,
   * since the category has more epsilon (Birnbaum 1948 on peakedness).
   */
  boolean showsRest(int category, List<At> clear) {
    long rest = drawn.categories()[category];
    for (At leaf : clear) {
      rest -= drawn.leaves()[leaf.department()][leaf.category()];
    }
    return atLeaf.shows(rest, clear.size() + 1);
  }

  boolean showsPool(Collection<Integer> categories) {
    return atCategory.shows(
        categories.stream().mapToLong(c -> drawn.categories()[c]).sum(), categories.size());
  }

  /** Whether the noise alone may have made these people. */
  boolean maybeNobody(Collection<At> leaves) {
    return sum(leaves) <= halfWidth(leaves);
  }

  double sum(Collection<At> leaves) {
    return estimate.sum(leaves);
  }

  double halfWidth(Collection<At> leaves) {
    return HALF_WIDTH * Math.sqrt(Math.max(0, estimate.variance(leaves)));
  }

  /** The public headcount. */
  @Nullable Integer known() {
    return known;
  }

  long total() {
    return known == null ? Math.max(0, Math.round(estimate.total())) : known;
  }
}
