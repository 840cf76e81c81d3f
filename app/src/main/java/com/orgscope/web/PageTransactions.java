package com.orgscope.web;

import com.orgscope.directory.Tenants;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whatever a request of a browser or of an API asks of the database, it asks as the role of pages.
 * What identity providers and logs bring in is not a page: it changes people and stores events.
 */
@Component
@RunsIn(Part.WEB)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageTransactions extends ScopedRequests {
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals("/scim/v2") || path.equals("/hooks");
  }

  @Override
  boolean within(HttpServletRequest request, ScopedValue.CallableOp<Boolean, Exception> answer)
      throws Exception {
    return Database.as(Login.PAGES, () -> Tenants.readOnce(answer));
  }
}
