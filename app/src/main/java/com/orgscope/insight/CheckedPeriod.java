package com.orgscope.insight;

import com.orgscope.privacy.PrivacyPolicies;
import com.orgscope.privacy.PrivacySettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Nothing starts with a period between releases that the policy in force does not allow, or that
 * leaves a release too little epsilon to be drawn.
 */
@Component
final class CheckedPeriod implements BeanPostProcessor {
  private final ObjectProvider<PrivacyPolicies> policies;
  private final ObjectProvider<PrivacySettings> privacy;

  CheckedPeriod(ObjectProvider<PrivacyPolicies> policies, ObjectProvider<PrivacySettings> privacy) {
    this.policies = policies;
    this.privacy = privacy;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof InsightSettings settings) {
      policies.getObject().require(settings.releasePeriod());
      ReleaseEpsilons.requireDrawable(privacy.getObject(), settings.releasePeriod());
    }
    return bean;
  }
}
