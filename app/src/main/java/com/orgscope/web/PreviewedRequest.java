package com.orgscope.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
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
  private static final int VALUE_BYTES = 32;

  private final CsrfToken dead = dead();

  PreviewedRequest(HttpServletRequest request) {
    super(request);
  }

  /** Masked as a token is that is worth something: random bytes, and the value with these. */
  private static CsrfToken dead() {
    SecureRandom random = new SecureRandom();
    byte[] secret = new byte[VALUE_BYTES];
    random.nextBytes(secret);
    byte[] value =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(secret)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] masked = new byte[2 * value.length];
    random.nextBytes(masked);
    for (int i = 0; i < value.length; i++) {
      masked[value.length + i] = (byte) (masked[i] ^ value[i]);
    }
    return new DefaultCsrfToken(
        "X-CSRF-TOKEN", Forms.PARAMETER, Base64.getUrlEncoder().encodeToString(masked));
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
