package com.orgscope.insight;

import com.orgscope.access.CouncilPolicies;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.WhoCounts;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.privacy.PrivacySettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What another works-council policy would change, worked out before anybody signs it. */
@Component
public final class PolicyEffects {
  private final CouncilPolicies policies;
  private final WhoCounts whoCounts;
  private final People people;
  private final Candidates candidates;
  private final PrivacySettings privacy;

  PolicyEffects(
      CouncilPolicies policies,
      WhoCounts whoCounts,
      People people,
      Candidates candidates,
      PrivacySettings privacy) {
    this.policies = policies;
    this.whoCounts = whoCounts;
    this.people = people;
    this.candidates = candidates;
    this.privacy = privacy;
  }

  /**
   * What changes on the day it is applied, exactly and for IT/Security alone.
   *
   * @param widens whether anybody is seen more, asked less or kept longer
   * @param leave people who are counted now and would not be
   * @param join people who are not counted now and would be
   * @param managersLose people of whom their manager would see less
   * @param managersGain people of whom their manager would see more
   * @param suppressed groups that stand alone now and would join others
   * @param usageDays after how many days daily figures would go; null for never
   */
  public record Effect(
      boolean widens,
      int leave,
      int join,
      int managersLose,
      int managersGain,
      int kNow,
      int kThen,
      List<Suppressed> suppressed,
      @Nullable Integer usageDaysNow,
      @Nullable Integer usageDays) {
    public Effect {
      suppressed = List.copyOf(suppressed);
    }
  }

  /** A group of fewer people than the larger k asks for. */
  public record Suppressed(String department, String category, int people) {}

  /**
   * @throws Failure for the operator, if the policy asks for smaller groups than the installation
   */
  public void require(CouncilPolicy policy) {
    if (policy.k() < privacy.k()
        || policy.everywhere().k() < privacy.k()
        || policy.countries().values().stream().anyMatch(terms -> terms.k() < privacy.k())) {
      throw Failure.operator(
          "k is at least %d here: a works-council policy makes groups larger, never smaller"
              .formatted(privacy.k()));
    }
  }

  /** Of the caller's company as it stands now. */
  public Effect of(Caller caller, CouncilPolicy then) {
    require(then);
    CouncilPolicy now = policies.inForce(caller);
    List<Person> staff = people.all(caller);
    Set<?> outNow = whoCounts.leftOut(caller.tenant());
    Set<?> outThen = whoCounts.leftOut(caller.tenant(), then);
    int leave = 0;
    int join = 0;
    int lose = 0;
    int gain = 0;
    for (Person person : staff) {
      boolean isOut = outNow.contains(person.key());
      boolean wouldBe = outThen.contains(person.key());
      leave += !isOut && wouldBe ? 1 : 0;
      join += isOut && !wouldBe ? 1 : 0;
      if (person.manager() != null) {
        Managers before = now.at(person.location()).managers();
        Managers after = then.at(person.location()).managers();
        lose += after.compareTo(before) < 0 ? 1 : 0;
        gain += after.compareTo(before) > 0 ? 1 : 0;
      }
    }
    int kNow = policies.k(caller.tenant(), privacy.k());
    int kThen = Math.max(privacy.k(), then.k());
    return new Effect(
        then.widens(now),
        leave,
        join,
        lose,
        gain,
        kNow,
        kThen,
        suppressed(caller, kNow, kThen),
        now.usageDays(),
        then.usageDays());
  }

  private List<Suppressed> suppressed(Caller caller, int kNow, int kThen) {
    if (kThen <= kNow) {
      return List.of();
    }
    return candidates
        .find(caller)
        .map(candidate ->
            candidate.cells().stream()
                .filter(group -> group.people() >= kNow && group.people() < kThen)
                .map(group -> new Suppressed(group.department(), group.category(), group.people()))
                .toList())
        .orElse(List.of());
  }
}
