package com.orgscope.sources.webhook;

import com.orgscope.access.RateLimit;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.stereotype.Component;

/** Puts the servlet at its address, in processes that take part in ingestion. */
@Component
@RunsIn(Part.INGEST)
final class HookRegistration extends ServletRegistrationBean<HookServlet> {
  HookRegistration(List<Hook> hooks, WebhookSettings settings) {
    super(
        new HookServlet(
            hooks,
            settings,
            new RateLimit(settings.requestsPerSecond(), settings.burst()),
            new HookCounters(Metrics.globalRegistry)),
        "/hooks/*");
    setName("hooks");
  }
}
