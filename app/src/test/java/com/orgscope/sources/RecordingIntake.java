package com.orgscope.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.eventlog.Receipt;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An event log in memory: what it took is durable. */
public final class RecordingIntake implements Intake {
  private final TestClock clock;
  private final List<byte[]> payloads = new ArrayList<>();
  private boolean full;

  RecordingIntake(TestClock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Receipt take(TenantId tenant, Source source, List<byte[]> more) {
    clock.step();
    if (full) {
      return new Receipt.Full(Duration.ofSeconds(10));
    }
    payloads.addAll(more);
    clock.step();
    return new Receipt.Stored();
  }

  public synchronized void full(boolean isFull) {
    full = isFull;
  }

  /** As if what was durable had not come to the lake after all. */
  synchronized void lose(Predicate<byte[]> which) {
    List<byte[]> kept = elements().stream().filter(which.negate()).toList();
    payloads.clear();
    for (byte[] element : kept) {
      payloads.add(("[" + new String(element, UTF_8) + "]").getBytes(UTF_8));
    }
  }

  public synchronized List<byte[]> payloads() {
    return List.copyOf(payloads);
  }

  /** Every element of every payload, in the order of arrival. */
  public synchronized List<byte[]> elements() {
    return payloads.stream()
        .flatMap(payload -> Page.of(payload, null).elements().stream())
        .toList();
  }
}
