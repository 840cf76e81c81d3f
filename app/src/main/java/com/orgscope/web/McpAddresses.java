package com.orgscope.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Where assistants ask, by the names that tokens and metadata call it: {@code /mcp}, or {@code
 * /mcp/COMPANY} where there are several companies. No host is believed that a request names.
 */
@Component
@ConditionalOnWebApplication
final class McpAddresses {
  static final String PATH = "/mcp";

  /** Of metadata of what is protected (RFC 9728). */
  static final String METADATA = "/.well-known/oauth-protected-resource";

  private final WebSettings settings;

  McpAddresses(WebSettings settings) {
    this.settings = settings;
  }

  /** This server as it is called, without a slash at the end. */
  String origin(HttpServletRequest request) {
    URI url = settings.publicUrl();
    return url == null
        ? "http://localhost:" + request.getLocalPort()
        : url.toString().replaceFirst("/$", "");
  }

  /** Whether a page of another server has the browser ask. */
  boolean isElsewhere(HttpServletRequest request) {
    String from = request.getHeader("Origin");
    String port = ":" + request.getLocalPort();
    return from != null
        && !from.equals(origin(request))
        && !(settings.publicUrl() == null
            && Set.of("http://localhost" + port, "http://127.0.0.1" + port).contains(from));
  }

  /** The company that an address is of; null if it names none. */
  static @Nullable String company(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(PATH + "/") ? path.substring(PATH.length() + 1) : null;
  }

  /** The name of what is asked, for which a token may be made. */
  String resource(HttpServletRequest request) {
    String company = company(request);
    return origin(request) + PATH + (company == null ? "" : "/" + company);
  }

  /** Where it says who gives tokens for the API. */
  String metadataOfApi(HttpServletRequest request) {
    return origin(request) + METADATA;
  }

  /** Where it says who gives tokens for it. */
  String metadata(HttpServletRequest request) {
    String company = company(request);
    return origin(request) + METADATA + PATH + (company == null ? "" : "/" + company);
  }
}
