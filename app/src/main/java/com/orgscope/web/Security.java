package com.orgscope.web;

import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who gets past the door. What a browser may do with a page, {@link PageHeaders} says. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Security implements WebMvcConfigurer {
  private static final String BEARER = "Bearer ";

  private final PageFiles files;

  Security(PageFiles files) {
    this.files = files;
  }

  /**
   * Machines bring a token or a secret with each request, which what serves them checks: no
   * session, and no form that could be forged.
   */
  @Bean
  @Order(1)
  SecurityFilterChain machines(HttpSecurity http) throws Exception {
    http.securityMatcher("/scim/**", "/hooks/**")
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

  @Bean
  SecurityFilterChain door(
      HttpSecurity http,
      WebSettings settings,
      DemoSignIn demo,
      LinkSignIn link,
      Forms forms,
      SessionRegistry open)
      throws Exception {
    RequestMatcher signIn =
        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-in");
    http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/sign-in", "/sign-in/**", "/assets/**", "/webjars/**", "/error")
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
                .failureHandler(refused())
                .defaultSuccessUrl("/"))
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in"))
        .sessionManagement(sessions ->
            sessions
                .sessionAuthenticationStrategy(new Sessions.Room(open, settings.maxSessions()))
                .maximumSessions(settings.maxSessionsPerUser())
                .sessionRegistry(open)
                .expiredUrl("/sign-in?elsewhere"))
        .csrf(csrf -> csrf.csrfTokenRepository(new SessionTokens()).ignoringRequestMatchers(signIn))
        .addFilterBefore(new Forms.Guard(signIn, forms), CsrfFilter.class)
        .exceptionHandling(errors ->
            errors
                .defaultAuthenticationEntryPointFor(
                    (request, response, refusal) -> response.sendError(401), ProgramClients::asks)
                .defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint("/sign-in"), any -> true))
        .requestCache(cache -> cache.disable())
        .headers(AbstractHttpConfigurer::disable);
    return http.build();
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

  /** Says why, and keeps nothing of it: whoever is refused has no session. */
  private static AuthenticationFailureHandler refused() {
    return (request, response, refusal) ->
        response.sendRedirect("/sign-in?" + why(request, refusal));
  }

  private static String why(HttpServletRequest request, AuthenticationException refusal) {
    if (refusal instanceof SessionAuthenticationException) {
      return "full";
    }
    String code = request.getParameter("code");
    if (code == null || code.isBlank()) {
      return "refused";
    }
    return ClientAddress.of(request).here() ? "used" : "relayed";
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(files.assets())
        .setCacheControl(files.caching());
  }
}
