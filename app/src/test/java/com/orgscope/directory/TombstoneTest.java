package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void a_line_that_was_never_finished_is_gone_before_the_next_is_written(@TempDir Path home)
      throws IOException {
    TenantId acme = new TenantId("acme");
    TombstoneFiles files = new TombstoneFiles(new Home(home));
    Instant at = Instant.parse("2026-11-30T12:00:00Z");
    List<UUID> three =
        Stream.generate(() -> tombstone.hide(PersonKey.ofHash(bytes(16)).value()))
            .limit(3)
            .toList();
    files.add(acme, bytes(32), Map.of(three.getFirst(), at));
    Path file = home.resolve("tombstones/acme.txt");
    for (String half : List.of("2026-11-30T1", "", "2026-11-30T12:00:00Z")) {
      Files.writeString(file, three.get(1) + " " + half, StandardOpenOption.APPEND);
      assertThat(files.named(acme)).as(half).doesNotContainKey(three.get(1));
      files.add(acme, bytes(32), Map.of(three.getLast(), at, three.getFirst(), at));
      assertThat(files.named(acme)).as(half).containsOnlyKeys(three.getFirst(), three.getLast());
    }
    // Written while another line was torn behind it.
    Files.writeString(file, three.get(1).toString().substring(0, 9), StandardOpenOption.APPEND);
    files.add(acme, bytes(32), Map.of(three.get(1), at));
    assertThat(files.named(acme)).containsOnlyKeys(three.toArray(UUID[]::new));
    assertThat(Files.readString(file)).endsWith("\n");
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
