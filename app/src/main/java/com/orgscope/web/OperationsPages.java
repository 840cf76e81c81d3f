package com.orgscope.web;

import com.orgscope.audit.Departures;
import com.orgscope.directory.Tenants;
import com.orgscope.ingest.DeadLetterGroup;
import com.orgscope.insight.Arrivals;
import com.orgscope.kernel.Caller;
import com.orgscope.nightly.Nightly.NightSummary;
import com.orgscope.web.OperationsPage.Health;
import com.orgscope.web.OperationsPage.Live;
import com.orgscope.work.JobReport;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Gathers what operations watch, section by section, each from the room that knows it. */
@Component
final class OperationsPages {
  private final IncomingSections incoming;
  private final PastWork past;
  private final Oversight oversight;
  private final Departures departures;
  private final Tenants tenants;
  private final InstantSource clock;

  OperationsPages(
      IncomingSections incoming,
      PastWork past,
      Oversight oversight,
      Departures departures,
      Tenants tenants,
      InstantSource clock) {
    this.incoming = incoming;
    this.past = past;
    this.oversight = oversight;
    this.departures = departures;
    this.tenants = tenants;
    this.clock = clock;
  }

  OperationsPage page(Caller caller) {
    ZoneId zone = tenants.get(caller.tenant()).zone();
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    List<Arrivals.Day> came = incoming.arrived(caller, today);
    List<DeadLetterGroup> dead = incoming.deadLetters(caller);
    List<JobReport> jobs = past.jobs(caller);
    List<String> logs = List.copyOf(new TreeSet<>(came.stream().map(d -> d.source()).toList()));
    List<Live> live = incoming.live(caller);
    List<NightSummary> nights = past.nights(caller);
    List<NightSummary> ofDays = past.nightsOfTheirDays(caller);
    NightSummary lastNight = ofDays.isEmpty() ? null : ofDays.getFirst();
    List<Health> health =
        new ArrayList<>(HealthLamps.health(came, live, dead, jobs, today, lastNight));
    HealthLamps.failing(ofDays).ifPresent(lamp -> health.add(0, lamp));
    HealthLamps.unjudged(past.unjudged(caller)).ifPresent(health::add);
    health.add(oversight.auditLog(caller, zone));
    HealthLamps.departures(departures.lags(caller), zone).ifPresent(health::add);
    HealthLamps.erasures(past.erasures(caller), clock.instant(), zone).ifPresent(health::add);
    health.add(HealthLamps.contests(past.contests(caller), zone));
    return new OperationsPage(
        health,
        logs.stream().map(IncomingSections::name).toList(),
        IncomingSections.days(came, logs, incoming.lost(caller, came)),
        incoming.failing(caller, today),
        incoming.measured(caller, today),
        past.withheld(caller, today),
        live,
        dead.stream().map(group -> IncomingSections.dead(group, zone)).toList(),
        IncomingSections.unlisted(incoming.unlisted(caller, today), zone),
        jobs.stream().map(job -> PastWork.run(job, zone)).toList(),
        nights.stream().map(PastWork::night).toList(),
        nights.stream().filter(PastWork::asked).map(PastWork::cost).toList(),
        oversight.kindsOfWork(caller, zone),
        oversight.looks(caller, zone),
        oversight.budget(caller),
        caller.tenant().value());
  }
}
