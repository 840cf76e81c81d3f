package com.orgscope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Lines of real sign-in logs to be mutilated at random. The seed is printed; {@code
 * -Dorgscope.fuzz.seed=N} runs one again, {@code -Dorgscope.fuzz.rounds=N} more of them.
 */
public final class MutilatedLines {
  public static final long SEED =
      Long.getLong("orgscope.fuzz.seed", new Random().nextLong() & 0xffff_ffffL);
  public static final int ROUNDS = Integer.getInteger("orgscope.fuzz.rounds", 3000);

  /** Bytes that mean something to a reader of JSON. */
  public static final byte[] TELLING =
      "{}[]\",:'\\\n\r \t0-.eE+tfnu\u0000\u001f".getBytes(StandardCharsets.ISO_8859_1);

  private static final Path SAMPLES = Path.of("src/test/resources/com/orgscope/ingest/samples");

  private final Random random = new Random(SEED);
  private final List<byte[]> lines = new ArrayList<>();
  private final List<String> folders = new ArrayList<>();

  public MutilatedLines() {
    System.out.println("fuzz seed " + SEED);
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      for (Path file : files.filter(p -> p.toString().endsWith(".ndjson")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          lines.add(line.getBytes(StandardCharsets.UTF_8));
          folders.add(SAMPLES.relativize(file).getName(0).toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Random random() {
    return random;
  }

  public List<byte[]> lines() {
    return lines;
  }

  /** The folder of samples that a line comes from: its source, in small letters. */
  public String folder(int line) {
    return folders.get(line);
  }

  /** The same bytes with up to three places changed, cut, doubled or broken off. */
  public byte[] mutilated(byte[] text) {
    byte[] result = text.clone();
    int cuts = random.nextInt(4);
    for (int i = 0; i < cuts && result.length > 2; i++) {
      int at = random.nextInt(result.length);
      int to = Math.min(result.length, at + 1 + random.nextInt(20));
      byte[] before = Arrays.copyOf(result, at);
      byte[] after = Arrays.copyOfRange(result, to, result.length);
      switch (random.nextInt(6)) {
        case 0 -> result[at] = TELLING[random.nextInt(TELLING.length)];
        case 1 -> result[at] = (byte) random.nextInt(256);
        case 2 -> result = join(before, after);
        case 3 -> result = before;
        case 4 ->
            result =
                join(
                    before,
                    Arrays.copyOfRange(result, at, to),
                    Arrays.copyOfRange(result, at, result.length));
        default ->
            result =
                join(
                    before,
                    new byte[] {TELLING[random.nextInt(TELLING.length)]},
                    Arrays.copyOfRange(result, at, result.length));
      }
    }
    return result;
  }

  public static byte[] join(byte[]... parts) {
    byte[] all = new byte[Stream.of(parts).mapToInt(p -> p.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
