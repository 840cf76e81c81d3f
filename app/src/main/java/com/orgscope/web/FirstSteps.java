package com.orgscope.web;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.web.PlainPage.Link;
import com.orgscope.web.StepsPage.State;
import com.orgscope.web.StepsPage.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * From a company with nothing to its first published numbers: what is done and what it came to,
 * what is next, and how. For IT/Security alone, since the counts are exact.
 */
@Component
final class FirstSteps {
  private final StepsOfData data;
  private final StepsOfNights nights;
  private final Tenants tenants;
  private final Releases releases;
  private final KindsOfWorkWhen kinds;
  private final Typed typed;

  FirstSteps(
      StepsOfData data,
      StepsOfNights nights,
      Tenants tenants,
      Releases releases,
      KindsOfWorkWhen kinds,
      Typed typed) {
    this.data = data;
    this.nights = nights;
    this.tenants = tenants;
    this.releases = releases;
    this.kinds = kinds;
    this.typed = typed;
  }

  /** From when on kinds of work can be told, for whoever waits for them. */
  KindsOfWorkWhen kinds() {
    return kinds;
  }

  /** Whether the way has been gone to its end: the steps are then no longer the first page. */
  boolean gone(Caller caller) {
    return releases.latest(caller).isPresent();
  }

  /**
   * @param links where one may go from there
   */
  StepsPage page(Caller caller, List<Link> links) {
    Tenant tenant = tenants.get(caller.tenant());
    List<FirstStep> all =
        List.of(
            company(tenant),
            data.people(caller),
            data.log(caller, tenant),
            data.contracts(caller),
            nights.night(caller, tenant),
            nights.release(caller, tenant),
            nights.others(tenant));
    List<Step> steps = new ArrayList<>();
    FirstStep next = null;
    for (FirstStep one : all) {
      State open = next == null ? State.NEXT : State.THEN;
      State state = one.free() ? State.FREE : open;
      if (one.done()) {
        state = State.DONE;
      }
      next = state == State.NEXT ? one : next;
      steps.add(one.as(state));
    }
    long left = all.stream().filter(one -> !one.done() && !one.free()).count();
    return next == null
        ? new StepsPage(
            "The first numbers are out", "Nothing on the way to them is left to do.", steps, links)
        : new StepsPage("What comes next", next.title() + ". " + left(left, tenant), steps, links);
  }

  private static String left(long steps, Tenant tenant) {
    return "%s to the first numbers of %s."
        .formatted(steps == 1 ? "One step" : steps + " steps", tenant.name());
  }

  private FirstStep company(Tenant tenant) {
    return FirstStep.of(
        "Sign in, and name the company",
        true,
        List.of(
            "You are IT/Security of %s: %s, %s, %s."
                .formatted(
                    tenant.name(),
                    tenant.industry(),
                    tenant.region().name().toUpperCase(Locale.ROOT),
                    tenant.zone())),
        typed.line("sign-in --tenant " + tenant.id()));
  }

  /**
   * Every command of the way, in order. Which are done is for whoever types alone: whether anybody
   * signed in yet may be one person's.
   */
  String commands(TenantId tenant) {
    return typed.lines(
        Stream.of(
                "people import --tenant %s people.csv",
                "ingest --tenant %s --source okta LOGS",
                "nightly --tenant %s",
                "release --tenant %s --publish")
            .map(command -> command.formatted(tenant))
            .toList());
  }
}
