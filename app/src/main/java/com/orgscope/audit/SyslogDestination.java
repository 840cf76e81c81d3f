package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.orgscope.egress.Recorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Syslog over TLS (RFC 5424 in the frames of RFC 5425). The protocol has no receipt. So each batch
 * has a connection of its own, which is closed as RFC 5425 says, and it counts as taken when the
 * receiver has ended as well, first TLS and then the connection beneath, without a reset: one that
 * closes with something unread resets. One that is stopped in the moment in which the batch is on
 * its way may end in the same way, and does not have it: where that matters, name a webhook too.
 */
final class SyslogDestination implements Destination {
  /** Facility 13, log audit; severities 6, informational, and 4, warning. */
  private static final int INFORMATIONAL = 13 * 8 + 6;

  private static final int WARNING = 13 * 8 + 4;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final URI address;
  private final boolean entries;
  private final SSLContext tls;
  private final Duration limit;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("audit: end of a connection").factory());

  /**
   * @param limit of one batch, from the first packet to the receiver's end
   */
  SyslogDestination(AuditSettings.Syslog settings, Duration limit) {
    this.address = settings.uri();
    this.entries = settings.entries();
    this.tls =
        Trust.context(
            settings.caFile(), settings.certificateFile(), settings.privateKeyFile(), "syslog");
    this.limit = limit;
  }

  @Override
  public String name() {
    return "syslog";
  }

  @Override
  public boolean takesEntries() {
    return entries;
  }

  @Override
  public Outcome send(List<Letter> letters, Recorder leaving) {
    byte[] frames = frames(letters);
    leaving.record("syslog %s:%d".formatted(address.getHost(), address.getPort()), frames);
    try (TlsConnection connection = new TlsConnection(tls, address)) {
      ScheduledFuture<?> end =
          watch.schedule(() -> close(connection), limit.toMillis(), TimeUnit.MILLISECONDS);
      try {
        connection.open(limit);
        connection.write(frames);
        connection.end();
        return new Outcome.Taken();
      } finally {
        end.cancel(false);
      }
    } catch (AsynchronousCloseException e) {
      return failed("it did not end within " + limit.toSeconds() + " s");
    } catch (IOException | UnresolvedAddressException e) {
      return failed(Trust.words(e));
    }
  }

  private Outcome failed(String why) {
    return new Outcome.Failed(
        "%s:%d: %s".formatted(address.getHost(), address.getPort(), why), null);
  }

  private static byte[] frames(List<Letter> letters) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (Letter letter : letters) {
      byte[] message = message(letter).getBytes(US_ASCII);
      frames.writeBytes((message.length + " ").getBytes(US_ASCII));
      frames.writeBytes(message);
    }
    return frames.toByteArray();
  }

  /** Plain ASCII, so that no mark of UTF-8 stands before the JSON. */
  private static String message(Letter letter) {
    Instant at = letter.at();
    return "<%d>1 %s - orgscope - %s [origin software=\"orgscope\"] %s"
        .formatted(
            letter.refused() ? WARNING : INFORMATIONAL,
            TIME.format(at),
            letter.what() == Letter.What.SEALS ? "SEAL" : "ENTRY",
            letter.json());
  }

  private static void close(TlsConnection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // Whoever waits at it is told so.
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
