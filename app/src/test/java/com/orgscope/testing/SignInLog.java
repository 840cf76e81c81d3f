package com.orgscope.testing;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sign-in log written line by line, with the times of {@code 2026-11-dd hh:mm[:ss]}. */
public final class SignInLog {
  private static final long HIGH = 0x0123_4567_89ab_8000L;
  private static final long LOW = 0x8000_0000_0000_0000L;

  private final List<Event> events = new ArrayList<>();
  private Source source = Source.OKTA;
  private PersonKey actor = person(1);
  private @Nullable String network;
  private @Nullable String city;
  private long nextKey = 1;

  public static PersonKey person(long number) {
    return new PersonKey(new UUID(HIGH, LOW + number));
  }

  public SignInLog by(long number) {
    return by(person(number));
  }

  /** Under a key that the directory gave. */
  public SignInLog by(PersonKey key) {
    actor = key;
    return this;
  }

  public SignInLog from(Source provider) {
    source = provider;
    return this;
  }

  /** On a network of a town in Portugal; null where the log says neither. */
  public SignInLog on(@Nullable String prefix, @Nullable String town) {
    network = prefix;
    city = town;
    return this;
  }

  public SignInLog visit(String time, String app, @Nullable String session) {
    return add(time, EventKind.VISIT, app, session, Outcome.SUCCESS);
  }

  /** On a day of any month, in the morning. */
  public SignInLog visitOn(LocalDate day, String app) {
    return visitOn(day, 9, app);
  }

  public SignInLog visitOn(LocalDate day, int hour, String app) {
    return add(
        day.atTime(hour, 0).toInstant(ZoneOffset.UTC), EventKind.VISIT, app, null, Outcome.SUCCESS);
  }

  /** A sign-in on a day of any month whose factor took so long, and a visit after it. */
  public SignInLog factorOn(LocalDate day, String app, int seconds) {
    Instant nine = day.atTime(9, 0).toInstant(ZoneOffset.UTC);
    String session = day.toString();
    return add(nine, EventKind.STEP, null, session, Outcome.SUCCESS)
        .add(nine.plusSeconds(1), EventKind.CHALLENGE, null, session, Outcome.SUCCESS)
        .add(nine.plusSeconds(seconds), EventKind.SIGN_IN, null, session, Outcome.SUCCESS)
        .add(nine.plusSeconds(seconds + 1L), EventKind.VISIT, app, session, Outcome.SUCCESS);
  }

  /** That a token was renewed on a day of any month, in a session that began whenever. */
  public SignInLog refreshOn(LocalDate day, String app, @Nullable String session) {
    return add(
        day.atTime(9, 0).toInstant(ZoneOffset.UTC),
        EventKind.ACTIVITY,
        app,
        session,
        Outcome.SUCCESS);
  }

  public SignInLog failedVisit(String time, String app, @Nullable String session) {
    return add(time, EventKind.VISIT, app, session, Outcome.FAILURE);
  }

  public SignInLog refresh(String time, String app) {
    return add(time, EventKind.ACTIVITY, app, null, Outcome.SUCCESS);
  }

  public SignInLog challenge(String time, @Nullable String session) {
    return add(time, EventKind.CHALLENGE, null, session, Outcome.SUCCESS);
  }

  public SignInLog failedChallenge(String time, @Nullable String session) {
    return add(time, EventKind.CHALLENGE, null, session, Outcome.FAILURE);
  }

  /** That somebody was asked for a factor, or typed the right password. */
  public SignInLog step(String time, @Nullable String session) {
    return add(time, EventKind.STEP, null, session, Outcome.SUCCESS);
  }

  /** As Entra tells it: beside a visit, and so of its application. */
  public SignInLog passedFactor(String time, String app, @Nullable String session) {
    return add(time, EventKind.STEP, app, session, Outcome.SUCCESS);
  }

  public SignInLog challengeFor(String time, String app) {
    return add(time, EventKind.CHALLENGE, app, null, Outcome.FAILURE);
  }

  public SignInLog signIn(String time, @Nullable String session, Outcome outcome) {
    return add(time, EventKind.SIGN_IN, null, session, outcome);
  }

  private SignInLog add(
      String time,
      EventKind kind,
      @Nullable String app,
      @Nullable String session,
      Outcome outcome) {
    String clock = time.substring(3);
    Instant at =
        Instant.parse(
            "2026-11-" + time.substring(0, 2) + "T" + clock + (clock.length() == 5 ? ":00Z" : "Z"));
    return add(at, kind, app, session, outcome);
  }

  private SignInLog add(
      Instant at, EventKind kind, @Nullable String app, @Nullable String session, Outcome outcome) {
    long key = nextKey++;
    events.add(
        new Event(
            key * 0x9E37_79B9_7F4A_7C15L,
            key,
            at.toEpochMilli() * 1000,
            source,
            kind,
            actor.value().getMostSignificantBits(),
            actor.value().getLeastSignificantBits(),
            app,
            session,
            outcome,
            network,
            city,
            city == null ? null : "PT"));
    return this;
  }

  public void into(Lake lake, TenantId tenant) {
    append(lake, tenant, events);
  }

  /** The same events in another order, in as many appends. */
  public void shuffledInto(Lake lake, TenantId tenant, int appends, long seed) {
    List<Event> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    int size = shuffled.size();
    for (int i = 0; i < appends; i++) {
      append(lake, tenant, shuffled.subList(i * size / appends, (i + 1) * size / appends));
    }
  }

  private static void append(Lake lake, TenantId tenant, List<Event> events) {
    EventBatch batch = new EventBatch();
    events.forEach(batch::add);
    lake.append(tenant, batch, Map.of());
  }
}
