package com.orgscope.web;

import com.orgscope.access.SignInLinks;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.EmergencyAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * The operator's way in while there is no identity provider, or two persons signed for it: one
 * link, once, from this machine.
 */
@Component
@ConditionalOnWebApplication
class LinkSignIn implements AuthenticationProvider {
  private final SignInLinks links;
  private final EmergencyAccess emergency;

  LinkSignIn(SignInLinks links, EmergencyAccess emergency) {
    this.links = links;
    this.emergency = emergency;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication asked) {
    String code = String.valueOf(asked.getCredentials());
    if (code.isBlank()) {
      return null;
    }
    if (!(asked.getDetails() instanceof ClientAddress from) || !from.here()) {
      throw new BadCredentialsException("a link is for this machine");
    }
    try {
      TenantId tenant = new TenantId(asked.getName());
      if (!emergency.admitsLinks(tenant)) {
        throw new BadCredentialsException("this company signs in by its identity provider");
      }
      return links
          .use(tenant, code)
          .map(SignedIn::as)
          .orElseThrow(() -> new BadCredentialsException("no such link any more"));
    } catch (Failure e) {
      if (e.kind() == Failure.Kind.RETRY) {
        throw e;
      }
      throw new BadCredentialsException("no such company", e);
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
