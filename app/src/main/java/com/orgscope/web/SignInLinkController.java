package com.orgscope.web;

import com.orgscope.access.SignInLinks;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.EmergencyAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Where an operator's link leads: a page that asks, since whoever looks ahead must not use it. */
@Controller
@RunsIn(Part.WEB)
final class SignInLinkController {
  private static final String TITLE = "Sign in";

  private final SignInLinks links;
  private final EmergencyAccess emergency;
  private final Tenants tenants;
  private final Chromes chromes;

  SignInLinkController(
      SignInLinks links, EmergencyAccess emergency, Tenants tenants, Chromes chromes) {
    this.links = links;
    this.emergency = emergency;
    this.tenants = tenants;
    this.chromes = chromes;
  }

  @GetMapping("/sign-in/link/{company}/{code}")
  ModelAndView ask(
      @PathVariable String company, @PathVariable String code, HttpServletRequest request) {
    ClientAddress from = ClientAddress.of(request);
    if (!from.here()) {
      return refused(
          "A link is for this machine",
          "Open it in a browser of the machine that Orgscope runs on, by the address it was told"
              + " with. From elsewhere, forward that port: ssh -L %1$d:127.0.0.1:%1$d HOST."
                  .formatted(from.port()),
          "");
    }
    Optional<Tenant> found = company(company).filter(tenant -> links.good(tenant.id(), code));
    if (found.isPresent() && !emergency.admitsLinks(found.get().id())) {
      return refused(
          found.get().name() + " signs in by its identity provider",
          "If the provider fails, two persons sign emergency access, and a link is good again until"
              + " their time is over:",
          "./orgscope emergency-access propose --tenant %s --hours 2 --reason R --out DOCUMENT"
              .formatted(found.get().id()));
    }
    return found
        .map(tenant -> {
          SignInLinkPage page = new SignInLinkPage(tenant.id().value(), tenant.name(), code);
          return new ModelAndView(
              "signInLink", Map.of("chrome", chromes.anonymous(TITLE), "page", page));
        })
        .orElseGet(() ->
            refused(
                "This link is used up or too old",
                "A link is good once, for ten minutes, until the next one is made. Make a new one:",
                "./orgscope sign-in --tenant T"));
  }

  private ModelAndView refused(String heading, String sentence, String command) {
    PlainPage page = new PlainPage(heading, List.of(sentence), List.of(), command, List.of());
    return new ModelAndView(
        "plain", Map.of("chrome", chromes.anonymous(TITLE), "page", page), HttpStatus.GONE);
  }

  private Optional<Tenant> company(String id) {
    try {
      return tenants.find(new TenantId(id));
    } catch (Failure e) {
      if (e.kind() == Failure.Kind.RETRY) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
