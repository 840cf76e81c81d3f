package com.orgscope.lake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events for tests, all alike but for what matters. */
final class Events {
  private static final long ACTOR_HIGH = 0x0123_4567_89ab_8000L;
  private static final long ACTOR_LOW = 0x8000_0000_0000_0000L;

  private Events() {}

  static Event visit(long key, String at, long actor, @Nullable String app) {
    return visit(key, micros(at), actor, app);
  }

  static Event visit(long key, long micros, long actor, @Nullable String app) {
    return new Event(
        -key,
        key,
        micros,
        Source.OKTA,
        EventKind.VISIT,
        ACTOR_HIGH,
        ACTOR_LOW + actor,
        app,
        "session " + actor,
        Outcome.SUCCESS,
        "192.0.2.0",
        "Berlin",
        "DE");
  }

  static EventBatch batch(Event... events) {
    EventBatch batch = new EventBatch();
    for (Event event : events) {
      batch.add(event);
    }
    return batch;
  }

  static com.orgscope.kernel.PersonKey person(long actor) {
    return new com.orgscope.kernel.PersonKey(new java.util.UUID(ACTOR_HIGH, ACTOR_LOW + actor));
  }

  static long micros(String at) {
    Instant instant = Instant.parse(at);
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
