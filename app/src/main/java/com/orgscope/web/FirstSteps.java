package com.orgscope.web;

import com.orgscope.directory.People;
import com.orgscope.insight.Arrivals;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.nightly.Nightly;
import com.orgscope.web.PlainPage.Link;
import com.orgscope.web.PlainPage.Section;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** From a company with nothing to its first published numbers: what is done, what to type next. */
@Component
final class FirstSteps {
  private static final int DAYS = 400;

  private final People people;
  private final Arrivals arrivals;
  private final Nightly nightly;
  private final Releases releases;
  private final InstantSource clock;

  FirstSteps(
      People people, Arrivals arrivals, Nightly nightly, Releases releases, InstantSource clock) {
    this.people = people;
    this.arrivals = arrivals;
    this.nightly = nightly;
    this.releases = releases;
    this.clock = clock;
  }

  /** One of them; {@code %s} in the command is the company. */
  private record Step(String what, String command, BooleanSupplier done) {}

  /** The page for whoever types; empty once something is published. */
  Optional<PlainPage> forOperator(TenantId tenant) {
    List<Step> steps = steps(tenant);
    List<String> lines = new ArrayList<>();
    Step next = null;
    boolean published = false;
    for (Step step : steps) {
      boolean done = step.done.getAsBoolean();
      String open = next == null ? "Next" : "Then";
      lines.add((done ? "Done" : open) + ": " + step.what);
      next = next == null && !done ? step : next;
      published = done;
    }
    return next == null || published
        ? Optional.empty()
        : Optional.of(
            new PlainPage(
                "What comes next",
                List.of(next.what + " Type:"),
                List.of(new Section("The way to the first numbers", lines)),
                next.command.formatted(tenant),
                List.of(new Link("Operations", "/operations"))));
  }

  /**
   * Every command of the way, in order. Which are done is for whoever types alone: whether anybody
   * signed in yet may be one person's.
   */
  String commands(TenantId tenant) {
    return String.join(
        "\n", steps(tenant).stream().map(step -> step.command.formatted(tenant)).toList());
  }

  private List<Step> steps(TenantId tenant) {
    Caller caller = Caller.system(tenant, "web");
    TimeWindow window =
        TimeWindow.ending(clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1), DAYS);
    return List.of(
        new Step(
            "Tell who works here, from a file of your HR system.",
            "./orgscope people import --tenant %s people.csv",
            () -> !people.visible(caller).isEmpty()),
        new Step(
            "Read the sign-in logs: files, or a live source with ./orgscope connect.",
            "./orgscope ingest --tenant %s --source okta LOGS",
            () -> !arrivals.byDay(caller, window).isEmpty()),
        new Step(
            "Work out what kind of work people do.",
            "./orgscope nightly --tenant %s",
            () -> !nightly.recent(caller, 1).isEmpty()),
        new Step(
            "Publish the first numbers, which spends privacy budget once.",
            "./orgscope release --tenant %s --publish",
            () -> releases.latest(caller).isPresent()));
  }
}
