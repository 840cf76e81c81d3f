package com.orgscope.privacy;

import com.orgscope.access.CouncilPolicies;
import com.orgscope.kernel.TenantId;
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
}
