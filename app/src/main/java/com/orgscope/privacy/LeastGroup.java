package com.orgscope.privacy;

import com.orgscope.access.CouncilPolicies;
import com.orgscope.kernel.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * How few people a group may have of which anything is said, in one company, now: the setting, or
 * more where the policy in force says more. Whoever needs k asks here each time.
 */
@Component
public final class LeastGroup {
  private final PrivacySettings settings;
  private final ObjectProvider<CouncilPolicies> policies;

  LeastGroup(PrivacySettings settings, ObjectProvider<CouncilPolicies> policies) {
    this.settings = settings;
    this.policies = policies;
  }

  /** Of a company. */
  public int of(TenantId tenant) {
    return of(tenant, settings.k());
  }

  /** The same where a room has a setting of its own. */
  public int of(TenantId tenant, int setting) {
    CouncilPolicies known = policies.getIfAvailable();
    return known == null ? setting : known.k(tenant, setting);
  }

  /**
   * Which parts of a whole are told beside it. What the whole has over all of them together is of
   * nobody or of at least k people, else subtracting tells of the few; the smallest parts are left
   * out until it is. It holds for amounts too: they are of the same people.
   *
   * @param whole people
   * @param parts of which no person is in two
   * @param people of a part
   * @return in the order of the parts, each of at least k people
   */
  public static <T> List<T> told(int whole, List<T> parts, ToIntFunction<T> people, int k) {
    List<T> told = new ArrayList<>(parts);
    told.removeIf(part -> people.applyAsInt(part) < k);
    int rest = whole - told.stream().mapToInt(people).sum();
    while (rest > 0 && rest < k && !told.isEmpty()) {
      T smallest = Collections.min(told, Comparator.comparingInt(people));
      told.remove(smallest);
      rest += people.applyAsInt(smallest);
    }
    return told;
  }
}
