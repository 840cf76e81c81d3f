package com.orgscope.audit;

import com.orgscope.audit.DepartureStore.Way;
import com.orgscope.egress.Channel;
import com.orgscope.egress.Egress;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings to one receiver what it has not: seals in the order of their numbers, entries in the order
 * of the chain. Where it is, the database knows; that moves on when the receiver has said that it
 * has everything before. Whoever is killed in between is followed by one who sends the same again,
 * under the same ids.
 */
final class Outbox {
  /** A batch ends within half of it, so that nobody else begins the same meanwhile. */
  static final Duration HELD = Duration.ofMinutes(1);

  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** One tenant that has much to send keeps the others waiting for so many batches. */
  private static final int BATCHES = 50;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Destination destination;
  private final DepartureStore departures;
  private final AuditStore entries;
  private final SealFiles seals;
  private final Egress egress;
  private final Map<Stop, Long> reached = new HashMap<>();

  Outbox(
      Destination destination,
      DepartureStore departures,
      AuditStore entries,
      SealFiles seals,
      Egress egress) {
    this.egress = egress;
    this.destination = destination;
    this.departures = departures;
    this.entries = entries;
    this.seals = seals;
  }

  private record Stop(TenantId tenant, Letter.What what) {}

  /**
   * What leaves next.
   *
   * @param place where the receiver is when it has them
   */
  record Batch(List<Letter> letters, long place) {}

  /**
   * Sends what there is, of every tenant.
   *
   * @throws Failure if something of it cannot be read; the rest has left
   */
  void step() {
    List<Failure> troubles = new ArrayList<>();
    departures
        .ends()
        .forEach((tenant, end) -> {
          try {
            if (seals.isWritten(tenant, Math.toIntExact(at(tenant, Letter.What.SEALS) + 1))) {
              go(tenant, Letter.What.SEALS);
            }
            if (destination.takesEntries() && at(tenant, Letter.What.ENTRIES) < end) {
              go(tenant, Letter.What.ENTRIES);
            }
          } catch (Failure e) {
            troubles.add(e);
          }
        });
    if (!troubles.isEmpty()) {
      throw troubles.getFirst();
    }
  }

  private long at(TenantId tenant, Letter.What what) {
    return Objects.requireNonNullElse(reached.get(new Stop(tenant, what)), 0L);
  }

  private void go(TenantId tenant, Letter.What what) {
    Way way = new Way(destination.name(), what);
    OptionalLong held = departures.hold(tenant, way, HELD);
    if (held.isEmpty()) {
      return;
    }
    long place = held.getAsLong();
    boolean failed = false;
    try {
      for (int i = 0; i < BATCHES && !failed; i++) {
        Batch batch =
            what == Letter.What.SEALS ? seals(tenant, place) : entries.after(tenant, place);
        if (batch.place() == place) {
          break;
        }
        failed = !isTaken(tenant, way, batch);
        if (!failed) {
          place = batch.place();
        }
      }
      reached.put(new Stop(tenant, what), place);
    } catch (Failure e) {
      failed = e.kind() == Failure.Kind.OPERATOR;
      if (failed) {
        departures.failed(tenant, way, Trust.words(e), Duration.ZERO, LONGEST_WAIT);
      }
      throw e;
    } finally {
      if (!failed) {
        departures.release(tenant, way);
      }
    }
  }

  private boolean isTaken(TenantId tenant, Way way, Batch batch) {
    Destination.Outcome outcome =
        batch.letters().isEmpty()
            ? new Destination.Outcome.Taken()
            : destination.send(batch.letters(), egress.recorder(tenant, Channel.AUDIT));
    return switch (outcome) {
      case Destination.Outcome.Taken taken -> {
        departures.taken(tenant, way, batch.place(), HELD);
        yield true;
      }
      case Destination.Outcome.Failed(String why, Duration asked) -> {
        departures.failed(
            tenant, way, why, Objects.requireNonNullElse(asked, Duration.ZERO), LONGEST_WAIT);
        yield false;
      }
    };
  }

  private Batch seals(TenantId tenant, long place) {
    List<Letter> letters = new ArrayList<>();
    while (letters.size() < Destination.MOST) {
      int number = Math.toIntExact(place + letters.size() + 1);
      Optional<SealFiles.Written> next = seals.written(tenant, number);
      if (next.isEmpty()) {
        break;
      }
      letters.add(letter(next.get()));
    }
    return new Batch(letters, place + letters.size());
  }

  private static Letter letter(SealFiles.Written written) {
    Seal seal = written.seal();
    String id = seal.tenant().value() + ":seal:" + seal.number();
    return new Letter(
        id,
        Letter.What.SEALS,
        seal.at(),
        false,
        Letter.ascii(
            JSON.writeValueAsString(new Sealed(id, "seal", written.text(), written.key()))));
  }

  /**
   * @param document the file's own text, whose digest the next seal holds
   * @param key the public half of what it is signed with
   */
  private record Sealed(String id, String type, String document, String key) {}
}
