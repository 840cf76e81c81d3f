package com.orgscope.privacy;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Nothing starts with settings that go further than the policy in force. */
@Component
final class CheckedSettings implements BeanPostProcessor {
  private final ObjectProvider<PrivacyPolicies> policies;

  CheckedSettings(ObjectProvider<PrivacyPolicies> policies) {
    this.policies = policies;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof PrivacySettings settings) {
      policies.getObject().require(settings);
    }
    return bean;
  }
}
