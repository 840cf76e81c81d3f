package com.orgscope.web;

import com.orgscope.access.Access;
import com.orgscope.access.Principal;
import com.orgscope.directory.Directory;
import com.orgscope.directory.Tenant;
import com.orgscope.kernel.Role;
import com.orgscope.web.Security.Loopback;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** The five roles of the demo: taken without a password, in demo mode, from this machine only. */
@Component
@ConditionalOnWebApplication
class DemoSignIn implements AuthenticationProvider {
  private final WebSettings settings;
  private final Directory directory;
  private final Access access;

  DemoSignIn(WebSettings settings, Directory directory, Access access) {
    this.settings = settings;
    this.directory = directory;
    this.access = access;
  }

  /** Whether whoever asks from there finds the doors open. */
  boolean open(Loopback from) {
    return settings.demo() && from.here();
  }

  List<SignInPage.Company> companies() {
    return directory.tenants().stream()
        .map(t -> new SignInPage.Company(t.name(), doors(t)))
        .toList();
  }

  private List<SignInPage.Door> doors(Tenant tenant) {
    return access.principals(tenant.id()).stream()
        .map(p -> new SignInPage.Door(id(p), Words.role(p.role()), Words.sees(p.role())))
        .toList();
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    if (!(asked.getDetails() instanceof Loopback from) || !open(from)) {
      throw new BadCredentialsException("the demo's doors are closed");
    }
    String wanted = asked.getName();
    return directory.tenants().stream()
        .flatMap(tenant -> access.principals(tenant.id()).stream())
        .filter(principal -> id(principal).equals(wanted))
        .findFirst()
        .map(DemoSignIn::signedIn)
        .orElseThrow(() -> new BadCredentialsException("nobody of that name"));
  }

  private static Authentication signedIn(Principal principal) {
    Role role = Objects.requireNonNull(principal.role());
    return UsernamePasswordAuthenticationToken.authenticated(
        principal.caller(), null, List.of(new SimpleGrantedAuthority("ROLE_" + role)));
  }

  private static String id(Principal principal) {
    return principal.tenant() + "/" + principal.name();
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
