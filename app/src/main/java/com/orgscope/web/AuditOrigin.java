package com.orgscope.web;

import com.orgscope.audit.Origin;
import com.orgscope.ingest.Addresses;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Says to the audit log from where each request comes, its address cut as those of sign-in logs
 * are, and gives it an id.
 */
@Component
@RunsIn({Part.WEB, Part.INGEST})
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AuditOrigin extends ScopedRequests {
  private static final String ORIGIN = AuditOrigin.class.getName() + ".origin";

  @Override
  boolean within(HttpServletRequest request, ScopedValue.CallableOp<Boolean, Exception> answer)
      throws Exception {
    return Origin.from(of(request), answer);
  }

  /** The page of an error belongs to the request that ended in it. */
  private static Origin of(HttpServletRequest request) {
    if (request.getAttribute(ORIGIN) instanceof Origin known) {
      return known;
    }
    String cut = Addresses.prefix(String.valueOf(request.getRemoteAddr()));
    Origin origin =
        new Origin(Objects.requireNonNullElse(cut, "unknown"), UUID.randomUUID().toString());
    request.setAttribute(ORIGIN, origin);
    return origin;
  }
}
