package com.orgscope.web;

import com.orgscope.kernel.Caller;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a session remembers of whoever signed in. */
final class SignedIn {
  private SignedIn() {}

  static Authentication as(Caller caller) {
    return UsernamePasswordAuthenticationToken.authenticated(
        caller, null, List.of(new SimpleGrantedAuthority("ROLE_" + caller.role())));
  }
}
