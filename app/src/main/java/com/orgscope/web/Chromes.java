package com.orgscope.web;

import com.orgscope.directory.Tenants;
import com.orgscope.insight.Release;
import com.orgscope.kernel.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Builds what surrounds a page for whoever looks at it. */
@Component
@ConditionalOnWebApplication
final class Chromes {
  private final Tenants tenants;
  private final Ahead ahead;
  private final Places places;
  private final Forms forms;
  private final InstantSource clock;
  private final PageFiles files;

  Chromes(
      Tenants tenants,
      Ahead ahead,
      Forms forms,
      PageFiles files,
      InstantSource clock,
      Places places) {
    this.places = places;
    this.tenants = tenants;
    this.ahead = ahead;
    this.forms = forms;
    this.files = files;
    this.clock = clock;
  }

  /**
   * @param sections of the page, to jump to
   */
  Chrome of(String title, Caller caller, HttpServletRequest request, List<Chrome.Jump> sections) {
    var tenant = tenants.get(caller.tenant());
    Optional<Release> release = ahead.release(caller);
    Instant now = clock.instant();
    List<Chrome.Jump> jumps = new ArrayList<>(sections);
    List<Places.Place> open = places.of(caller);
    open.forEach(place -> jumps.add(new Chrome.Jump("Page: " + place.label(), place.href())));
    String here = path(request);
    return new Chrome(
        title,
        tenant.name(),
        tenant.demo(),
        Words.role(caller.role()),
        release.map(r -> age(r, now, tenant.zone())).orElse(null),
        release.map(r -> CeoPages.overdue(r, now)).orElse(null),
        release.isPresent() ? null : ahead.of(caller, here),
        jumps,
        open.stream()
            .map(place -> new Chrome.Place(place.name(), place.href(), place.href().equals(here)))
            .toList(),
        csrf(request),
        files.version());
  }

  /** For pages anybody may see: sign-in, and errors before it. It makes no session. */
  Chrome anonymous(String title) {
    Chrome.Csrf strangers = new Chrome.Csrf(Forms.PARAMETER, forms.token());
    return new Chrome(
        title,
        null,
        false,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        strangers,
        files.version());
  }

  /** Signed in or not. */
  Chrome whoever(String title, HttpServletRequest request) {
    Caller caller = caller();
    return caller == null ? anonymous(title) : of(title, caller, request, List.of());
  }

  static @Nullable Caller caller() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof Caller caller ? caller : null;
  }

  private static String path(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(PreviewedPages.PREFIX + "/")
        ? path.substring(PreviewedPages.PREFIX.length())
        : path;
  }

  private static String age(Release release, Instant now, ZoneId zone) {
    return "Release of %s · %s"
        .formatted(
            Formats.moment(release.publishedAt(), zone),
            Formats.age(Duration.between(release.publishedAt(), now)));
  }

  private static Chrome.Csrf csrf(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? new Chrome.Csrf(token.getParameterName(), token.getToken())
        : new Chrome.Csrf("_csrf", "");
  }
}
