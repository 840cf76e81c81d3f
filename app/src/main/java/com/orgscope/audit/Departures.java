package com.orgscope.audit;

import com.orgscope.audit.DepartureStore.Standing;
import com.orgscope.audit.DepartureStore.Way;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import com.orgscope.state.Residency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How late it is what leaves the house: seals of audit logs and, where wished, their entries. */
@Component
public final class Departures {
  private static final String ABOUT = "audit logs outside";

  private final AuditSettings settings;
  private final DepartureStore store;
  private final List<Way> ways = new ArrayList<>();

  /**
   * @throws com.orgscope.kernel.Failure for the operator, if a receiver is in another region than
   *     the installation, or nobody said where it is
   */
  Departures(AuditSettings settings, DepartureStore store, ObjectProvider<Residency> residency) {
    this.settings = settings;
    this.store = store;
    if (settings.syslog().present()) {
      add("syslog", settings.syslog().entries());
      residency.getObject().requireEndpoint("audit-syslog", settings.syslog().uri().toString());
    }
    if (settings.webhook().present()) {
      add("webhook", settings.webhook().entries());
      residency.getObject().requireEndpoint("audit-webhook", settings.webhook().url());
    }
  }

  private void add(String destination, boolean entries) {
    ways.add(new Way(destination, Letter.What.SEALS));
    if (entries) {
      ways.add(new Way(destination, Letter.What.ENTRIES));
    }
  }

  /**
   * How one receiver stands with a tenant's log.
   *
   * @param lag how long the oldest that it should have has been waiting
   * @param late whether that is longer than it may be
   * @param takenAt when it last took something; null if it never did
   * @param trouble what it last said, or what kept it from being asked; null if nothing did
   */
  public record Lag(
      String destination,
      Duration lag,
      boolean late,
      @Nullable Instant takenAt,
      @Nullable String trouble) {}

  /** Of each receiver, by the database's clock; empty where none is named. */
  public List<Lag> lags(Caller caller) {
    if (ways.isEmpty()) {
      return List.of();
    }
    List<Standing> all = store.standings(caller, ways);
    return ways.stream()
        .map(Way::destination)
        .distinct()
        .map(name -> lag(all.stream().filter(s -> s.way().destination().equals(name)).toList()))
        .toList();
  }

  /** The worst of what leaves to one receiver. */
  private Lag lag(List<Standing> of) {
    Standing worst = of.stream().max(Comparator.comparing(Standing::lag)).orElseThrow();
    return new Lag(
        worst.way().destination(),
        worst.lag(),
        worst.lag().compareTo(settings.lagLimit()) > 0,
        worst.takenAt(),
        worst.trouble());
  }

  /** Up to where the chain has left to every receiver that takes entries. */
  long leftUpTo(TenantId tenant) {
    return ways.stream()
        .filter(way -> way.what() == Letter.What.ENTRIES)
        .mapToLong(way -> store.place(tenant, way))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * Whether what should have left has.
   *
   * @param tenants whose logs
   */
  public Finding finding(Collection<TenantId> tenants) {
    if (ways.isEmpty()) {
      return new Finding(ABOUT, Grade.GOOD, "no receiver is named", "");
    }
    for (TenantId tenant : tenants) {
      for (Lag lag : lags(Caller.system(tenant, "audit"))) {
        if (lag.late()) {
          return new Finding(
              ABOUT,
              Grade.WRONG,
              "what %s should have of %s has been waiting for %d minutes%s"
                  .formatted(
                      lag.destination(),
                      tenant,
                      lag.lag().toMinutes(),
                      lag.trouble() == null ? "" : ": " + lag.trouble()),
              lag.trouble() == null
                  ? "let a server with the role of a worker run: it sends them"
                  : "see to the receiver: nothing is lost, and it is tried again");
        }
      }
    }
    return new Finding(
        ABOUT,
        Grade.GOOD,
        "%s: nothing has been waiting for %d minutes"
            .formatted(
                String.join(", ", ways.stream().map(Way::destination).distinct().toList()),
                settings.lagLimit().toMinutes()),
        "");
  }
}
