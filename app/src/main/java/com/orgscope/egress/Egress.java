package com.orgscope.egress;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every byte that leaves for a model, a receiver of the audit log or a collector: whoever sends
 * writes it down here first, and what cannot be written down does not leave. It is kept as long as
 * the audit log.
 *
 * <p>Keys of providers are in headers, which are not kept. What logs in at a provider or asks it
 * for events is not here: it carries nothing of a company but its own tokens.
 */
@Component
public final class Egress {
  private static final int DICTIONARIES = 8;
  private static final int LONGEST_RECIPIENT = 1_000;

  /** So many are read at once, and looked through at one question. */
  private static final int CHUNK = 200;

  private static final int LOOKED_AT = 20_000;
  private static final long BYTES_LOOKED_AT = 512L << 20;
  private static final long BYTES_FOUND = 64L << 20;

  private final SentStore store;
  private final Map<Way, List<Packing.Dictionary>> dictionaries = new ConcurrentHashMap<>();

  Egress(SentStore store) {
    this.store = store;
  }

  private record Way(TenantId tenant, Channel channel) {}

  /**
   * What answers a question.
   *
   * @param sent the newest first
   * @param lookedAt how many were looked at for it
   * @param next what to ask for as {@link SentQuery#before()}; null after the last
   */
  public record Found(List<Sent> sent, long lookedAt, @Nullable Long next) {
    public Found {
      sent = List.copyOf(sent);
    }
  }

  /** For whoever sends something of a tenant. */
  public Recorder recorder(TenantId tenant, Channel channel) {
    return (recipient, body) -> record(new Way(tenant, channel), recipient, body);
  }

  private void record(Way way, String recipient, byte[] body) {
    List<Packing.Dictionary> known =
        dictionaries.computeIfAbsent(
            way, w -> store.dictionaries(w.tenant(), w.channel(), DICTIONARIES));
    Packing.Packed packed = Packing.pack(body, known);
    if (Packing.servesOthers(body, packed)) {
      long number = store.addDictionary(way.tenant(), way.channel(), body);
      Packing.Dictionary own = new Packing.Dictionary(number, body);
      dictionaries.compute(way, (w, before) -> with(own, before));
      packed = Packing.pack(body, List.of(own));
    }
    try {
      store.add(
          way.tenant(),
          way.channel(),
          recipient.substring(0, Math.min(recipient.length(), LONGEST_RECIPIENT)),
          body,
          packed);
    } catch (RuntimeException e) {
      // A company of the same name may have gone meanwhile, with its dictionaries.
      dictionaries.remove(way);
      throw e;
    }
  }

  private static List<Packing.Dictionary> with(
      Packing.Dictionary own, @Nullable List<Packing.Dictionary> before) {
    List<Packing.Dictionary> all = new ArrayList<>(List.of(own));
    if (before != null) {
      all.addAll(before.subList(0, Math.min(before.size(), DICTIONARIES - 1)));
    }
    return List.copyOf(all);
  }

  /**
   * Looks for something, of the caller's own company. Whether they may is not asked here.
   *
   * @return as many as were asked for, or fewer where many were looked at in vain
   */
  public Found find(Caller caller, SentQuery query) {
    List<Sent> found = new ArrayList<>();
    Long before = query.before();
    long lookedAt = 0;
    long bytes = 0;
    long held = 0;
    while (lookedAt < LOOKED_AT && bytes < BYTES_LOOKED_AT) {
      List<Sent> some = store.page(caller, query, before, CHUNK);
      for (Sent one : some) {
        lookedAt++;
        before = one.number();
        bytes += one.size();
        if (holds(one, query.text())) {
          found.add(one);
          held += one.size();
          if (found.size() == query.limit() || held > BYTES_FOUND) {
            return new Found(found, lookedAt, before);
          }
        }
      }
      if (some.isEmpty()) {
        return new Found(found, lookedAt, null);
      }
    }
    return new Found(found, lookedAt, before);
  }

  /**
   * What left to one receiver.
   *
   * @param recipient the host of its address
   * @param bytes before they were packed
   */
  public record Counted(Channel channel, String recipient, long sent, long bytes) {}

  /**
   * All that left a tenant and is kept, the largest number first; whether they may is not asked.
   */
  public List<Counted> counted(TenantId tenant) {
    return store.counted(tenant);
  }

  /** One of them; empty if there is none of that number in the caller's company. */
  public Optional<Sent> find(Caller caller, long number) {
    return store.find(caller, number);
  }

  /** JSON may spell what is not ASCII by its number. */
  private static boolean holds(Sent sent, String text) {
    if (text.isEmpty()) {
      return true;
    }
    String sought = text.toLowerCase(Locale.ROOT);
    String body = sent.text().toLowerCase(Locale.ROOT);
    return body.contains(sought)
        || body.contains(escaped(sought))
        || sent.recipient().toLowerCase(Locale.ROOT).contains(sought);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      escaped.append(c > '~' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
    }
    return escaped.toString();
  }

  /**
   * Removes what left before a moment.
   *
   * @return how many went
   */
  public long removeOld(TenantId tenant, Instant before) {
    return store.removeBefore(tenant, before);
  }
}
