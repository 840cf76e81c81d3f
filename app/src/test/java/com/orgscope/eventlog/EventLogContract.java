package com.orgscope.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

/** What every event log promises, whatever is behind it. Each test has a log of its own. */
@Timeout(120)
public abstract class EventLogContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MANY_BYTES = 1 << 20;

  /** Of half a million bytes each, as the settings of the tests allow 8 MB. */
  private static final int MOST_WAITING = 16;

  protected static final TenantId ONE = new TenantId("one");

  /** When deliveries came; a log also minds how long they wait. */
  protected static final Instant AT = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  /** Opens this test's log; opened again it is as another process sees it. */
  protected abstract EventLog open(EventLogSettings settings);

  /** What is behind the log takes nothing more until {@link #goOn}, with its doors open. */
  protected abstract void holdStill();

  protected abstract void goOn();

  @Test
  void a_sender_is_answered_when_what_is_behind_the_log_has_answered_and_not_before()
      throws Exception {
    try (EventLog log = open(settings());
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      store(log, List.of(delivery(1)));
      Future<Receipt> second;
      holdStill();
      try {
        second = executor.submit(() -> log.append(List.of(delivery(2))));
        assertThatThrownBy(() -> second.get(500, TimeUnit.MILLISECONDS))
            .isInstanceOf(TimeoutException.class);
      } finally {
        goOn();
      }
      assertThat(second.get()).isInstanceOf(Receipt.Stored.class);
      try (EventLog other = open(settings());
          LogReader reader = readerOf(other, null)) {
        assertThat(read(reader, 2)).extracting(EventLogContract::number).containsExactly(1, 2);
      }
    }
  }

  @Test
  void a_log_that_hangs_refuses_at_once_when_as_much_waits_as_may() throws Exception {
    int senders = 30;
    byte[] payload = new byte[500_000];
    try (EventLog log = open(settings());
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      store(log, List.of(delivery(1)));
      List<Future<Receipt>> sent = new ArrayList<>();
      holdStill();
      try {
        // One more looks how full the log is, and hangs in that.
        CountDownLatch answered = new CountDownLatch(senders - MOST_WAITING - 1);
        for (int i = 0; i < senders; i++) {
          sent.add(
              executor.submit(() -> {
                Receipt receipt = log.append(List.of(new Delivery(ONE, "okta", AT, payload)));
                answered.countDown();
                return receipt;
              }));
        }
        assertThat(answered.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .as("more than %s do not wait", MOST_WAITING)
            .isTrue();
      } finally {
        goOn();
      }
      int stored = 0;
      for (Future<Receipt> one : sent) {
        stored += one.get() instanceof Receipt.Stored ? 1 : 0;
      }
      assertThat(stored).as("who waited").isBetween(1, MOST_WAITING + 1);
      try (LogReader reader = readerOf(log, null)) {
        assertThat(read(reader, stored + 1)).as("and who was refused is not").hasSize(stored + 1);
      }
    }
  }

  @Test
  void what_is_refused_takes_no_memory() {
    try (EventLog log = open(small())) {
      Receipt receipt = log.append(List.of(kilobyte(0)));
      while (receipt instanceof Receipt.Stored) {
        receipt = log.append(List.of(kilobyte(0)));
      }
      long before = heapInUse();
      int refused = 0;
      for (int i = 0; i < 4000; i++) {
        byte[] payload = new byte[8000];
        refused +=
            log.append(List.of(new Delivery(ONE, "okta", AT, payload))) instanceof Receipt.Full
                ? 1
                : 0;
      }
      assertThat(refused).isEqualTo(4000);
      assertThat(heapInUse() - before).as("of 32 MB").isLessThan(8L << 20);
    }
  }

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void what_was_stored_is_there_for_another_process() {
    EventLog log = open(settings());
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    byte[] payload = new byte[300];
    new Random(1).nextBytes(payload);
    store(log, List.of(new Delivery(ONE, "okta", at, payload)));
    // Not closed: what is durable needs no farewell.
    try (EventLog other = open(settings());
        LogReader reader = readerOf(other, null)) {
      Delivery found = read(reader, 1).getFirst().delivery();
      assertThat(found.tenant()).isEqualTo(ONE);
      assertThat(found.source()).isEqualTo("okta");
      assertThat(found.receivedAt()).isEqualTo(at);
      assertThat(found.payload()).isEqualTo(payload);
    }
    log.close();
  }

  @Test
  void a_tenants_deliveries_come_in_the_order_they_were_stored() {
    try (EventLog log = open(settings());
        LogReader reader = readerOf(log, null)) {
      for (int i = 0; i < 30; i += 3) {
        store(log, List.of(delivery(i), delivery(i + 1), delivery(i + 2)));
      }
      assertThat(read(reader, 30)).extracting(EventLogContract::number).isSorted().hasSize(30);
    }
  }

  @Test
  void what_was_read_and_not_released_comes_again() {
    try (EventLog log = open(settings())) {
      store(log, List.of(delivery(1), delivery(2), delivery(3)));
      String first;
      try (LogReader reader = readerOf(log, null)) {
        List<LogEntry> entries = read(reader, 3);
        first = entries.getFirst().position();
        reader.release(Map.of(log.partition(ONE), first));
      }
      try (LogReader again = readerOf(log, first)) {
        assertThat(read(again, 2)).extracting(EventLogContract::number).containsExactly(2, 3);
      }
    }
  }

  @Test
  void what_was_released_is_gone_and_makes_room() {
    try (EventLog log = open(settings())) {
      store(log, List.of(delivery(1), delivery(2)));
      try (LogReader reader = readerOf(log, null)) {
        String last = read(reader, 2).getLast().position();
        reader.release(Map.of(log.partition(ONE), last));
      }
      store(log, List.of(delivery(3)));
      try (LogReader reader = readerOf(log, null)) {
        assertThat(read(reader, 1)).extracting(EventLogContract::number).containsExactly(3);
      }
    }
  }

  /** The trap is a number given out early and committed late, which a reader has passed by then. */
  @Test
  void nothing_is_passed_over_while_two_processes_append_at_once() throws Exception {
    int threads = 4;
    int each = 60;
    try (EventLog left = open(settings());
        EventLog right = open(settings());
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        LogReader reader = readerOf(left, null)) {
      List<Future<?>> appenders = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        EventLog log = t % 2 == 0 ? left : right;
        int from = t * each;
        appenders.add(
            executor.submit(
                (Callable<Void>)
                    () -> {
                      for (int i = from; i < from + each; i++) {
                        store(log, List.of(delivery(i)));
                      }
                      return null;
                    }));
      }
      List<Integer> seen =
          read(reader, threads * each).stream().map(EventLogContract::number).toList();
      for (Future<?> appender : appenders) {
        appender.get();
      }
      assertThat(new TreeSet<>(seen)).hasSize(threads * each);
      for (int t = 0; t < threads; t++) {
        int thread = t;
        assertThat(seen.stream().filter(n -> n / each == thread).distinct())
            .as("one thread's deliveries")
            .isSorted();
      }
    }
  }

  @Test
  void a_full_log_refuses_and_takes_again_when_there_is_room() {
    try (EventLog log = open(small())) {
      int stored = 0;
      Receipt receipt = log.append(List.of(kilobyte(stored)));
      while (receipt instanceof Receipt.Stored && stored < 10_000) {
        stored++;
        receipt = log.append(List.of(kilobyte(stored)));
      }
      assertThat(receipt).isInstanceOf(Receipt.Full.class);
      assertThat(((Receipt.Full) receipt).retryAfter()).isPositive();
      assertThat(stored).as("the log holds about what it may").isBetween(16, 200);

      try (LogReader reader = readerOf(log, null)) {
        List<LogEntry> entries = read(reader, stored);
        assertThat(entries).as("what was refused was not kept").hasSize(stored);
        reader.release(Map.of(log.partition(ONE), entries.getLast().position()));
      }
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (log.append(List.of(kilobyte(0))) instanceof Receipt.Full) {
        assertThat(System.nanoTime()).as("room in time").isLessThan(until);
        LockSupport.parkNanos(5_000_000);
      }
    }
  }

  @Test
  void a_delivery_that_is_too_large_is_refused_by_name() {
    try (EventLog log = open(small())) {
      Delivery large = new Delivery(ONE, "okta", AT, new byte[9000]);
      assertThatThrownBy(() -> log.append(List.of(large)))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.POISON))
          .hasMessageContaining("9000 bytes");
    }
  }

  @Test
  void many_tenants_lie_in_many_partitions_and_a_reader_has_some_from_each() {
    try (EventLog log = open(settings());
        LogReader reader = log.reader()) {
      List<Delivery> deliveries = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        TenantId tenant = new TenantId("tenant-" + i);
        deliveries.add(new Delivery(tenant, "google", AT, text(i)));
        assertThat(log.partition(tenant)).isBetween(0, log.partitions() - 1);
      }
      store(log, deliveries);
      for (int p = 0; p < log.partitions(); p++) {
        reader.assign(p, null);
      }
      Map<TenantId, Integer> partitions = new HashMap<>();
      read(reader, 20).forEach(e -> partitions.put(e.delivery().tenant(), e.partition()));
      assertThat(partitions).hasSize(20);
      partitions.forEach((tenant, p) -> assertThat(p).isEqualTo(log.partition(tenant)));
      assertThat(partitions.values().stream().distinct().count()).isGreaterThan(1);
      reader.revoke(0);
      store(log, deliveries);
      long others = deliveries.stream().filter(d -> log.partition(d.tenant()) != 0).count();
      assertThat(read(reader, (int) others)).extracting(LogEntry::partition).doesNotContain(0);
    }
  }

  protected static EventLogSettings settings() {
    return settings(DataSize.ofMegabytes(64), DataSize.ofMegabytes(1));
  }

  private static EventLogSettings small() {
    return settings(DataSize.ofKilobytes(32), DataSize.ofBytes(8999));
  }

  private static EventLogSettings settings(DataSize most, DataSize largest) {
    return new EventLogSettings(
        4,
        most,
        Duration.ofHours(1),
        largest,
        DataSize.ofMegabytes(8),
        DataSize.ofMegabytes(1),
        Duration.ofSeconds(1),
        Duration.ofMillis(20));
  }

  protected static Delivery delivery(int number) {
    return new Delivery(ONE, "okta", AT, text(number));
  }

  private static Delivery kilobyte(int number) {
    byte[] payload = new byte[1024];
    byte[] text = text(number);
    System.arraycopy(text, 0, payload, 0, text.length);
    return new Delivery(ONE, "okta", AT, payload);
  }

  private static byte[] text(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
  }

  protected static int number(LogEntry entry) {
    return Integer.parseInt(new String(entry.delivery().payload(), StandardCharsets.UTF_8));
  }

  protected static void store(EventLog log, List<Delivery> deliveries) {
    assertThat(log.append(deliveries)).isInstanceOf(Receipt.Stored.class);
  }

  protected static LogReader readerOf(EventLog log, @Nullable String after) {
    LogReader reader = log.reader();
    reader.assign(log.partition(ONE), after);
    return reader;
  }

  /** Reads until there are so many. */
  protected static List<LogEntry> read(LogReader reader, int count) {
    List<LogEntry> entries = new ArrayList<>();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (entries.size() < count) {
      assertThat(System.nanoTime()).as("%s of %s came", entries.size(), count).isLessThan(until);
      entries.addAll(reader.read(MANY_BYTES, Duration.ofMillis(200)));
    }
    return entries;
  }
}
