package com.orgscope.llm;

import com.orgscope.state.Residency;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Nothing starts that would ask a model, or tell a collector, outside the region of the
 * installation.
 */
@Component
final class EndpointsInRegion implements BeanPostProcessor {
  private final ObjectProvider<Residency> residency;

  EndpointsInRegion(ObjectProvider<Residency> residency) {
    this.residency = residency;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof LlmSettings settings) {
      require("anthropic", settings.anthropic());
      require("openai", settings.openai());
    } else if (bean instanceof TelemetrySettings settings && !settings.endpoint().isBlank()) {
      residency.getObject().requireEndpoint("telemetry", settings.endpoint().strip());
    }
    return bean;
  }

  private void require(String service, LlmSettings.Provider provider) {
    if (provider.present()) {
      residency.getObject().requireEndpoint(service, provider.endpoint());
    }
  }
}
