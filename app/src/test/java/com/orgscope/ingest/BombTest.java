package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.orgscope.lake.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A few bytes that become any number: what is read of them, and how much memory it takes. */
@Timeout(60)
class BombTest {
  private static final long MOST = 32L << 20;

  /** All that reading may allocate, garbage included: less than what it unpacks. */
  private static final long ALLOCATED = MOST;

  private static final String GOOD =
      """
      {"uuid":"a","published":"2026-11-20T09:00:00Z","eventType":"user.authentication.sso",\
      "actor":{"id":"00u1","type":"User"},"outcome":{"result":"SUCCESS"},\
      "target":[{"type":"AppInstance","alternateId":"Tracker"}]}
      """;

  /** Makes a packer of a stream. */
  private interface Packer {
    OutputStream onto(OutputStream out) throws IOException;
  }

  @Test
  void of_a_terabyte_in_two_layers_of_zstandard_no_more_is_unpacked_than_may_be()
      throws IOException {
    byte[] gigabyte = packed(ZstdOutputStreamNoFinalizer::new, new byte[1 << 20], 1 << 10);
    byte[] bomb = packed(ZstdOutputStreamNoFinalizer::new, gigabyte, 1000);
    assertThat(bomb.length).as("small enough to be posted").isLessThan(4 << 20);
    explode(bomb);
  }

  @Test
  void of_gigabytes_in_layers_of_gzip_no_more_is_unpacked_than_may_be() throws IOException {
    byte[] megabytes = packed(GZIPOutputStream::new, new byte[1 << 20], 64);
    explode(packed(GZIPOutputStream::new, megabytes, 200));
  }

  /** It gives out nothing, however long it is unpacked. */
  @Test
  void a_layer_that_is_full_of_empty_members_ends_too() throws IOException {
    byte[] empty = packed(GZIPOutputStream::new, new byte[0], 1);
    byte[] empties = new byte[empty.length << 16];
    for (int i = 0; i < empties.length; i++) {
      empties[i] = empty[i % empty.length];
    }
    Reading reading = new Reading(Source.OKTA);
    byte[] bomb = packed(ZstdOutputStreamNoFinalizer::new, empties, 200);
    assertThat(reading.and(new ByteArrayInputStream(bomb), MOST).reasons())
        .containsExactly(Reason.TOO_MUCH_PACKED);
  }

  @Test
  void empty_members_are_passed_however_many_they_are() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] empty = packed(GZIPOutputStream::new, new byte[0], 1);
    for (int i = 0; i < 200_000; i++) {
      bytes.write(empty);
    }
    bytes.write(packed(GZIPOutputStream::new, GOOD.getBytes(StandardCharsets.UTF_8), 1));
    assertThat(Reading.of(Source.OKTA, bytes.toByteArray()).ends()).isEqualTo("1/0/0/0");
  }

  @Test
  void a_line_without_end_is_no_more_than_a_line() throws IOException {
    byte[] dots = ".".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    explode(packed(ZstdOutputStreamNoFinalizer::new, dots, 1000));
  }

  @Test
  void what_comes_before_the_limit_is_read() throws IOException {
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    byte[] dots = ".".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    byte[] bomb = packed(GZIPOutputStream::new, dots, 64);
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(packed(GZIPOutputStream::new, good, 1));
    both.write(bomb);
    Reading reading =
        new Reading(Source.OKTA).and(new ByteArrayInputStream(both.toByteArray()), MOST);
    assertThat(reading.events).hasSize(1);
    assertThat(reading.reasons()).containsExactly(Reason.TOO_MUCH_PACKED);
  }

  @Test
  void what_is_as_large_as_it_may_be_is_read_whole() throws IOException {
    byte[] line = (GOOD.strip() + " ".repeat(1 << 20) + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] packed = packed(GZIPOutputStream::new, line, 3);
    Reading whole =
        new Reading(Source.OKTA).and(new ByteArrayInputStream(packed), 3L * line.length);
    assertThat(whole.reasons()).isEmpty();
    assertThat(whole.ends()).isEqualTo("1/2/0/0");
    Reading cut =
        new Reading(Source.OKTA).and(new ByteArrayInputStream(packed), 3L * line.length - 1);
    assertThat(cut.reasons()).containsExactly(Reason.TOO_MUCH_PACKED);
  }

  private static void explode(byte[] bomb) {
    Reading reading = new Reading(Source.OKTA);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    reading.and(new ByteArrayInputStream(bomb), MOST);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(reading.reasons()).containsExactly(Reason.TOO_MUCH_PACKED);
    assertThat(reading.dead.getFirst().size()).isLessThanOrEqualTo(MOST);
    assertThat(allocated).as("bytes allocated").isLessThan(ALLOCATED);
  }

  private static byte[] packed(Packer packer, byte[] piece, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.onto(bytes)) {
      for (int i = 0; i < times; i++) {
        out.write(piece);
      }
    }
    return bytes.toByteArray();
  }
}
