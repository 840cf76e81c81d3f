package com.orgscope.web;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.IdentityProviders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Which companies' people sign in by an identity provider, and by which address they come back. */
@Component
@ConditionalOnWebApplication
final class ProviderDoors {
  /** Of more companies it is not looked who has one: their people say where they are. */
  private static final int LOOKED_AT = 20;

  private final Tenants tenants;
  private final IdentityProviders providers;
  private final WebSettings settings;

  ProviderDoors(Tenants tenants, IdentityProviders providers, WebSettings settings) {
    this.tenants = tenants;
    this.providers = providers;
    this.settings = settings;
  }

  /** What the sign-in page offers; several companies are not named to strangers. */
  SignInPage page(@Nullable String refused, boolean demo, List<SignInPage.Company> companies) {
    List<Tenant> all = tenants.all();
    List<Tenant> with =
        all.size() > LOOKED_AT
            ? all
            : all.stream().filter(one -> providers.find(one.id()).isPresent()).toList();
    SignInPage.Provider only =
        with.size() == 1
            ? new SignInPage.Provider(with.getFirst().id().value(), with.getFirst().name())
            : null;
    return new SignInPage(only, with.size() > 1, demo, all.isEmpty(), refused, companies);
  }

  /** A company by its short name, if its people sign in by an identity provider. */
  Optional<TenantId> company(String name) {
    try {
      TenantId tenant = new TenantId(name.strip());
      return providers.find(tenant).map(provider -> tenant);
    } catch (Failure e) {
      if (e.kind() == Failure.Kind.RETRY) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * The address that browsers know this server by. Without the setting that says it, this machine
   * alone knows one.
   */
  Optional<String> address(HttpServletRequest request) {
    if (settings.publicUrl() != null) {
      return Optional.of(settings.publicUrl().toString().replaceFirst("/$", ""));
    }
    ClientAddress from = ClientAddress.of(request);
    return from.here() ? Optional.of("http://" + from.host()) : Optional.empty();
  }
}
