package com.orgscope.ingest;

import com.orgscope.directory.Pseudonyms;
import com.orgscope.json.ByteTable;
import com.orgscope.json.Json;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.PersonKey;
import com.orgscope.lake.Event;
import com.orgscope.lake.Source;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a draft the row that is kept: the person a key, the session a hash, the address coarse,
 * the application canonical. Everything is worked out once for each text that occurs.
 */
final class Enrichment {
  private static final long MICROS_OF_DAY = 86_400_000_000L;
  private static final int MOST_ACTORS = 500_000;
  private static final int MOST_SESSIONS = 100_000;
  private static final int MOST_PLACES = 50_000;

  /** The longest name of an application or city that is kept, in characters. */
  private static final int LONGEST_NAME = 200;

  /** Stands for "worked out, and there is nothing". */
  private static final String NOTHING = "";

  private final Source source;
  private final String provider;
  private final Pseudonyms pseudonyms;
  private final ApplicationNames names;
  private final TenantCipher seal;

  private final ByteTable<Actor> actors = new ByteTable<>(MOST_ACTORS);
  private final ByteTable<String> apps = new ByteTable<>(MOST_PLACES);
  private final ByteTable<String> sessions = new ByteTable<>(MOST_SESSIONS);
  private final ByteTable<String> addresses = new ByteTable<>(MOST_PLACES);
  private final ByteTable<String> places = new ByteTable<>(MOST_PLACES);
  private byte[] pair = new byte[512];

  /**
   * The two halves of an actor's key, side by side, and the days around which the actor was seen:
   * looked at for every event.
   */
  private static final class Actor {
    private final long high;
    private final long low;
    private int first;
    private int last;

    Actor(PersonKey key, int day) {
      this.high = key.value().getMostSignificantBits();
      this.low = key.value().getLeastSignificantBits();
      this.first = day;
      this.last = day;
    }
  }

  Enrichment(Source source, Pseudonyms pseudonyms, ApplicationNames names, TenantCipher seal) {
    this.source = source;
    this.provider = source.name().toLowerCase(Locale.ROOT);
    this.pseudonyms = pseudonyms;
    this.names = names;
    this.seal = seal;
  }

  /** Null if the event's actor is nobody. */
  @Nullable Event row(Json json, EventDraft draft, byte[] key) {
    Actor actor = actor(json, draft);
    if (actor == null) {
      return null;
    }
    return new Event(
        Fingerprint.half(key, 0),
        Fingerprint.half(key, 8),
        draft.micros,
        source,
        draft.kind,
        actor.high,
        actor.low,
        app(json, draft),
        once(sessions, json, draft.session, seal::hash),
        draft.outcome,
        once(addresses, json, draft.address, Addresses::prefix),
        once(places, json, draft.city, Enrichment::name),
        once(places, json, draft.country, Enrichment::name));
  }

  /** Whether the event is about somebody who was erased on request. */
  boolean isOfErased(Event event) {
    return !pseudonyms.erased().isEmpty()
        && pseudonyms.isErased(
            new PersonKey(new UUID(event.actorHigh(), event.actorLow())),
            day(event.occurredAtMicros()));
  }

  /** The day of a time, since 1970. */
  static int day(long micros) {
    return (int) Math.floorDiv(micros, MICROS_OF_DAY);
  }

  private @Nullable Actor actor(Json json, EventDraft draft) {
    int length = pair(json, draft.actorId, draft.login);
    int day = day(draft.micros);
    Actor known = actors.get(pair, 0, length);
    if (known != null && known.first <= day && day <= known.last) {
      return known;
    }
    PersonKey key =
        pseudonyms.resolve(provider, json.text(draft.actorId), json.text(draft.login), day);
    if (known != null) {
      known.first = Math.min(known.first, day);
      known.last = Math.max(known.last, day);
    } else if (key != null) {
      known = new Actor(key, day);
      actors.put(pair, 0, length, known);
    }
    return known;
  }

  private @Nullable String app(Json json, EventDraft draft) {
    if (draft.appName != null) {
      return names.canonical(draft.appName, null);
    }
    String label = json.text(draft.app);
    if (draft.app == Json.NONE || label == null) {
      return null;
    }
    int length = pair(json, draft.app, draft.definition);
    String known = apps.get(pair, 0, length);
    if (known == null) {
      String cleaned = name(label);
      String definition = json.text(draft.definition);
      String product = definition == null ? null : name(definition);
      known = cleaned == null ? NOTHING : names.canonical(cleaned, product);
      apps.put(pair, 0, length, known);
    }
    return known.isEmpty() ? null : known;
  }

  private static @Nullable String once(
      ByteTable<String> table, Json json, int node, Function<String, @Nullable String> make) {
    if (!json.isText(node)) {
      return null;
    }
    String known = table.of(json, node);
    if (known == null) {
      String text = json.text(node);
      String made = text == null ? null : make.apply(text);
      known = made == null ? NOTHING : made;
      table.put(json.bytes(), json.start(node), json.stop(node), known);
    }
    return known.isEmpty() ? null : known;
  }

  /** A name in one line, without what cannot be shown; null if nothing is left. */
  static @Nullable String name(String text) {
    String shown = DisplayText.of(text);
    if (shown.codePointCount(0, shown.length()) > LONGEST_NAME) {
      shown = shown.substring(0, shown.offsetByCodePoints(0, LONGEST_NAME)).strip();
    }
    return shown.isEmpty() ? null : shown;
  }

  /** Two texts in one stretch of bytes; a zero byte cannot be in either. */
  private int pair(Json json, int first, int second) {
    int one = json.isText(first) ? json.stop(first) - json.start(first) : 0;
    int two = json.isText(second) ? json.stop(second) - json.start(second) : 0;
    if (pair.length < one + two + 1) {
      pair = Arrays.copyOf(pair, one + two + 1);
    }
    if (one > 0) {
      System.arraycopy(json.bytes(), json.start(first), pair, 0, one);
    }
    pair[one] = 0;
    if (two > 0) {
      System.arraycopy(json.bytes(), json.start(second), pair, one + 1, two);
    }
    return one + two + 1;
  }
}
