package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.PersonKey;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TombstoneTest {
  private static final int IDS = 20_000;

  private final Random random = new Random(20261130);
  private final Tombstone tombstone = new Tombstone(bytes(32));

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void what_is_hidden_opens_again_and_no_two_are_hidden_alike() {
    Set<UUID> hidden = new HashSet<>();
    for (int i = 0; i < IDS; i++) {
      UUID id = PersonKey.ofHash(bytes(16)).value();
      UUID rests = tombstone.hide(id);
      assertThat(Tombstone.isHidden(rests)).isTrue();
      assertThat(Tombstone.isHidden(id)).isFalse();
      assertThat(tombstone.open(rests)).isEqualTo(id);
      assertThat(tombstone.hide(rests)).as("twice is once").isEqualTo(rests);
      hidden.add(rests);
    }
    assertThat(hidden).hasSize(IDS);
  }

  @Test
  void another_key_hides_otherwise_and_a_changed_bit_changes_half_of_all() {
    Tombstone other = new Tombstone(bytes(32));
    long changed = 0;
    for (int i = 0; i < 1000; i++) {
      UUID id = PersonKey.ofHash(bytes(16)).value();
      assertThat(other.open(tombstone.hide(id))).isNotEqualTo(id);
      UUID near =
          new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1L << i % 60);
      UUID one = tombstone.hide(id);
      UUID two = tombstone.hide(near);
      changed +=
          Long.bitCount(one.getMostSignificantBits() ^ two.getMostSignificantBits())
              + Long.bitCount(one.getLeastSignificantBits() ^ two.getLeastSignificantBits());
    }
    assertThat(changed / 1000.0).isBetween(59.0, 62.0);
  }
}
