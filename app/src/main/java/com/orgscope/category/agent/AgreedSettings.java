package com.orgscope.category.agent;

import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.LeastGroup;
import org.springframework.stereotype.Component;

/** How the agent asks in one company: as it is set, of as many people as the company promised. */
@Component
final class AgreedSettings {
  private final AgentSettings settings;
  private final LeastGroup least;

  AgreedSettings(AgentSettings settings, LeastGroup least) {
    this.settings = settings;
    this.least = least;
  }

  /** Now; a policy that is applied meanwhile holds from the next time on. */
  AgentSettings of(TenantId tenant) {
    return settings.withK(least.of(tenant, settings.k()));
  }
}
