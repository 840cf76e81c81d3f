package com.orgscope.web;

import com.orgscope.signin.BearerTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who gets past the door. What a browser may do with a page, {@link PageHeaders} says. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Security implements WebMvcConfigurer {
  /** What the API is, which tells nobody anything of a company. */
  static final String DOCUMENT = "/api/v1/openapi.json";

  private static final String BEARER = "Bearer ";

  private final PageFiles files;
  private final McpAddresses addresses;

  Security(PageFiles files, McpAddresses addresses) {
    this.files = files;
    this.addresses = addresses;
  }

  /**
   * Machines bring a token or a secret with each request, which what serves them checks: no
   * session, and no form that could be forged.
   */
  @Bean
  @Order(1)
  SecurityFilterChain machines(HttpSecurity http) throws Exception {
    http.securityMatcher("/scim/**", "/hooks/**", "/sign-out/provider/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
    return withoutSession(http).build();
  }

  /** They count what every company here does, so no company's own people see them. */
  @Bean
  @Order(2)
  SecurityFilterChain metrics(HttpSecurity http, WebSettings settings) throws Exception {
    http.securityMatcher("/actuator/prometheus")
        .authorizeHttpRequests(requests ->
            requests
                .anyRequest()
                .access((who, context) ->
                    new AuthorizationDecision(
                        showsToken(context.getRequest(), settings.metricsToken()))))
        .exceptionHandling(errors ->
            errors
                .authenticationEntryPoint((request, response, refusal) -> response.sendError(401))
                .accessDeniedHandler((request, response, refusal) -> response.sendError(401)));
    return withoutSession(http).build();
  }

  /** Programs of a company's people, and those without a person. */
  @Bean
  @Order(3)
  SecurityFilterChain programs(HttpSecurity http, BearerTokens tokens) throws Exception {
    http.securityMatcher(BearerDoor::isFor)
        .addFilterBefore(new BearerDoor(tokens, addresses), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    return withoutSession(http).build();
  }

  /** Assistants of a company's people: a token with each request, and never a session. */
  @Bean
  @Order(4)
  SecurityFilterChain assistants(HttpSecurity http, BearerTokens tokens) throws Exception {
    http.securityMatcher(McpAddresses.PATH, McpAddresses.PATH + "/**")
        .addFilterBefore(new McpDoor(tokens, addresses), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    return withoutSession(http).build();
  }

  @Bean
  SecurityFilterChain door(
      HttpSecurity http,
      DemoSignIn demo,
      LinkSignIn link,
      FormSignIn result,
      Forms forms,
      SessionCookies sessions)
      throws Exception {
    RequestMatcher signIn =
        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-in");
    http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers(
                    "/sign-in", "/sign-in/**", "/sign-out", "/assets/**", "/webjars/**", "/error")
                .permitAll()
                .requestMatchers("/openapi.json", DOCUMENT, McpAddresses.METADATA + "/**")
                .permitAll()
                .requestMatchers("/actuator/health/**")
                .permitAll()
                .requestMatchers("/actuator/**")
                .denyAll()
                .anyRequest()
                .authenticated())
        .authenticationProvider(link)
        .authenticationProvider(demo)
        .formLogin(form ->
            form.loginPage("/sign-in")
                .usernameParameter("principal")
                .passwordParameter("code")
                .authenticationDetailsSource(ClientAddress::of)
                .failureHandler(result)
                .successHandler(result))
        .logout(AbstractHttpConfigurer::disable)
        .securityContext(context -> context.securityContextRepository(sessions))
        .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf ->
            csrf.csrfTokenRepository(new SessionTokens())
                .csrfTokenRequestHandler(new FormTokens())
                .ignoringRequestMatchers(signIn))
        .addFilterBefore(new Forms.Guard(signIn, forms), CsrfFilter.class)
        .exceptionHandling(errors ->
            errors.authenticationEntryPoint(
                (request, response, refusal) -> askWho(request, response)))
        .requestCache(cache -> cache.disable())
        .headers(AbstractHttpConfigurer::disable);
    return http.build();
  }

  /** Programs are told, people are led to the sign-in page, which says why they are there. */
  private void askWho(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (SessionCookies.away(request)) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else if (ProgramClients.asks(request)) {
      if (request.getRequestURI().startsWith(VersionedApi.PLAIN)) {
        response.setHeader("WWW-Authenticate", BearerDoor.whereToAsk(request, addresses));
      }
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.sendRedirect("/sign-in" + StartController.why(SessionCookies.ended(request)));
    }
  }

  private static HttpSecurity withoutSession(HttpSecurity http) throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .headers(AbstractHttpConfigurer::disable);
  }

  private static boolean showsToken(HttpServletRequest request, @Nullable String token) {
    String shown = request.getHeader("Authorization");
    return token != null
        && shown != null
        && shown.startsWith(BEARER)
        && MessageDigest.isEqual(
            shown.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/" + files.version() + "/**")
        .addResourceLocations(files.assets())
        .setCacheControl(files.forEver());
    // While two versions serve beside each other, a page of one may ask the other.
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(files.assets())
        .setCacheControl(files.askAgain())
        .resourceChain(false)
        .addResolver(new PageFiles.ByName());
  }
}
