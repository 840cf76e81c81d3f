package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HourKeysTest {
  private static HourKeys keys(List<UUID> given, List<UUID> stored) {
    long[] halves =
        stored.stream()
            .sorted((a, b) -> {
              int high =
                  Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
              return high != 0
                  ? high
                  : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
            })
            .flatMapToLong(key ->
                java.util.stream.LongStream.of(
                    key.getMostSignificantBits(), key.getLeastSignificantBits()))
            .toArray();
    HourKeys keys = new HourKeys(halves);
    given.forEach(key -> keys.add(key.getMostSignificantBits(), key.getLeastSignificantBits()));
    return keys;
  }

  private static List<UUID> some(int many, long seed) {
    Random random = new Random(seed);
    List<UUID> keys = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      keys.add(new UUID(random.nextLong(), random.nextLong()));
    }
    return keys;
  }

  @Test
  void the_digest_is_the_same_in_any_order_and_with_copies() {
    List<UUID> keys = some(500, 1);
    List<UUID> shuffled = new ArrayList<>(keys);
    shuffled.addAll(keys.subList(0, 100));
    Collections.shuffle(shuffled, new Random(2));
    assertThat(keys(shuffled, keys).givenDigest()).isEqualTo(keys(keys, keys).givenDigest());
    assertThat(keys(shuffled, keys).given()).isEqualTo(500);
    assertThat(keys(shuffled, keys).storedDigest()).isEqualTo(keys(keys, keys).givenDigest());
  }

  @Test
  void what_is_not_stored_is_told_and_changes_the_digest() {
    List<UUID> keys = some(500, 3);
    HourKeys compared = keys(keys, keys.subList(1, 500));
    assertThat(compared.storedOfGiven()).isEqualTo(499);
    assertThat(compared.storedDigest()).isNotEqualTo(compared.givenDigest());
    assertThat(
            compared.add(
                keys.getFirst().getMostSignificantBits(),
                keys.getFirst().getLeastSignificantBits()))
        .isFalse();
  }

  @Test
  void the_sum_carries_into_the_upper_half() {
    HourKeys keys = keys(List.of(new UUID(0, -1), new UUID(0, 1), new UUID(1, 0)), List.of());
    assertThat(keys.givenDigest()).isEqualTo(new UUID(2, 0));
  }
}
