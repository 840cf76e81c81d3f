package com.orgscope.audit;

import com.orgscope.egress.Egress;
import org.springframework.stereotype.Component;

/** Makes the way to each receiver outside, of what is to leave. */
@Component
final class Outboxes {
  private final DepartureStore departures;
  private final AuditStore entries;
  private final SealFiles seals;
  private final Egress egress;

  Outboxes(DepartureStore departures, AuditStore entries, SealFiles seals, Egress egress) {
    this.departures = departures;
    this.entries = entries;
    this.seals = seals;
    this.egress = egress;
  }

  Outbox to(Destination destination) {
    return new Outbox(destination, departures, entries, seals, egress);
  }
}
