package com.orgscope.bench;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests as a sender would make them: some hundred events of a simulated company's day, each with
 * an id of its own and the time at which it is sent, compressed with Zstandard. For one thread.
 */
final class StreamLoad {
  private static final int LEVEL = 1;

  /**
   * Others may say nothing of use, and are not kept; these all are, so that they can be counted.
   */
  private static final String VISIT = "\"user.authentication.sso\"";

  private static final byte[] ID = "\"uuid\":\"".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TIME = "\"published\":\"".getBytes(StandardCharsets.UTF_8);
  private static final int DIGITS = 16;

  private final byte[] text;
  private final List<Integer> ids = new ArrayList<>();
  private final List<Integer> times = new ArrayList<>();
  private final int timeLength;
  private long next;

  /**
   * @param sender makes the ids of two of them differ
   */
  StreamLoad(Path log, int events, int sender) throws java.io.IOException {
    try (Stream<String> lines = Files.lines(log)) {
      String all =
          String.join(
                  "\n",
                  lines
                      .filter(line -> line.contains(VISIT))
                      .skip((long) sender * events)
                      .limit(events)
                      .toList())
              + "\n";
      text = all.getBytes(StandardCharsets.UTF_8);
    }
    int length = 0;
    for (int from = 0; from < text.length; from = end(from) + 1) {
      int line = end(from);
      ids.add(value(ID, from, line));
      int time = value(TIME, from, line);
      times.add(time);
      length = indexOf((byte) '"', time) - time;
    }
    timeLength = length;
    next = (long) sender << 48;
  }

  int events() {
    return ids.size();
  }

  /** The events of a request, unpacked. */
  byte[] text() {
    return text.clone();
  }

  int bytes() {
    return text.length;
  }

  /** The next request, packed. */
  byte[] next(Instant now) {
    byte[] time = now.truncatedTo(ChronoUnit.MILLIS).toString().getBytes(StandardCharsets.UTF_8);
    byte[] stamp = new byte[timeLength];
    // 2026-03-17T09:30:00.120Z, whatever the last digits are
    Arrays.fill(stamp, (byte) '0');
    System.arraycopy(time, 0, stamp, 0, Math.min(timeLength - 1, time.length - 1));
    if (time.length - 1 == "2026-03-17T09:30:00".length()) {
      stamp[time.length - 1] = '.';
    }
    stamp[timeLength - 1] = 'Z';
    for (int i = 0; i < ids.size(); i++) {
      System.arraycopy(stamp, 0, text, times.get(i), timeLength);
      long number = next++;
      for (int digit = 0; digit < DIGITS; digit++) {
        int nibble = (int) (number >>> (60 - 4 * digit)) & 15;
        text[ids.get(i) + digit] = (byte) (nibble < 10 ? '0' + nibble : 'a' + nibble - 10);
      }
    }
    return Zstd.compress(text, LEVEL);
  }

  private int end(int from) {
    return indexOf((byte) '\n', from);
  }

  private int indexOf(byte wanted, int from) {
    int at = from;
    while (text[at] != wanted) {
      at++;
    }
    return at;
  }

  private int value(byte[] name, int from, int to) {
    for (int i = from; i + name.length < to; i++) {
      if (Arrays.equals(text, i, i + name.length, name, 0, name.length)) {
        return i + name.length;
      }
    }
    throw new IllegalArgumentException("a line without id or time");
  }
}
