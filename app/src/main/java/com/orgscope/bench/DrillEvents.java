package com.orgscope.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Events that can be told apart in the lake by their time alone, so that what must be there is
 * counted without asking the product: number n happened n steps after the first.
 */
final class DrillEvents {
  static final long STEP_MILLIS = 50;
  private static final int LARGEST_DELIVERY = 200;
  private static final int REMEMBERED = 40;
  private static final double AGAIN = 0.15;
  private static final double BROKEN = 0.1;

  private final Instant first;
  private final Random random;
  private final long salt;
  private final ArrayDeque<byte[]> sent = new ArrayDeque<>();
  private long events;
  private long broken;

  DrillEvents(Instant first, Random random) {
    this.first = first.truncatedTo(ChronoUnit.MILLIS);
    this.random = random;
    this.salt = random.nextLong();
  }

  Instant first() {
    return first;
  }

  /** How many different events were made. */
  long events() {
    return events;
  }

  /** How many different broken lines were made. */
  long broken() {
    return broken;
  }

  /** A delivery of new events, of some that came before, or with a broken line among them. */
  byte[] next() {
    if (!sent.isEmpty() && random.nextDouble() < AGAIN) {
      Iterator<byte[]> one = sent.iterator();
      for (int skip = random.nextInt(sent.size()); skip > 0; skip--) {
        one.next();
      }
      return one.next();
    }
    List<String> lines = some();
    if (random.nextDouble() < BROKEN) {
      lines.add(
          random.nextInt(lines.size()), "{\"uuid\":\"broken %x %d\",".formatted(salt, broken++));
    }
    byte[] delivery = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    sent.add(delivery);
    if (sent.size() > REMEMBERED) {
      sent.remove();
    }
    return delivery;
  }

  /** New events, each whole. */
  List<String> some() {
    List<String> lines = new ArrayList<>();
    for (int i = 1 + random.nextInt(LARGEST_DELIVERY); i > 0; i--) {
      lines.add(line(events++));
    }
    return lines;
  }

  private String line(long number) {
    long person = number % 97;
    return """
    {"uuid":"%s","published":"%s","eventType":"user.authentication.sso",\
    "actor":{"id":"00u%d","type":"User","alternateId":"user%d@example.com"},\
    "outcome":{"result":"SUCCESS"},"authenticationContext":{"externalSessionId":"s%d"},\
    "target":[{"type":"AppInstance","alternateId":"Tracker %d","displayName":"SAML App"}]}\
    """
        .formatted(
            new UUID(salt, number),
            first.plusMillis(number * STEP_MILLIS),
            person,
            person,
            number / 10,
            number % 5);
  }
}
