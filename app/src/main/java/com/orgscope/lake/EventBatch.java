package com.orgscope.lake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Events in columns, on their way to one append. Texts and actors are kept once and rows hold their
 * codes, so that a quarter of a million rows take about 16 MB and the lake hashes and sorts small
 * numbers. A batch belongs to one thread.
 */
public final class EventBatch {
  private static final int FIRST_ROWS = 1024;

  /** 2200-01-01T00:00Z. */
  private static final long LATEST_MICROS = 7_258_118_400_000_000L;

  private int size;
  private long[] keyHigh = new long[FIRST_ROWS];
  private long[] keyLow = new long[FIRST_ROWS];
  private long[] occurredAt = new long[FIRST_ROWS];
  private byte[] source = new byte[FIRST_ROWS];
  private byte[] kind = new byte[FIRST_ROWS];
  private byte[] outcome = new byte[FIRST_ROWS];
  private int[] actor = new int[FIRST_ROWS];
  private int[] app = new int[FIRST_ROWS];
  private int[] session = new int[FIRST_ROWS];
  private int[] ipPrefix = new int[FIRST_ROWS];
  private int[] city = new int[FIRST_ROWS];
  private int[] country = new int[FIRST_ROWS];

  private final Words apps = new Words();
  private final Words sessions = new Words();
  private final Words ipPrefixes = new Words();
  private final Words cities = new Words();
  private final Words countries = new Words();
  private final Actors actors = new Actors();

  /**
   * Adds one row; {@code event} is not kept.
   *
   * @throws IllegalArgumentException for a time outside the years 1970 to 2199
   */
  public void add(Event event) {
    if (event.occurredAtMicros() < 0 || event.occurredAtMicros() >= LATEST_MICROS) {
      throw new IllegalArgumentException("no time of an event: " + event.occurredAtMicros());
    }
    if (size == keyHigh.length) {
      grow();
    }
    int row = size;
    keyHigh[row] = event.keyHigh();
    keyLow[row] = event.keyLow();
    occurredAt[row] = event.occurredAtMicros();
    source[row] = (byte) event.source().ordinal();
    kind[row] = (byte) event.kind().ordinal();
    outcome[row] = (byte) event.outcome().ordinal();
    actor[row] = actors.code(event.actorHigh(), event.actorLow());
    app[row] = apps.code(event.app());
    session[row] = sessions.code(event.session());
    ipPrefix[row] = ipPrefixes.code(event.ipPrefix());
    city[row] = cities.code(event.city());
    country[row] = countries.code(event.country());
    size++;
  }

  /** Rows added since the last {@link #clear()}. */
  public int size() {
    return size;
  }

  /** Empties the batch, dictionaries included, and keeps its memory for the next. */
  public void clear() {
    size = 0;
    apps.clear();
    sessions.clear();
    ipPrefixes.clear();
    cities.clear();
    countries.clear();
    actors.clear();
  }

  long keyHigh(int row) {
    return keyHigh[row];
  }

  long keyLow(int row) {
    return keyLow[row];
  }

  long occurredAt(int row) {
    return occurredAt[row];
  }

  /** Source, kind and outcome in one number, see {@link DuckDbLoader}. */
  int traits(int row) {
    return source[row] << 8 | kind[row] << 4 | outcome[row];
  }

  int actorCode(int row) {
    return actor[row];
  }

  int appCode(int row) {
    return app[row];
  }

  int sessionCode(int row) {
    return session[row];
  }

  int ipPrefixCode(int row) {
    return ipPrefix[row];
  }

  int cityCode(int row) {
    return city[row];
  }

  int countryCode(int row) {
    return country[row];
  }

  Actors actors() {
    return actors;
  }

  Words apps() {
    return apps;
  }

  Words sessions() {
    return sessions;
  }

  Words ipPrefixes() {
    return ipPrefixes;
  }

  Words cities() {
    return cities;
  }

  Words countries() {
    return countries;
  }

  /** Places of the applications in order, by code + 1; no application comes first. */
  int[] appRanks() {
    int[] ranks = new int[apps.size() + 1];
    List<Integer> codes = codes(apps.size());
    codes.sort(Comparator.comparing(apps::word));
    for (int place = 0; place < codes.size(); place++) {
      ranks[codes.get(place) + 1] = place + 1;
    }
    return ranks;
  }

