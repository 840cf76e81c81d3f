package com.orgscope.usage;

import com.orgscope.kernel.PersonKey;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Keys that lie between two, both with them. Keys are as good as drawn, so that ranges of one width
 * hold about as many each; what is stored in their order is read by ranges.
 */
record KeyRange(UUID from, UUID to) {
  private static final long FIRST_HALVES = 1L << 32;
  private static final int REST = 32;
  private static final long ONES = -1L;

  /** All keys, each in one of so many. */
  static List<KeyRange> parts(int number) {
    return IntStream.range(0, number)
        .mapToObj(part ->
            new KeyRange(
                new UUID(begin(part, number) << REST, 0),
                new UUID((begin(part + 1, number) << REST) - 1, ONES)))
        .toList();
  }

  private static long begin(int part, int of) {
    return FIRST_HALVES * part / of;
  }

  boolean holds(PersonKey key) {
    long half = key.value().getMostSignificantBits();
    return Long.compareUnsigned(half, from.getMostSignificantBits()) >= 0
        && Long.compareUnsigned(half, to.getMostSignificantBits()) <= 0;
  }
}
