package com.orgscope.llm;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Questions that were handed over together.
 *
 * @param key of who asked, with {@code part} unique in the tenant
 * @param providerId null as long as it is not known
 * @param at when it was made; its day and month, in UTC, are the ones that pay
 * @param sentAt when it began to be handed over; null before
 * @param open questions without an end so far
 * @param failed for whatever reason: expired, cancelled and missing ones too
 * @param costNano in nano-dollars; what is open counts with what is set aside for it
 * @param detail what was odd about it, in words
 */
public record Batch(
    UUID id,
    String key,
    int part,
    String provider,
    String model,
    State state,
    @Nullable String providerId,
    Instant at,
    @Nullable Instant sentAt,
    boolean cancelAsked,
    int looks,
    int questions,
    int open,
    int answered,
    int refused,
    int failed,
    long costNano,
    String detail) {

  /** How far it is. */
  public enum State {
    /** Paid for and surely not sent yet. */
    STORED,
    /** It may have arrived or not. */
    SENDING,
    /** The provider works on it. */
    RUNNING,
    /** Every question has its end; the provider still keeps it. */
    ENDED,
    /** Every question has its end, and the provider keeps nothing. */
    DELETED,
    /** It never was sent, and cost nothing. */
    UNSENT
  }

  /** What begins each custom id. */
  String name() {
    return name(id);
  }

  String customId(int nth) {
    return customId(id, nth);
  }

  static String name(UUID id) {
    return id.toString().replace("-", "");
  }

  static String customId(UUID id, int nth) {
    return name(id) + "-" + nth;
  }
}
