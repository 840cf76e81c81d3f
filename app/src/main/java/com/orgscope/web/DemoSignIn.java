package com.orgscope.web;

import com.orgscope.access.Access;
import com.orgscope.access.Principal;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * The five roles of a company that {@code demo} made up: taken without a password, in demo mode,
 * from this machine only. A company that exists has no such doors, whatever this process was told.
 */
@Component
@ConditionalOnWebApplication
class DemoSignIn implements AuthenticationProvider {
  private final WebSettings settings;
  private final Tenants tenants;
  private final Access access;

  DemoSignIn(WebSettings settings, Tenants tenants, Access access) {
    this.settings = settings;
    this.tenants = tenants;
    this.access = access;
  }

  /** Whether whoever asks from there finds the doors open; behind a public address nobody does. */
  boolean open(ClientAddress from) {
    return settings.demo() && settings.publicUrl() == null && from.here();
  }

  List<SignInPage.Company> companies() {
    return madeUp().map(t -> new SignInPage.Company(t.name(), doors(t))).toList();
  }

  private Stream<Tenant> madeUp() {
    return tenants.all().stream().filter(Tenant::demo);
  }

  private List<SignInPage.Door> doors(Tenant tenant) {
    return access.principals(tenant.id()).stream()
        .map(p -> new SignInPage.Door(id(p), Words.role(p.role()), Words.sees(p.role())))
        .toList();
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    if (!(asked.getDetails() instanceof ClientAddress from) || !open(from)) {
      throw new BadCredentialsException("the demo's doors are closed");
    }
    String wanted = asked.getName();
    return madeUp()
        .flatMap(tenant -> access.principals(tenant.id()).stream())
        .filter(principal -> id(principal).equals(wanted))
        .findFirst()
        .map(principal -> SignedIn.as(principal.caller()))
        .orElseThrow(() -> new BadCredentialsException("nobody of that name"));
  }

  private static String id(Principal principal) {
    return principal.tenant() + "/" + principal.name();
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
