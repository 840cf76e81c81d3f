package com.orgscope.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.json.Json;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When two events are one, in few keys. */
class DeduplicationRulesTest {
  private static final long HOUR = TimeUnit.HOURS.toMicros(1);
  private static final long HALF_PAST = HOUR / 2;

  private final Map<Instant, long[]> lake = new HashMap<>();
  private final List<Instant> read = new ArrayList<>();
  private int stored;

  @Test
  void a_set_of_keys_knows_each_key_once_as_it_grows() {
    for (int expected : new int[] {0, 1, 8, 9, 100}) {
      KeySet keys = new KeySet(expected, null);
      Set<List<Long>> truth = new HashSet<>();
      for (int i = 0; i < 600; i++) {
        long high = i % 3 == 0 ? 0 : i * 0x9E37_79B9L;
        long low = i % 3 == 1 ? 0 : i / 2;
        assertThat(keys.add(high, low)).isEqualTo(truth.add(List.of(high, low)));
        assertThat(keys.size()).isEqualTo(truth.size());
      }
      assertThat(keys.isMapped()).isFalse();
      keys.close();
    }
  }

  @Test
  void keys_that_share_a_half_or_a_place_are_different_keys() {
    KeySet keys = new KeySet(1, null);
    assertThat(keys.add(5, 7)).isTrue();
    assertThat(keys.add(5, 8)).isTrue();
    assertThat(keys.add(6, 7)).isTrue();
    assertThat(keys.add(7, 5)).isTrue();
    assertThat(keys.add(0, 7)).isTrue();
    assertThat(keys.add(5, 0)).isTrue();
    assertThat(keys.add(0, 0)).isTrue();
    for (long[] known : new long[][] {{5, 7}, {5, 8}, {6, 7}, {7, 5}, {0, 7}, {5, 0}, {0, 0}}) {
      assertThat(keys.add(known[0], known[1])).isFalse();
    }
    assertThat(keys.size()).isEqualTo(7);
  }

  @Test
  void a_large_set_goes_to_a_file_from_the_start_or_when_it_grows(@TempDir Path folder) {
    try (KeySet large = new KeySet(1 << 17, folder);
        KeySet growing = new KeySet(1 << 16, folder);
        KeySet few = new KeySet(1, folder);
        KeySet heap = new KeySet(1 << 16, null);
        KeySet largeInHeap = new KeySet(1 << 17, null)) {
      assertThat(large.isMapped()).isTrue();
      assertThat(growing.isMapped()).isFalse();
      assertThat(heap.isMapped()).isFalse();
      assertThat(largeInHeap.isMapped()).as("without a folder").isFalse();
      for (long i = 0; i < 1 << 17; i++) {
        growing.add(i, ~i);
        heap.add(i, ~i);
      }
      assertThat(growing.isMapped()).as("as full as it may be").isFalse();
      growing.add(1 << 17, ~(1 << 17));
      heap.add(1 << 17, ~(1 << 17));
      assertThat(growing.isMapped()).isTrue();
      assertThat(heap.isMapped()).isFalse();
      assertThat(heap.size()).isEqualTo((1 << 17) + 1);
      for (long i = 0; i < 100; i++) {
        few.add(i, ~i);
      }
      assertThat(few.isMapped()).isFalse();
      for (long i = 0; i < 100; i++) {
        assertThat(few.add(i, ~i)).as("known since before it grew").isFalse();
      }
      for (long i = 0; i <= 1 << 17; i += 1000) {
        assertThat(growing.add(i, ~i)).isFalse();
      }
      assertThat(growing.size()).isEqualTo((1 << 17) + 1);
      large.add(0, 0);
      large.add(1, 0);
      assertThat(large.size()).isEqualTo(2);
    }
  }

