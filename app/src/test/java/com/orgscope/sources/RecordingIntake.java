package com.orgscope.sources;

import com.orgscope.eventlog.Receipt;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