  /** Places of the actors in unsigned order, by code. */
  int[] actorRanks() {
    int[] ranks = new int[actors.size()];
    List<Integer> codes = codes(ranks.length);
    codes.sort((a, b) -> {
      int high = Long.compareUnsigned(actors.high(a), actors.high(b));
      return high != 0 ? high : Long.compareUnsigned(actors.low(a), actors.low(b));
    });
    for (int place = 0; place < codes.size(); place++) {
      ranks[codes.get(place)] = place;
    }
    return ranks;
  }

  private static List<Integer> codes(int count) {
    return new ArrayList<>(IntStream.range(0, count).boxed().toList());
  }

  private void grow() {
    int rows = size * 2;
    keyHigh = Arrays.copyOf(keyHigh, rows);
    keyLow = Arrays.copyOf(keyLow, rows);
    occurredAt = Arrays.copyOf(occurredAt, rows);
    source = Arrays.copyOf(source, rows);
    kind = Arrays.copyOf(kind, rows);
    outcome = Arrays.copyOf(outcome, rows);
    actor = Arrays.copyOf(actor, rows);
    app = Arrays.copyOf(app, rows);
    session = Arrays.copyOf(session, rows);
    ipPrefix = Arrays.copyOf(ipPrefix, rows);
    city = Arrays.copyOf(city, rows);
    country = Arrays.copyOf(country, rows);
  }

  /** Texts by code, in an open table without an object per lookup; null has a code of its own. */
  static final class Words {
    static final int NULL = -1;
    private String[] words = new String[64];

    /** Codes, one more than they are: zero is a free slot. */
    private int[] slots = new int[256];

    private int size;

    int code(@Nullable String word) {
      if (word == null) {
        return NULL;
      }
      int mask = slots.length - 1;
      int slot = firstSlot(word) & mask;
      while (slots[slot] != 0) {
        int code = slots[slot] - 1;
        if (word.equals(words[code])) {
          return code;
        }
        slot = (slot + 1) & mask;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, size * 2);
      }
      words[size] = word;
      slots[slot] = ++size;
      if (size * 2 > slots.length) {
        rehash();
      }
      return size - 1;
    }

    private static int firstSlot(String word) {
      return (word.hashCode() * 0x9E3779B1) >>> 8;
    }

    private void rehash() {
      slots = new int[slots.length * 4];
      int mask = slots.length - 1;
      for (int code = 0; code < size; code++) {
        int slot = firstSlot(words[code]) & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = code + 1;
      }
    }

    int size() {
      return size;
    }

    String word(int code) {
      return words[code];
    }

    List<String> list() {
      return Arrays.asList(words).subList(0, size);
    }

    private void clear() {
      Arrays.fill(words, null);
      Arrays.fill(slots, 0);
      size = 0;
    }
  }

  /** Pseudonyms by code, in an open table of two longs each; no object per lookup. */
  static final class Actors {
    private long[] high = new long[256];
    private long[] low = new long[256];
    private int[] slots = new int[1024];
    private int size;

    int code(long h, long l) {
      int mask = slots.length - 1;
      int slot = firstSlot(h, l) & mask;
      while (slots[slot] != 0) {
        int code = slots[slot] - 1;
        if (high[code] == h && low[code] == l) {
          return code;
        }
        slot = (slot + 1) & mask;
      }
      if (size == high.length) {
        high = Arrays.copyOf(high, size * 2);
        low = Arrays.copyOf(low, size * 2);
      }
      high[size] = h;
      low[size] = l;
      slots[slot] = ++size;
      if (size * 2 > slots.length) {
        rehash();
      }
      return size - 1;
    }

    private static int firstSlot(long h, long l) {
      return (int) (((h ^ l) * 0x9E3779B97F4A7C15L) >>> 32);
    }

    private void rehash() {
      int[] old = slots;
      slots = new int[old.length * 4];
      int mask = slots.length - 1;
      for (int held : old) {
        if (held != 0) {
          int slot = firstSlot(high[held - 1], low[held - 1]) & mask;
          while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
          }
          slots[slot] = held;
        }
      }
    }

    int size() {
      return size;
    }

    long high(int code) {
      return high[code];
    }

    long low(int code) {
      return low[code];
    }

    private void clear() {
      Arrays.fill(slots, 0);
      size = 0;
    }
  }
}
