package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.signin.ApiScope;
import com.orgscope.signin.BearerTokens;
import com.orgscope.signin.BearerTokens.Worth;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets assistants in by a bearer token, each request anew and never by a session: for this server
 * or for this address, of this company, and with the scope of the tool that is called. Whoever
 * brings none is told where to ask for one.
 */
final class McpDoor extends OncePerRequestFilter {
  private static final int MOST_BYTES = 64 * 1024;
  private static final Set<ApiScope> ALL =
      Arrays.stream(Tool.values())
          .map(Tool::scope)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(ApiScope.class)));

  private final BearerTokens tokens;
  private final McpAddresses addresses;

  McpDoor(BearerTokens tokens, McpAddresses addresses) {
    this.tokens = tokens;
    this.addresses = addresses;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (addresses.isElsewhere(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    String token = BearerDoor.token(request);
    if (token == null) {
      refuse(request, response, HttpServletResponse.SC_UNAUTHORIZED, "");
      return;
    }
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    String role = request.getHeader(BearerDoor.ROLE);
    switch (tokens.ofAny(token, scopes(body), role, addresses.resource(request))) {
      case Worth.Good good when isHere(request, good.caller()) -> {
        SecurityContextHolder.setContext(new SecurityContextImpl(SignedIn.as(good.caller())));
        chain.doFilter(new ReadRequest(request, body), response);
      }
      case Worth.Good _ -> refuse(request, response, 401, ", error=\"invalid_token\"");
      case Worth.Invalid _ -> refuse(request, response, 401, ", error=\"invalid_token\"");
      case Worth.OutOfScope out ->
          refuse(
              request,
              response,
              403,
              ", error=\"insufficient_scope\", scope=\"" + out.needed() + "\"");
      case Worth.WhichRole which ->
          refuse(request, response, 403, ", " + BearerDoor.whichRole(which));
    }
  }

  private static boolean isHere(HttpServletRequest request, Caller caller) {
    String company = McpAddresses.company(request);
    return company == null || company.equals(caller.tenant().value());
  }

  /** That of the tool that is called; any one for whatever else the protocol asks. */
  private static Set<ApiScope> scopes(byte[] body) {
    try {
      JsonNode asked = JsonMapper.shared().readTree(body);
      return asked.path("method").asString("").equals("tools/call")
          ? Tool.named(asked.at("/params/name").asString(""))
              .<Set<ApiScope>>map(tool -> Set.of(tool.scope()))
              .orElse(ALL)
          : ALL;
    } catch (JacksonException e) {
      return ALL;
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String why)
      throws IOException {
    response.setHeader(
        "WWW-Authenticate",
        "Bearer resource_metadata=\"" + addresses.metadata(request) + "\"" + why);
    response.sendError(status);
  }
}
