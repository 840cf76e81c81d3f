package com.orgscope.web;

import com.orgscope.state.Hmac;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Forms of strangers, who have no session and get none by looking: such a form comes from one of
 * our own pages, which a browser vouches for, and carries a token that this process signed lately.
 */
@Component
@ConditionalOnWebApplication
final class Forms {
  static final String PARAMETER = "_csrf";

  private static final Duration LIFE = Duration.ofHours(2);

  private final InstantSource clock;
  private final byte[] key = new byte[32];

  Forms(InstantSource clock) {
    this.clock = clock;
    new SecureRandom().nextBytes(key);
  }

  String token() {
    return token(clock.instant().getEpochSecond());
  }

  private String token(long second) {
    byte[] sum = Hmac.of(key, Long.toString(second).getBytes(StandardCharsets.US_ASCII));
    return second + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
  }

  private boolean signed(@Nullable String token) {
    int dot = token == null ? -1 : token.indexOf('.');
    if (token == null || dot < 1 || !token.substring(0, dot).matches("\\d{1,12}")) {
      return false;
    }
    long second = Long.parseLong(token.substring(0, dot));
    long age = clock.instant().getEpochSecond() - second;
    return age >= 0
        && age <= LIFE.toSeconds()
        && MessageDigest.isEqual(
            token(second).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Browsers that say where a form was are believed. Ours send no referrer, which makes their
   * {@code Origin} "null" on forms, so only another site's name in it counts.
   */
  private static boolean ofOurPage(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return true;
    }
    try {
      String host = URI.create(origin).getAuthority();
      return host != null && host.toLowerCase(Locale.ROOT).equals(ClientAddress.of(request).host());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  boolean fine(HttpServletRequest request) {
    return ofOurPage(request) && signed(request.getParameter(PARAMETER));
  }

  /** Stands where strangers may post. */
  static final class Guard extends OncePerRequestFilter {
    private final RequestMatcher where;
    private final Forms forms;

    Guard(RequestMatcher where, Forms forms) {
      this.where = where;
      this.forms = forms;
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      if (!where.matches(request) || forms.fine(request)) {
        chain.doFilter(request, response);
      } else {
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
      }
    }
  }
}
