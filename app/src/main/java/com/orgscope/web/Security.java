package com.orgscope.web;

import com.orgscope.kernel.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who gets past the door, and what a browser may do with a page. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Security implements WebMvcConfigurer {

  /** Only our own style, script and images; no script or style inside a page; nobody's frame. */
  static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /**
   * Machines bring a token or a secret with each request, which what serves them checks: no
   * session, and no form that could be forged.
   */
  @Bean
  @Order(1)
  SecurityFilterChain machines(HttpSecurity http) throws Exception {
    http.securityMatcher("/scim/**", "/hooks/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable());
    headers(http);
    return http.build();
  }

  @Bean
  SecurityFilterChain door(HttpSecurity http, DemoSignIn demo) throws Exception {
    RequestMatcher api = PathPatternRequestMatcher.withDefaults().matcher("/api/**");
    http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/sign-in", "/assets/**", "/webjars/**", "/error")
                .permitAll()
                .requestMatchers("/actuator/health/**")
                .permitAll()
                .requestMatchers("/actuator/prometheus")
                .access((who, context) ->
                    new AuthorizationDecision(
                        isOperator(who.get()) || Loopback.asks(context.getRequest())))
                .requestMatchers("/actuator/**")
                .denyAll()
                .anyRequest()
                .authenticated())
        .authenticationProvider(demo)
        .formLogin(form ->
            form.loginPage("/sign-in")
                .usernameParameter("principal")
                .authenticationDetailsSource(Loopback::new)
                .failureUrl("/sign-in?refused")
                .defaultSuccessUrl("/"))
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in"))
        .exceptionHandling(errors ->
            errors
                .defaultAuthenticationEntryPointFor(
                    (request, response, refusal) -> response.sendError(401), api)
                .defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint("/sign-in"), any -> true))
        .requestCache(cache -> cache.disable());
    headers(http);
    return http.build();
  }

  private static void headers(HttpSecurity http) throws Exception {
    http.headers(headers ->
        headers
            .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
            .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
            .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
            .permissionsPolicyHeader(
                policy -> policy.policy("camera=(), microphone=(), geolocation=()")));
  }

  private static boolean isOperator(Authentication who) {
    return who != null
        && who.getPrincipal() instanceof com.orgscope.kernel.Caller caller
        && caller.role() == Role.IT_SECURITY;
  }

  /** Style and script carry their version in the address, so a browser may keep them. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/static/assets/")
        .setCacheControl(
            org.springframework.http.CacheControl.maxAge(java.time.Duration.ofDays(30)));
  }

  /** What is known of where a sign-in comes from. */
  record Loopback(String address, String host, boolean forwarded) {
    Loopback(HttpServletRequest request) {
      this(
          request.getRemoteAddr(),
          request.getServerName(),
          request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null);
    }

    /**
     * From this machine, by a name of this machine: a page elsewhere that lets its own name point
     * here (DNS rebinding) does not pass, nor does a proxy that speaks for others.
     */
    boolean here() {
      return !forwarded
          && (address.equals("127.0.0.1")
              || address.equals("0:0:0:0:0:0:0:1")
              || address.equals("::1"))
          && (host.equals("localhost")
              || host.equals("127.0.0.1")
              || host.equals("[::1]")
              || host.equals("::1"));
    }

    static boolean asks(HttpServletRequest request) {
      return new Loopback(request).here();
    }
  }
}
