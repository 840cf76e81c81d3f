package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.signin.SignInProof;
import com.orgscope.signin.SignInRefusals;
import com.orgscope.signin.Way;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** What follows a form that asked to be let in: by a door of the demo, or by an operator's link. */
@Component
@ConditionalOnWebApplication
final class FormSignIn implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  private final SessionCookies sessions;
  private final SignInRefusals refusals;

  FormSignIn(SessionCookies sessions, SignInRefusals refusals) {
    this.sessions = sessions;
    this.refusals = refusals;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException {
    if (who.getPrincipal() instanceof Caller caller) {
      sessions.open(
          byLink(request)
              ? SignInProof.of(Way.LINK, caller, "a link of the operator's")
              : SignInProof.of(Way.DEMO, caller, "the doors of a made-up company are open"),
          request,
          response);
    }
    response.sendRedirect("/");
  }

  /** Says why, and keeps nothing of it: whoever is refused has no session. */
  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
      throws IOException {
    String asked = String.valueOf(request.getParameter("principal"));
    String why = why(request);
    refusals.record(
        asked.replaceFirst("/.*", ""),
        switch (why) {
          case "used" -> "the link is used up, too old or none";
          case "relayed" -> "a link is for this machine";
          default -> "there is no such door, or it is closed";
        });
    response.sendRedirect("/sign-in?" + why);
  }

  private static String why(HttpServletRequest request) {
    if (!byLink(request)) {
      return "refused";
    }
    return ClientAddress.of(request).here() ? "used" : "relayed";
  }

  private static boolean byLink(HttpServletRequest request) {
    String code = request.getParameter("code");
    return code != null && !code.isBlank();
  }
}
