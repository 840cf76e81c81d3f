package com.orgscope.web;

import com.orgscope.signin.ApiScope;
import com.orgscope.signin.BearerTokens;
import com.orgscope.signin.BearerTokens.Worth;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets programs to the API by a bearer token (RFC 6750), each request anew. */
final class BearerDoor extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";
  static final String ROLE = "Orgscope-Role";

  private final BearerTokens tokens;
  private final McpAddresses addresses;

  BearerDoor(BearerTokens tokens, McpAddresses addresses) {
    this.tokens = tokens;
    this.addresses = addresses;
  }

  static boolean isFor(HttpServletRequest request) {
    String address = request.getRequestURI();
    return address.startsWith(VersionedApi.PLAIN)
        && !address.equals(Security.DOCUMENT)
        && token(request) != null;
  }

  static @Nullable String token(HttpServletRequest request) {
    String shown = request.getHeader("Authorization");
    return shown != null && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? shown.substring(SCHEME.length()).strip()
        : null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ApiScope scope = ApiScope.of(request.getMethod(), request.getRequestURI()).orElse(null);
    switch (tokens.of(String.valueOf(token(request)), scope, request.getHeader(ROLE))) {
      case Worth.Good good -> {
        SecurityContextHolder.setContext(new SecurityContextImpl(SignedIn.as(good.caller())));
        chain.doFilter(request, response);
      }
      case Worth.Invalid _ ->
          refuse(request, response, HttpServletResponse.SC_UNAUTHORIZED, "error=\"invalid_token\"");
      case Worth.OutOfScope out ->
          refuse(
              request,
              response,
              HttpServletResponse.SC_FORBIDDEN,
              "error=\"insufficient_scope\""
                  + (out.needed() == null ? "" : ", scope=\"" + out.needed() + "\""));
      case Worth.WhichRole which ->
          refuse(request, response, HttpServletResponse.SC_FORBIDDEN, whichRole(which));
    }
  }

  /** Says to whoever brings no good token who gives one (RFC 9728, section 5.1). */
  static String whereToAsk(HttpServletRequest request, McpAddresses addresses) {
    return SCHEME + "resource_metadata=\"" + addresses.metadataOfApi(request) + "\"";
  }

  static String whichRole(Worth.WhichRole which) {
    return "error=\"invalid_request\", error_description=\"say which role by the header "
        + ROLE
        + ": "
        + which.roles().stream().map(Enum::name).collect(Collectors.joining(" "))
        + "\"";
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String why)
      throws IOException {
    response.setHeader("WWW-Authenticate", whereToAsk(request, addresses) + ", " + why);
    response.sendError(status);
  }
}