  @Test
  void an_hour_is_read_once_and_a_copy_is_told_from_what_it_holds() {
    lake.put(Instant.EPOCH.plusSeconds(3600), new long[] {1, 2, 3, 4});
    SeenKeys seen = new SeenKeys(this::stored, 1_000, () -> stored++);
    assertThat(seen.add(HOUR, 1, 2)).isFalse();
    assertThat(seen.add(HOUR + HALF_PAST, 3, 4)).isFalse();
    assertThat(seen.add(2 * HOUR - 1, 5, 6)).isTrue();
    assertThat(seen.add(HOUR, 5, 6)).isFalse();
    assertThat(seen.add(2 * HOUR, 1, 2)).as("of another hour").isTrue();
    assertThat(seen.add(HOUR, 1, 2)).isFalse();
    assertThat(seen.add(-1, 1, 2)).as("before 1970").isTrue();
    assertThat(read)
        .containsExactly(
            Instant.EPOCH.plusSeconds(3600),
            Instant.EPOCH.plusSeconds(7200),
            Instant.EPOCH.minusSeconds(3600));
    // Three hours at 64 each, and five keys.
    assertThat(seen.inMemory()).isEqualTo(3 * 64 + 5);
    assertThat(stored).isZero();
    seen.close();
    assertThat(seen.inMemory()).isZero();
    assertThat(seen.onDisk()).isZero();
    assertThat(seen.add(HOUR, 1, 2)).as("read again").isFalse();
    assertThat(read).hasSize(4);
  }

  @Test
  void the_hours_asked_for_longest_ago_go_once_what_they_hold_is_stored() {
    SeenKeys seen = new SeenKeys(this::stored, 3 * 64 + 10, () -> stored++);
    for (int hour = 1; hour <= 3; hour++) {
      for (int key = 1; key <= 3; key++) {
        assertThat(seen.add(hour * HOUR, hour, key)).isTrue();
      }
    }
    assertThat(seen.inMemory()).isEqualTo(3 * 64 + 9);
    seen.add(HOUR, 1, 1);
    assertThat(seen.add(HOUR, 1, 4)).as("the last that has room").isTrue();
    assertThat(stored).isZero();
    assertThat(seen.add(HOUR, 1, 5)).isTrue();
    assertThat(stored).isEqualTo(1);
    // Half of the room: the hours 2 and 3 went, the one in use stayed.
    assertThat(seen.inMemory()).isEqualTo(64 + 5);
    assertThat(seen.add(HOUR, 1, 5)).isFalse();
    assertThat(read).hasSize(3);
    seen.add(2 * HOUR, 2, 1);
    assertThat(read).hasSize(4);
  }

  @Test
  void one_hour_alone_is_never_forgotten() {
    SeenKeys seen = new SeenKeys(this::stored, 2, () -> stored++);
    for (int key = 1; key <= 50; key++) {
      assertThat(seen.add(HOUR, 1, key)).isTrue();
      assertThat(seen.add(HOUR, 1, key)).isFalse();
    }
    assertThat(stored).isZero();
    assertThat(read).hasSize(1);
  }

  @Test
  void hours_that_lie_in_files_count_apart(@TempDir Path folder) {
    long[] many = new long[2 << 17];
    for (int i = 0; i < many.length; i++) {
      many[i] = i + 1;
    }
    lake.put(Instant.EPOCH.plusSeconds(3600), many);
    try (SeenKeys seen =
        new SeenKeys(
            this::stored, new SeenKeys.Bounds(1_000, (1 << 17) + 2, folder), () -> stored++)) {
      assertThat(seen.add(HOUR, 1, 2)).isFalse();
      assertThat(seen.onDisk()).isEqualTo(1 << 17);
      assertThat(seen.inMemory()).isEqualTo(64);
      assertThat(seen.add(2 * HOUR, 1, 2)).isTrue();
      assertThat(seen.inMemory()).isEqualTo(2 * 64 + 1);
      assertThat(seen.add(HOUR, 0, 1)).isTrue();
      assertThat(seen.add(HOUR, 0, 2)).isTrue();
      assertThat(seen.onDisk()).isEqualTo((1 << 17) + 2);
      assertThat(stored).isZero();
      seen.add(2 * HOUR, 2, 2);
      assertThat(seen.add(HOUR, 0, 3)).as("one too many").isTrue();
      assertThat(stored).isEqualTo(1);
      assertThat(seen.inMemory()).isEqualTo(64);
      assertThat(seen.onDisk()).isEqualTo((1 << 17) + 3);
    }
  }

