package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However little is remembered, every event is told from its copies. */
class SeenKeysTest {
  private static final long HOUR = TimeUnit.HOURS.toMicros(1);

  private final Map<Instant, List<Long>> lake = new HashMap<>();
  private final List<long[]> waiting = new ArrayList<>();
  private int reads;
  private int flushes;

  private long[] stored(Instant hour) {
    reads++;
    return lake.getOrDefault(hour, List.of()).stream().mapToLong(Long::longValue).toArray();
  }

  private void flush() {
    flushes++;
    for (long[] event : waiting) {
      Instant hour = Instant.ofEpochSecond(Math.floorDiv(event[0], HOUR) * 3600);
      List<Long> keys = lake.computeIfAbsent(hour, any -> new ArrayList<>());
      keys.add(event[1]);
      keys.add(event[2]);
    }
    waiting.clear();
  }

  @Test
  void forgetting_changes_nothing() {
    SeenKeys small = new SeenKeys(this::stored, 300, this::flush);
    Random random = new Random(11);
    Set<Long> truth = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      long event = random.nextInt(3000);
      long micros = (event % 40) * HOUR + event;
      boolean added = small.add(micros, event, ~event);
      assertThat(added).as("event %s at step %s", event, i).isEqualTo(truth.add(event));
      if (added) {
        waiting.add(new long[] {micros, event, ~event});
      }
    }
    flush();
    assertThat(lake.values().stream().mapToInt(List::size).sum()).isEqualTo(truth.size() * 2);
    assertThat(flushes).isGreaterThan(10);
    assertThat(reads).isGreaterThan(80);
  }

  @Test
  void large_hours_are_remembered_outside_the_heap(@TempDir Path folder) throws IOException {
    int events = 400_000;
    try (SeenKeys keys =
        new SeenKeys(this::stored, new SeenKeys.Bounds(1000, 1_000_000, folder), this::flush)) {
      Random random = new Random(12);
      long[] high = random.longs(events).toArray();
      for (int i = 0; i < events; i++) {
        assertThat(keys.add(i % 3, high[i], i)).isTrue();
      }
      for (int i = 0; i < events; i++) {
        assertThat(keys.add(i % 3, high[i], i)).isFalse();
      }
      assertThat(keys.onDisk()).isEqualTo(events);
      assertThat(keys.inMemory()).isLessThan(100);
    }
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
