package com.orgscope.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells programs from people: programs get RFC 9457 problem details, people get a page. */
final class ProgramClients {
  private static final List<String> PATHS =
      List.of("/api/", "/mcp", "/hooks/", "/scim/", "/actuator/prometheus");

  private ProgramClients() {}

  static boolean asks(HttpServletRequest request) {
    return asks(request, request.getRequestURI());
  }

  /**
   * @param path that was asked for, which an error page no longer has as its own
   */
  static boolean asks(HttpServletRequest request, @Nullable String path) {
    String accept = request.getHeader("Accept");
    String wanted = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
    return (path != null && PATHS.stream().anyMatch(path::startsWith))
        || (wanted.contains("json") && !wanted.contains("text/html"));
  }
}
