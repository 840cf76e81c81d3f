package com.orgscope.web;

import com.orgscope.directory.People;
import com.orgscope.insight.Release;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.Nightly;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What every page of a company says as long as nothing is published: to whoever can act what to do
 * next and how it is typed, to others that nothing is asked of them. It asks the database alone, so
 * that a page is shown while the lake is away.
 */
@Component
final class Ahead {
  private static final String WHERE = "/start";

  private final Releases releases;
  private final People people;
  private final Nightly nightly;
  private final Places places;
  private final Typed typed;

  Ahead(Releases releases, People people, Nightly nightly, Places places, Typed typed) {
    this.releases = releases;
    this.people = people;
    this.nightly = nightly;
    this.places = places;
    this.typed = typed;
  }

  /** The release that the caller reads; empty for roles that read none. */
  Optional<Release> release(Caller caller) {
    return places.seesRelease(caller) ? releases.latest(caller) : Optional.empty();
  }

  /**
   * @param here the page's own address; the steps themselves need no such word
   * @return null once something is published, or was
   */
  Chrome.@Nullable Ahead of(Caller caller, String here) {
    Caller system = Caller.system(caller.tenant(), "web");
    if ((here.equals(WHERE) && caller.role() == Role.IT_SECURITY)
        || releases.latest(system).isPresent()
        || releases.withdrawnSince(system).isPresent()) {
      return null;
    }
    return caller.role() == Role.IT_SECURITY
        ? next(system)
        : new Chrome.Ahead(
            "Nothing is published yet. IT/Security sets this up; nothing is asked of you.", "", "");
  }

  private Chrome.Ahead next(Caller system) {
    TenantId tenant = system.tenant();
    if (people.headcount(system).people() == 0) {
      return ahead("tell who works here.", "people import --tenant " + tenant + " people.csv");
    }
    return nightly.recent(system, 1).isEmpty()
        ? ahead(
            "read the sign-in logs, and let the first night run.",
            "ingest --tenant " + tenant + " --source okta LOGS")
        : ahead("publish the first numbers.", "release --tenant " + tenant + " --publish");
  }

  private Chrome.Ahead ahead(String what, String command) {
    return new Chrome.Ahead("Nothing is published yet. Next: " + what, typed.line(command), WHERE);
  }
}
