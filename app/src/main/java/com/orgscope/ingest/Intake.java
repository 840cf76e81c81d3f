package com.orgscope.ingest;

import com.orgscope.eventlog.Receipt;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.util.List;

/**
 * Where live sources hand in what they received: webhooks, pollers, streams. It goes into the event
 * log, compressed and sealed under the tenant's key, and from there to the lake within seconds.
 *
 * <p>An event may be handed in any number of times; it is stored once.
 */
public interface Intake {

  /**
   * Takes payloads, all or none. With {@link Receipt.Stored} they are durable, so that the sender
   * may be answered and a cursor moved; with {@link Receipt.Full} nothing was kept.
   *
   * @param payloads the bytes as they came, each one event or many in any shape that {@link Ingest}
   *     reads (a page, an array, JSON lines, a hook's delivery), plain, gzip or Zstandard
   * @throws com.orgscope.kernel.Failure of kind RETRY, if the log is away: hand them in again
   * @throws com.orgscope.kernel.Failure poison, if a payload is larger than the log takes
   */
  Receipt take(TenantId tenant, Source source, List<byte[]> payloads);
}
