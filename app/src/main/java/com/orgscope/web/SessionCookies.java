package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.signin.Ending;
import com.orgscope.signin.ProviderSignOut;
import com.orgscope.signin.Sessions;
import com.orgscope.signin.SignInProof;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * The cookie that says whose session a browser has. Each request that asks who is there looks it up
 * once; this process remembers nobody.
 */
@Component
@ConditionalOnWebApplication
final class SessionCookies implements SecurityContextRepository {
  private static final String NAME = "orgscope";
  private static final String ENDED = SessionCookies.class.getName() + ".ended";
  private static final String AWAY = SessionCookies.class.getName() + ".away";

  private final Sessions sessions;
  private final ProviderSignOut signOut;
  private final WebSettings settings;

  SessionCookies(Sessions sessions, ProviderSignOut signOut, WebSettings settings) {
    this.sessions = sessions;
    this.signOut = signOut;
    this.settings = settings;
  }

  /** Signs somebody in: what the browser held before is worth nothing from now on. */
  void open(SignInProof proof, HttpServletRequest request, HttpServletResponse response) {
    held(request).ifPresent(before -> signOut.signOut(before, ""));
    give(
        sessions.open(
            proof, new Sessions.Bounds(settings.maxSessionsPerUser(), settings.maxSessions())),
        response);
  }

  /**
   * Ends the browser's session, if it has one.
   *
   * @param back where its identity provider sends the browser back to
   * @return where it signs out there as well
   */
  Optional<String> close(String back, HttpServletRequest request, HttpServletResponse response) {
    Optional<String> onward = held(request).flatMap(held -> signOut.signOut(held, back));
    add(response, ResponseCookie.from(NAME, "").maxAge(Duration.ZERO));
    return onward;
  }

  Set<Role> roles(HttpServletRequest request) {
    return held(request).map(sessions::roles).orElse(Set.of());
  }

  /** Whether the browser's session goes on in that role. */
  boolean change(Role role, HttpServletRequest request, HttpServletResponse response) {
    Optional<String> next = held(request).flatMap(held -> sessions.switchRole(held, role));
    next.ifPresent(held -> give(held, response));
    return next.isPresent();
  }

  private void give(String held, HttpServletResponse response) {
    add(response, ResponseCookie.from(NAME, held));
  }

  private void add(HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        cookie
            .path("/")
            .httpOnly(true)
            .sameSite("Strict")
            .secure(settings.behindTls())
            .build()
            .toString());
  }

  /** What the browser shows, whatever it is. */
  static Optional<String> held(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(NAME))
            .map(Cookie::getValue)
            .findFirst();
  }

  /** Why the session that was shown is no more; null if nobody knows. */
  static @Nullable Ending ended(HttpServletRequest request) {
    return request.getAttribute(ENDED) instanceof Ending why ? why : null;
  }

  /** Whether nobody can say now who is there. */
  static boolean away(HttpServletRequest request) {
    return request.getAttribute(AWAY) != null;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Late(() -> context(request));
  }

  @Override
  @Deprecated
  public SecurityContext loadContext(HttpRequestResponseHolder both) {
    return context(both.getRequest());
  }

  private SecurityContext context(HttpServletRequest request) {
    Caller caller = away(request) ? null : held(request).map(h -> caller(h, request)).orElse(null);
    SecurityContext empty = SecurityContextHolder.createEmptyContext();
    return caller == null ? empty : new SecurityContextImpl(SignedIn.as(caller));
  }

  private @Nullable Caller caller(String held, HttpServletRequest request) {
    try {
      return switch (sessions.find(held)) {
        case Sessions.Found.Open open -> open.caller();
        case Sessions.Found.Ended ended -> {
          request.setAttribute(ENDED, ended.why());
          yield null;
        }
      };
    } catch (Failure e) {
      if (e.kind() != Failure.Kind.RETRY) {
        throw e;
      }
      request.setAttribute(AWAY, true);
      return null;
    }
  }

  /** Nothing is kept of a request: who signs in gets a session by {@link #open} alone. */
  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return held(request).isPresent();
  }

  /** Looks when somebody asks, and once. */
  private static final class Late implements DeferredSecurityContext {
    private final Supplier<SecurityContext> look;
    private @Nullable SecurityContext seen;

    Late(Supplier<SecurityContext> look) {
      this.look = look;
    }

    @Override
    public SecurityContext get() {
      SecurityContext known = seen;
      if (known == null) {
        known = look.get();
        seen = known;
      }
      return known;
    }

    @Override
    public boolean isGenerated() {
      return get().getAuthentication() == null;
    }
  }
}
