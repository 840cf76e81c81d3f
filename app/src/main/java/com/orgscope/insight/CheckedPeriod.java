package com.orgscope.insight;

import com.orgscope.privacy.PrivacyPolicies;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Nothing starts with a period between releases that the policy in force does not allow. */
@Component
final class CheckedPeriod implements BeanPostProcessor {
  private final ObjectProvider<PrivacyPolicies> policies;

  CheckedPeriod(ObjectProvider<PrivacyPolicies> policies) {
    this.policies = policies;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof InsightSettings settings) {
      policies.getObject().require(settings.releasePeriod());
    }
    return bean;
  }
}
