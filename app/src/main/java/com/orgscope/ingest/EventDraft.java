package com.orgscope.ingest;

import com.orgscope.json.Json;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's reader found in one event, as places in its text. The run that reads a file
 * reuses one draft; nothing in it is a person's name yet or still.
 */
public final class EventDraft {
  private static final Json.Name[] WRAPPED = {
    Json.Name.of("$date"), Json.Name.of("$numberLong"), Json.Name.of("value"),
  };

  private final Fingerprint fingerprint;
  private final long earliest;
  private final long latest;

  EventKind kind = EventKind.VISIT;
  Outcome outcome = Outcome.SUCCESS;
  long micros;
  int actorId;
  int login;
  int app;
  @Nullable String appName;
  int definition;
  int session;
  int address;
  int city;
  int country;

  /** One that takes the times which are plausible now. */
  static EventDraft of(Fingerprint fingerprint, IngestSettings settings, Instant now) {
    return new EventDraft(
        fingerprint,
        Times.micros(now.minus(settings.maxEventAge())),
        Times.micros(now.plus(settings.maxFutureSkew())));
  }

  EventDraft(Fingerprint fingerprint, long earliest, long latest) {
    this.fingerprint = fingerprint;
    this.earliest = earliest;
    this.latest = latest;
    clear();
  }

  void clear() {
    actorId = Json.NONE;
    login = Json.NONE;
    app = Json.NONE;
    appName = null;
    definition = Json.NONE;
    session = Json.NONE;
    address = Json.NONE;
    city = Json.NONE;
    country = Json.NONE;
  }

  public EventDraft is(EventKind what, Outcome how) {
    kind = what;
    outcome = how;
    return this;
  }

  /**
   * Takes the time of the event.
   *
   * @return null if it is a plausible point in time, else what is wrong with it
   */
  public @Nullable Reason at(Json json, int node) {
    if (!json.isPresent(node)) {
      return Reason.NO_TIME;
    }
    micros =
        json.isText(node)
            ? Times.micros(json.bytes(), json.start(node), json.stop(node))
            : Times.NONE;
    if (micros == Times.NONE) {
      micros = wrapped(json, node);
    }
    if (micros == Times.NONE) {
      return Reason.BAD_TIME;
    }
    return micros < earliest || micros > latest ? Reason.IMPLAUSIBLE_TIME : null;
  }

  /** A time with escapes in its text, or in an object, as some serializers of JSON write it. */
  private static long wrapped(Json json, int node) {
    int time = node;
    for (int depth = 0; depth < 3 && json.isObject(time); depth++) {
      int object = time;
      time = Json.NONE;
      for (Json.Name name : WRAPPED) {
        time = time == Json.NONE ? json.member(object, name) : time;
      }
    }
    String text = json.text(time);
    byte[] decoded = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    return Times.micros(decoded, 0, decoded.length);
  }

  public Outcome outcome() {
    return outcome;
  }

  public EventKind kind() {
    return kind;
  }

  /** Microseconds since 1970, once {@link #at} has taken them. */
  public long micros() {
    return micros;
  }

  /**
   * @param id the provider's permanent id of the account
   * @param name the login
   */
  public EventDraft by(int id, int name) {
    actorId = id;
    login = name;
    return this;
  }

  /**
   * @param label what the tenant's administrators call the application
   * @param product what the provider's list calls it
   */
  public EventDraft app(int label, int product) {
    app = label;
    definition = product;
    return this;
  }

  /** An application under a name that the event itself does not spell. */
  public EventDraft app(String name) {
    appName = name;
    return this;
  }

  /** What ties the steps of one sign-in together at the provider. */
  public EventDraft session(int node) {
    session = node;
    return this;
  }

  public EventDraft from(int ipAddress, int cityName, int countryName) {
    address = ipAddress;
    city = cityName;
    country = countryName;
    return this;
  }

  /** Where the parts go that make the event itself to its provider. */
  public Fingerprint key() {
    return fingerprint;
  }
}