  @Test
  void an_hour_that_grows_out_of_the_heap_counts_on_disk_from_then_on(@TempDir Path folder) {
    lake.put(Instant.EPOCH.plusSeconds(3600), keys((1 << 17) - 1));
    try (SeenKeys seen =
        new SeenKeys(this::stored, new SeenKeys.Bounds(1 << 18, 1 << 18, folder), () -> stored++)) {
      assertThat(seen.add(HOUR, 0, 1)).isTrue();
      assertThat(seen.inMemory()).isEqualTo(64 + (1 << 17));
      assertThat(seen.onDisk()).isZero();
      assertThat(seen.add(HOUR, 0, 2)).isTrue();
      assertThat(seen.inMemory()).isEqualTo(64);
      assertThat(seen.onDisk()).isEqualTo((1 << 17) + 1);
      assertThat(seen.add(HOUR, 0, 1)).isFalse();
    }
  }

  @Test
  void no_more_hours_go_than_must_and_half_of_the_room_is_enough(@TempDir Path folder) {
    SeenKeys inHeap = new SeenKeys(this::stored, 400, () -> stored++);
    addKeys(inHeap, 1, 137);
    addKeys(inHeap, 2, 36);
    addKeys(inHeap, 3, 36);
    assertThat(stored).isEqualTo(1);
    assertThat(inHeap.inMemory()).as("of two hours, which is half").isEqualTo(200);
    lake.put(Instant.EPOCH.plusSeconds(3600), keys((1 << 17) + 2));
    lake.put(Instant.EPOCH.plusSeconds(3 * 3600), keys(1 << 17));
    SeenKeys.Bounds bounds = new SeenKeys.Bounds(1_000, (1 << 18) + 2, folder);
    try (SeenKeys onDisk = new SeenKeys(this::stored, bounds, () -> stored++)) {
      assertThat(onDisk.add(HOUR, 1, 2)).isFalse();
      assertThat(onDisk.add(2 * HOUR, 1, 2)).isTrue();
      assertThat(onDisk.add(3 * HOUR, 0, 1)).isTrue();
      assertThat(stored).isEqualTo(2);
      assertThat(onDisk.onDisk()).as("which is half").isEqualTo((1 << 17) + 1);
      assertThat(onDisk.inMemory()).isEqualTo(2 * 64 + 1);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void files_of_hours_that_were_forgotten_or_closed_take_no_room(@TempDir Path folder)
      throws IOException {
    lake.put(Instant.EPOCH.plusSeconds(3600), keys(1 << 17));
    lake.put(Instant.EPOCH.plusSeconds(7200), keys(1 << 17));
    SeenKeys.Bounds bounds = new SeenKeys.Bounds(1_000, 1 << 18, folder);
    try (SeenKeys seen = new SeenKeys(this::stored, bounds, () -> stored++)) {
      seen.add(HOUR, 1, 2);
      seen.add(2 * HOUR, 1, 2);
      assertThat(mapped(folder)).isEqualTo(2);
      seen.add(2 * HOUR, 0, 1);
      assertThat(mapped(folder)).as("one was forgotten").isEqualTo(1);
    }
    assertThat(mapped(folder)).isZero();
  }

  private static long mapped(Path folder) throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains(folder.toString())).count();
    }
  }

  private static void addKeys(SeenKeys seen, int hour, int count) {
    for (int key = 1; key <= count; key++) {
      assertThat(seen.add(hour * HOUR, hour, key)).isTrue();
    }
  }

  /** So many keys, of which the first is 1 and 2. */
  private static long[] keys(int count) {
    long[] keys = new long[2 * count];
    Arrays.setAll(keys, i -> i + 1);
    return keys;
  }

  @Test
  void a_key_does_not_depend_on_the_event_before() {
    Json json = parsed("[{\"name\":\"x\",\"value\":\"1\"}]");
    Fingerprint used = new Fingerprint(new TenantId("acme"));
    for (int i = 0; i < 2; i++) {
      assertThat(used.begin(Json.Name.of("okta")).canonical(json, json.root()).end())
          .isEqualTo(canonical("[{\"name\":\"x\",\"value\":\"1\"}]"));
      assertThat(
              used.begin(Json.Name.of("google"))
                  .named(json, json.root(), Json.Name.of("name"))
                  .end())
          .isEqualTo(named("[{\"name\":\"x\",\"value\":\"1\"}]"));
    }
  }

  @Test
  void a_key_is_a_hash_of_tenant_provider_and_parts_with_their_lengths() {
    Json json = new Json();
    byte[] text = "[\"ab\",null,\"\"]".getBytes(UTF_8);
    json.parse(text, 0, text.length);
    int ab = json.first(json.root());
    int none = json.next(ab);
    int empty = json.next(none);
    byte[] key =
        new Fingerprint(new TenantId("acme"))
            .begin(Json.Name.of("okta"))
            .text(json, ab)
            .text(json, none)
            .text(json, empty)
            .number(0x0102_0304_0506_0708L)
            .end();
    ByteBuffer parts = ByteBuffer.allocate(200);
    parts.putInt(4).put("acme".getBytes(UTF_8)).putInt(4).put("okta".getBytes(UTF_8));
    parts.putInt(2).put("ab".getBytes(UTF_8)).putInt(-1).putInt(0);
    parts.putInt(8).putLong(0x0102_0304_0506_0708L);
    byte[] all = new byte[parts.position()];
    parts.flip().get(all);
    assertThat(key).isEqualTo(Sha256.digest().digest(all));
    assertThat(Fingerprint.half(key, 0)).isEqualTo(ByteBuffer.wrap(key).getLong(0));
    assertThat(Fingerprint.half(key, 8)).isEqualTo(ByteBuffer.wrap(key).getLong(8));
  }

  @Test
  void the_order_of_members_and_of_named_values_is_no_part_of_a_key() {
    assertThat(canonical("{\"a\":1,\"b\":[2,3]}"))
        .isEqualTo(canonical("{ \"b\" : [2, 3], \"a\":1}"));
    assertThat(canonical("{\"a\":1,\"b\":[3,2]}")).isNotEqualTo(canonical("{\"a\":1,\"b\":[2,3]}"));
    assertThat(canonical("{\"a\":\"1\"}")).isNotEqualTo(canonical("{\"a\":\"2\"}"));
    String one = "[{\"name\":\"x\",\"value\":\"1\"},{\"name\":\"y\",\"value\":\"2\"}]";
    String other = "[{\"name\":\"y\",\"value\":\"2\"},{\"name\":\"x\",\"value\":\"1\"}]";
    assertThat(named(one)).isEqualTo(named(other));
    assertThat(named(one)).isNotEqualTo(named(one.replace('2', '3')));
  }

  @Test
  void a_long_part_is_a_part_like_others() {
    String longText = "x".repeat(1_000);
    assertThat(canonical("\"" + longText + "\"")).isEqualTo(canonical("\"" + longText + "\""));
    assertThat(canonical("\"" + longText + "\"")).isNotEqualTo(canonical("\"" + longText + "x\""));
  }

  private long[] stored(Instant hour) {
    read.add(hour);
    return lake.getOrDefault(hour, new long[0]);
  }

  private static byte[] canonical(String text) {
    Json json = parsed(text);
    return new Fingerprint(new TenantId("acme"))
        .begin(Json.Name.of("okta"))
        .canonical(json, json.root())
        .end();
  }

  private static byte[] named(String text) {
    Json json = parsed(text);
    return new Fingerprint(new TenantId("acme"))
        .begin(Json.Name.of("google"))
        .named(json, json.root(), Json.Name.of("name"))
        .end();
  }

  private static Json parsed(String text) {
    Json json = new Json();
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(json.parse(bytes, 0, bytes.length)).isPositive();
    return json;
  }
}
