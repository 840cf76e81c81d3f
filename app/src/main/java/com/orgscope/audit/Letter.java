package com.orgscope.audit;

import java.time.Instant;

/**
 * One thing that leaves the house.
 *
 * @param id the same each time it leaves, and of nothing else: by it a receiver tells repeats
 * @param what of which kind it is
 * @param at when it was written, by the database's clock
 * @param refused whether it says that somebody was refused
 * @param json of one line, in ASCII
 */
record Letter(String id, What what, Instant at, boolean refused, String json) {
  private static final int LAST_OF_ASCII = 0x7e;

  /** JSON with everything beyond ASCII escaped; outside of its texts JSON has nothing of that. */
  static String ascii(String json) {
    StringBuilder plain = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c > LAST_OF_ASCII) {
        plain.append("\\u%04x".formatted((int) c));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Kinds of things that leave, each in an order of its own. */
  enum What {
    SEALS,
    ENTRIES
  }
}
