package com.orgscope.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** Sessions are made at sign-in and at no other time, and there are only so many. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Sessions {

  @Bean
  SessionRegistry sessionRegistry() {
    return new SessionRegistryImpl();
  }

  /** Tells the registry of sessions that ended. */
  @Bean
  HttpSessionEventPublisher sessionEvents() {
    return new HttpSessionEventPublisher();
  }

  /** Lets nobody in while all sessions are taken; who comes in gets a session id of their own. */
  record Room(SessionRegistry open, int all) implements SessionAuthenticationStrategy {
    private static final ChangeSessionIdAuthenticationStrategy OWN_ID =
        new ChangeSessionIdAuthenticationStrategy();

    @Override
    public void onAuthentication(
        Authentication who, HttpServletRequest request, HttpServletResponse response) {
      int taken =
          open.getAllPrincipals().stream()
              .mapToInt(principal -> open.getAllSessions(principal, false).size())
              .sum();
      if (taken >= all) {
        throw new SessionAuthenticationException("all " + all + " sessions are taken");
      }
      OWN_ID.onAuthentication(who, request, response);
    }
  }
}
