package com.orgscope.sources.webhook;

import com.orgscope.kernel.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * How requests to hooks were answered, by provider, tenant and outcome. Only whoever showed a
 * tenant's secret is counted under the tenant, so that strangers make no labels.
 */
record HookCounters(MeterRegistry registry) {
  static final String NAME = "orgscope.webhook.requests";
  private static final String NOBODY = "";
  private static final int UNAUTHORIZED = 401;

  /** Of somebody who showed no secret, or was not asked for it. */
  void withoutSecret(String provider, HookReply reply) {
    count(provider, NOBODY, reply);
  }

  void answered(String provider, TenantId tenant, HookReply reply) {
    count(provider, tenant.value(), reply);
  }

  private void count(String provider, String tenant, HookReply reply) {
    Counter.builder(NAME)
        .description("Requests that providers sent, by how they were answered")
        .tag("provider", provider)
        .tag("tenant", tenant)
        .tag("outcome", outcome(reply))
        .register(registry)
        .increment();
  }

  private static String outcome(HookReply reply) {
    return switch (reply) {
      case HookReply.Taken taken -> "taken";
      case HookReply.Verified verified -> "verified";
      case HookReply.Later later -> later.because().name().toLowerCase(Locale.ROOT);
      case HookReply.Wrong wrong -> wrong.status() == UNAUTHORIZED ? "unauthorized" : "wrong";
    };
  }
}
