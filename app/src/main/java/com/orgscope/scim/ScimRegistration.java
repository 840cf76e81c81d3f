package com.orgscope.scim;

import com.orgscope.access.RateLimit;
import com.orgscope.access.Secrets;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.stereotype.Component;

/** Puts the servlet at its address, in processes that serve. */
@Component
@RunsIn({Part.WEB, Part.INGEST})
final class ScimRegistration extends ServletRegistrationBean<ScimServlet> {
  ScimRegistration(Secrets secrets, Users users, GroupRequests groups, ScimSettings settings) {
    super(
        new ScimServlet(
            secrets,
            users,
            groups,
            settings,
            new RateLimit(settings.requestsPerSecond(), settings.burst())),
        "/scim/v2/*");
    setName("scim");
  }
}
