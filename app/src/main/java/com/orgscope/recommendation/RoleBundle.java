package com.orgscope.recommendation;

import com.orgscope.recommendation.UseTally.Crowd;
import com.orgscope.usage.ProductKinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One bundle of applications for a role: those that at least half of its people use and most of the
 * company do not. Of two that are a duplicate only the one that more use is in it.
 */
final class RoleBundle implements UseRule {
  private static final int FEWEST = 2;
  private static final int MOST = 6;
  private static final double MINUTES = 60;
  private static final double WEEKS_A_YEAR = 52;

  @Override
  public List<Saving> of(UseGroup group, UseFacts facts) {
    if (group.isTeam()) {
      return List.of();
    }
    List<Crowd> bundle = new ArrayList<>();
    group.own().usualBeside(facts.everybody()).stream()
        .sorted(Comparator.comparingInt(Crowd::people).reversed())
        .filter(crowd -> bundle.stream().noneMatch(taken -> isDuplicate(taken, crowd)))
        .limit(MOST)
        .forEach(bundle::add);
    return bundle.size() < FEWEST ? List.of() : List.of(saving(group, facts, bundle));
  }

  private static boolean isDuplicate(Crowd one, Crowd other) {
    return ProductKinds.shared(one.app().id(), other.app().id()).isPresent();
  }

  private static Saving saving(UseGroup group, UseFacts facts, List<Crowd> bundle) {
    int spared = bundle.size() - 1;
    double requests = group.people().size() * spared / WEEKS_A_YEAR;
    List<String> names = bundle.stream().map(Crowd::name).sorted().toList();
    return UseChange.named("role-bundle")
        .saving(
            group.whose(),
            facts.assumed(),
            requests,
            requests / MINUTES,
            Map.of(
                "apps", SavingText.list(names),
                "requests", Integer.toString(bundle.size())));
  }
}
