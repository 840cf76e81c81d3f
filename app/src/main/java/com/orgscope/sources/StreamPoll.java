package com.orgscope.sources;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.orgscope.eventlog.Receipt;
import com.orgscope.ingest.CrashPoint;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.Failure;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One turn at a stream, under its lease: read on from the cursor, {@link #deliver} what was found,
 * then {@link #move} the cursor. In that order nothing is lost wherever it stops, and what is
 * delivered twice is stored once.
 */
public final class StreamPoll extends ProviderClient {
  private final StreamStore store;
  private final Intake intake;
  private final BooleanSupplier ending;
  private final StreamStore.Held held;
  private @Nullable String cursor;
  private long events;
  private @Nullable Instant newest;

  StreamPoll(
      Connection connection,
      Means means,
      StreamStore store,
      Intake intake,
      BooleanSupplier ending,
      StreamStore.Held held) {
    super(connection, means);
    this.store = store;
    this.intake = intake;
    this.ending = ending;
    this.held = held;
    this.cursor = held.cursor();
  }

  public String stream() {
    return held.id().stream();
  }

  /** How far the stream was read; null at its beginning. */
  public @Nullable String cursor() {
    return cursor;
  }

  /** Turns in a row that failed before this one. */
  public int failures() {
    return held.failures();
  }

  /** The process ends: stop after the next move of the cursor. */
  public boolean ending() {
    return ending.getAsBoolean();
  }

  /**
   * Hands over raw events; on return they are durable.
   *
   * @param latest the time of the newest of them, if known
   * @throws com.orgscope.kernel.Failure of kind RETRY, if the event log has no room
   */
  public void deliver(List<byte[]> elements, @Nullable Instant latest) {
    if (elements.isEmpty()) {
      return;
    }
    stillHere();
    take(payloads(elements));
    handedOver(elements.size(), latest);
  }

  private void handedOver(int more, @Nullable Instant latest) {
    events += more;
    if (latest != null && (newest == null || latest.isAfter(newest))) {
      newest = latest;
    }
  }

  /** As {@link #deliver}, of elements that may have been delivered before: copies stay out. */
  public void deliverNew(List<byte[]> elements, @Nullable Instant latest) {
    List<byte[]> fresh = new ArrayList<>();
    List<DeliveredKeys.Digest> digests = new ArrayList<>();
    for (byte[] element : elements) {
      DeliveredKeys.Digest digest = DeliveredKeys.Digest.of(connection(), element);
      if (!means().delivered().knows(digest)) {
        fresh.add(element);
        digests.add(digest);
      }
    }
    deliver(fresh, latest);
    digests.forEach(means().delivered()::add);
  }

  /** Elements as arrays of about the size that the event log likes. */
  private List<byte[]> payloads(List<byte[]> elements) {
    long most = means().settings().maxPayloadSize().toBytes();
    List<byte[]> payloads = new ArrayList<>();
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (byte[] element : elements) {
      if (payload.size() > 0 && payload.size() + element.length + 2 > most) {
        payloads.add(closed(payload));
      }
      payload.writeBytes((payload.size() == 0 ? "[" : ",").getBytes(US_ASCII));
      payload.writeBytes(element);
    }
    payloads.add(closed(payload));
    return payloads;
  }

  private static byte[] closed(ByteArrayOutputStream payload) {
    payload.write(']');
    byte[] bytes = payload.toByteArray();
    payload.reset();
    return bytes;
  }

  /**
   * Hands over bytes that the plug-in could not take apart, for ingestion to make of them what it
   * can.
   */
  public void deliverAsTheyCame(byte[] bytes) {
    deliverAsTheyCame(List.of(bytes), null);
  }

  /** As {@link #deliverAsTheyCame(byte[])}, of several, each counted as one event. */
  public void deliverAsTheyCame(List<byte[]> all, @Nullable Instant latest) {
    if (all.isEmpty()) {
      return;
    }
    stillHere();
    take(all);
    handedOver(all.size(), latest);
  }

  private void take(List<byte[]> payloads) {
    CrashPoint.PAGE_READ.pass();
    switch (intake.take(connection().tenant(), connection().source(), payloads)) {
      case Receipt.Stored() -> {}
      case Receipt.Full _ ->
          throw Failure.retry("the event log is full: events wait at their source", null);
    }
    CrashPoint.DELIVERED.pass();
  }

  /** Moves the cursor behind everything delivered. */
  public void move(String to) {
    move(to, false);
  }

  /**
   * @param caughtUp whether the source has no more now
   */
  void move(String to, boolean caughtUp) {
    store.move(held, to, newest, events, caughtUp, now());
    cursor = to;
    events = 0;
    CrashPoint.CURSOR_MOVED.pass();
  }

  /** A second reading may wait; what is new may not. */
  @Override
  boolean yields() {
    return stream().equals(Certifier.STREAM);
  }

  @Override
  void stillHere() {
    store.renew(held, now().plus(means().settings().leaseDuration()));
  }
}
