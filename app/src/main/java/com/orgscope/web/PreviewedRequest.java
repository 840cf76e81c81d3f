package com.orgscope.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * A request of a previewed page: it has no session, and its forms have a token that is worth
 * nothing, of the length that one has.
 */
final class PreviewedRequest extends HttpServletRequestWrapper {
  /** As one that is masked has: as many random bytes as the value, and the value with these. */
  private static final int TOKEN_BYTES = 2 * 43;

  private final CsrfToken dead = dead();

  PreviewedRequest(HttpServletRequest request) {
    super(request);
  }

  private static CsrfToken dead() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new DefaultCsrfToken(
        "X-CSRF-TOKEN", Forms.PARAMETER, Base64.getUrlEncoder().encodeToString(bytes));
  }

  @Override
  public Cookie @Nullable [] getCookies() {
    return null;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return name.equals(CsrfToken.class.getName()) ? dead : super.getAttribute(name);
  }
}
