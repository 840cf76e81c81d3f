package com.orgscope.sources.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says before its body. A copy: the server uses its request again while something
 * that took too long may still look at it.
 */
record HookRequest(String method, Map<String, String> headers) {
  static HookRequest of(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    request
        .getHeaderNames()
        .asIterator()
        .forEachRemaining(
            name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
    return new HookRequest(request.getMethod(), headers);
  }

  /**
   * @param name in lower case
   */
  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** Nothing of the headers: a secret is among them. */
  @Override
  public String toString() {
    return "HookRequest[" + method + "]";
  }
}
