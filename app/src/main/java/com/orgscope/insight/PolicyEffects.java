package com.orgscope.insight;

import com.orgscope.access.CouncilPolicies;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.privacy.PrivacySettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What another works-council policy would change, worked out before anybody signs it. */
@Component
public final class PolicyEffects {
  private final CouncilPolicies policies;
  private final People people;
  private final Candidates candidates;
  private final PrivacySettings privacy;

  PolicyEffects(
      CouncilPolicies policies, People people, Candidates candidates, PrivacySettings privacy) {
    this.policies = policies;
    this.people = people;
    this.candidates = candidates;
    this.privacy = privacy;
  }

  /**
   * What changes on the day it is applied. Nothing in it hangs on what anybody said of being
   * counted, so that trying places out tells nothing of who is at one. Numbers are rounded down to
   * a multiple of {@code kNow}, the same for every policy that is tried; 0 is fewer than that, none
   * included.
   *
   * @param widens whether anybody is seen more, asked less or kept longer
   * @param leave people who are counted now unless they said no, and would be asked first
   * @param join people who are asked first now, and would be counted unless they said no
   * @param managersLose people of whom their manager would see less
   * @param managersGain people of whom their manager would see more
   * @param suppressed groups that stand alone now and could join others
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

  /**
   * A group that could be of fewer people than the larger k asks for.
   *
   * @param people rounded down as all numbers are
   */
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
    int leave = 0;
    int join = 0;
    int lose = 0;
    int gain = 0;
    for (Person person : staff) {
      CouncilPolicy.Terms before = now.at(person.location());
      CouncilPolicy.Terms after = then.at(person.location());
      leave += after.consent().compareTo(before.consent()) > 0 ? 1 : 0;
      join += after.consent().compareTo(before.consent()) < 0 ? 1 : 0;
      if (person.manager() != null) {
        lose += after.managers().compareTo(before.managers()) < 0 ? 1 : 0;
        gain += after.managers().compareTo(before.managers()) > 0 ? 1 : 0;
      }
    }
    int kNow = policies.k(caller.tenant(), privacy.k());
    int kThen = Math.max(privacy.k(), then.k());
    return new Effect(
        then.widens(now),
        rounded(leave, kNow),
        rounded(join, kNow),
        rounded(lose, kNow),
        rounded(gain, kNow),
        kNow,
        kThen,
        suppressed(caller, kNow, kThen),
        now.usageDays(),
        then.usageDays());
  }

  private static int rounded(int people, int k) {
    return people - people % k;
  }

  private List<Suppressed> suppressed(Caller caller, int kNow, int kThen) {
    if (kThen <= kNow) {
      return List.of();
    }
    return candidates
        .find(caller)
        .map(candidate ->
            candidate.cells().stream()
                .map(group ->
                    new Suppressed(
                        group.department(), group.category(), rounded(group.people(), kNow)))
                // As rounded, or trying k out one by one would count a group.
                .filter(group -> group.people() >= kNow && group.people() < kThen)
                .toList())
        .orElse(List.of());
  }
}
