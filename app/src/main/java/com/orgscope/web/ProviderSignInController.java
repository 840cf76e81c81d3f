package com.orgscope.web;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.ProviderSignIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** To the company's identity provider and back. */
@Controller
@RunsIn(Part.WEB)
final class ProviderSignInController {
  private static final String BACK = "/sign-in/back/";
  private static final String COOKIE = "orgscope-in";
  private static final String TITLE = "Sign in";

  private final ProviderSignIn signIn;
  private final ProviderDoors doors;
  private final SessionCookies sessions;
  private final WebSettings settings;
  private final Chromes chromes;

  ProviderSignInController(
      ProviderSignIn signIn,
      ProviderDoors doors,
      SessionCookies sessions,
      WebSettings settings,
      Chromes chromes) {
    this.signIn = signIn;
    this.doors = doors;
    this.sessions = sessions;
    this.settings = settings;
    this.chromes = chromes;
  }

  /** Of which company one is, typed at the sign-in page. */
  @GetMapping("/sign-in/with")
  String choose(@RequestParam(defaultValue = "") String company) {
    return doors
        .company(company)
        .map(tenant -> "redirect:/sign-in/with/" + tenant)
        .orElse("redirect:/sign-in?company");
  }

  @GetMapping("/sign-in/with/{company}")
  @Nullable ModelAndView begin(
      @PathVariable String company, HttpServletRequest request, HttpServletResponse response) {
    Optional<TenantId> tenant = doors.company(company);
    if (tenant.isEmpty()) {
      return new ModelAndView("redirect:/sign-in?company");
    }
    Optional<String> address = doors.address(request);
    if (address.isEmpty()) {
      return plain(
          HttpStatus.CONFLICT,
          PlainPage.of(
              "This server does not know its own address",
              List.of(
                  "Whoever runs it sets orgscope.web.public-url to the address that people open.")));
    }
    ProviderSignIn.Begun begun = signIn.begin(tenant.get(), address.get() + BACK + tenant.get());
    keep(response, begun.kept(), ProviderSignIn.LIFE);
    RequestOrigin.leave(request, response, begun.location());
    return null;
  }

  @GetMapping("/sign-in/back/{company}")
  ModelAndView back(
      @PathVariable String company, HttpServletRequest request, HttpServletResponse response) {
    Optional<TenantId> tenant = doors.company(company);
    if (tenant.isEmpty()) {
      return new ModelAndView("redirect:/sign-in?company");
    }
    Map<String, String> said = new HashMap<>();
    request.getParameterMap().forEach((name, values) -> said.put(name, values[0]));
    String kept = kept(request);
    keep(response, "", Duration.ZERO);
    return switch (signIn.end(tenant.get(), kept, said)) {
      case ProviderSignIn.Result.In in -> {
        sessions.open(in.proof(), request, response);
        yield onward(response, in.roles().size() > 1 ? "/roles" : "/");
      }
      case ProviderSignIn.Result.Refused refused ->
          plain(HttpStatus.FORBIDDEN, RefusedSignIn.page(refused.reason()));
    };
  }

  /**
   * Not a redirect: whoever comes from another site would not bring the session's cookie along with
   * it, since it is for our own pages only.
   */
  private ModelAndView onward(HttpServletResponse response, String path) {
    response.setHeader("Refresh", "0;url=" + path);
    return plain(
        HttpStatus.OK,
        PlainPage.of(
            "You are signed in",
            List.of("The next page opens by itself."),
            new PlainPage.Link("Go on", path)));
  }

  private ModelAndView plain(HttpStatus status, PlainPage page) {
    return new ModelAndView(
        "plain", Map.of("chrome", chromes.anonymous(TITLE), "page", page), status);
  }

  private void keep(HttpServletResponse response, String value, Duration life) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, value)
            .path("/sign-in/back")
            .httpOnly(true)
            // The provider is another site, and the browser brings it along from there.
            .sameSite("Lax")
            .secure(settings.behindTls())
            .maxAge(life)
            .build()
            .toString());
  }

  private static @Nullable String kept(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? null
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .findFirst()
            .orElse(null);
  }
}
