package com.orgscope.web;

import com.orgscope.state.Hmac;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * Tokens of forms, made of what the browser holds, so that every server knows them and none keeps
 * them: another session has another, and whoever has no session has none that is good.
 */
final class SessionTokens implements CsrfTokenRepository {
  private static final String HEADER = "X-CSRF-TOKEN";

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    CsrfToken own = loadToken(request);
    return own == null ? token(UUID.randomUUID().toString()) : own;
  }

  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {}

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    return SessionCookies.held(request)
        .filter(held -> !held.isEmpty())
        .map(held -> token(of(held)))
        .orElse(null);
  }

  private static CsrfToken token(String value) {
    return new DefaultCsrfToken(HEADER, Forms.PARAMETER, value);
  }

  private static String of(String held) {
    byte[] sum =
        Hmac.of(held.getBytes(StandardCharsets.UTF_8), "forms".getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
  }
}
