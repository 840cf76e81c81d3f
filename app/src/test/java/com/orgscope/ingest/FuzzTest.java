package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.orgscope.bench.Mutations;
import com.orgscope.bench.WholeLine;
import com.orgscope.lake.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Samples, mutilated at random: no crash, no hang, nothing uncounted. The seed is in every message;
 * {@code -Dorgscope.fuzz.seed=N} runs one again, {@code -Dorgscope.fuzz.rounds=N} more of them.
 */
class FuzzTest {
  private static final long SEED =
      Long.getLong("orgscope.fuzz.seed", new Random().nextLong() & 0xffff_ffffL);
  private static final int ROUNDS = Integer.getInteger("orgscope.fuzz.rounds", 3000);
  private static final byte[] TELLING =
      "{}[]\",:'\\\n\r \t0-.eE+tfnu\u0000\u001f".getBytes(StandardCharsets.ISO_8859_1);

  private final Random random = new Random(SEED);
  private final List<byte[]> lines = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();

  FuzzTest() throws IOException {
    System.out.println("fuzz seed " + SEED);
    try (Stream<Path> files = Files.walk(SampleOutcomesTest.SAMPLES)) {
      for (Path file : files.filter(p -> p.toString().endsWith(".ndjson")).sorted().toList()) {
        Path folder = SampleOutcomesTest.SAMPLES.relativize(file).getName(0);
        for (String line : Files.readAllLines(file)) {
          lines.add(line.getBytes(StandardCharsets.UTF_8));
          sources.add(Source.valueOf(folder.toString().toUpperCase(Locale.ROOT)));
        }
      }
    }
  }

  @Test
  @Timeout(120)
  void no_mutilation_is_a_crash_or_uncounted() {
    for (int round = 0; round < ROUNDS; round++) {
      int pick = random.nextInt(lines.size());
      byte[] text = mutilated(shaped(pick));
      accountFor(sources.get(pick), text, round);
    }
  }

  /** As {@code orgscope bench fuzz} does with a million. */
  @Test
  @Timeout(120)
  void no_mutation_is_a_crash_or_uncounted() {
    Mutations mutations = new Mutations(random);
    for (int round = 0; round < ROUNDS; round++) {
      int pick = random.nextInt(lines.size());
      byte[] text = mutations.of(shaped(pick));
      accountFor(sources.get(pick), random.nextInt(20) == 0 ? mutations.packed(text) : text, round);
    }
  }

  private static void accountFor(Source source, byte[] text, int round) {
    Reading reading = Reading.of(source, text);
    assertThat(reading.tally.read())
        .as("seed %s round %s", SEED, round)
        .isEqualTo(
            reading.events.size()
                + reading.tally.duplicates
                + reading.tally.ignored
                + reading.dead.size());
    assertThat(reading.dead.stream().allMatch(d -> d.offset() >= 0 && d.size() >= 0)).isTrue();
  }

  /** What stands around a mutilated line comes through, however it is mutilated. */
  @ParameterizedTest
  @EnumSource
  @Timeout(120)
  void the_lines_around_a_broken_one_are_never_lost(Source source) {
    Mutations mutations = new Mutations(random);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] line = lines.get(random.nextInt(lines.size()));
      byte[] broken = random.nextBoolean() ? mutilated(line) : mutations.of(line);
      for (int i = 0; i < broken.length; i++) {
        broken[i] = broken[i] == '\n' ? (byte) ' ' : broken[i];
      }
      Reading reading =
          Reading.of(
              source,
              join(
                  bytes(WholeLine.of(source, "first")),
                  broken,
                  bytes("\n" + WholeLine.of(source, "last"))));
      long around = reading.events.stream().filter(e -> WholeLine.APP.equals(e.app())).count();
      assertThat(around)
          .as(
              "seed %s round %s: %s became %s",
              SEED, round, new String(broken, StandardCharsets.UTF_8), reading.dead)
          .isEqualTo(2);
    }
  }

  /** Whatever was packed how and damaged where, what comes well before the damage is read. */
  @Test
  @Timeout(120)
  void damage_to_what_is_packed_takes_nothing_that_comes_before_it() {
    Mutations mutations = new Mutations(random);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] packed = mutations.packed(shaped(random.nextInt(lines.size())));
      // What a decompressor has made of one piece goes with the damage in it.
      String lines = WholeLine.of(Source.OKTA, "before") + "\n".repeat(1 << 15);
      byte[] before = Zstd.compress(bytes(lines));
      Reading reading = Reading.of(Source.OKTA, join(before, packed));
      assertThat(reading.events.stream().filter(e -> WholeLine.APP.equals(e.app())).count())
          .as("seed %s round %s", SEED, round)
          .isEqualTo(1);
    }
  }

  /** What Jackson takes with its settings as they are is what is taken. */
  @Test
  @Timeout(120)
  void the_grammar_is_jacksons() {
    JsonFactory jackson =
        JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();
    int valid = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] text = mutilated(lines.get(random.nextInt(lines.size())));
      String plain = new String(text, StandardCharsets.ISO_8859_1);
      // single quotes are our liberty, and a bare number ends where one says it does
      if (plain.indexOf('\'') >= 0 || !(plain.startsWith("{") || plain.startsWith("["))) {
        continue;
      }
      int end = new Json().parse(text, 0, text.length);
      boolean accepted = accepts(jackson, text);
      if (accepted && end < 0 && !isUtf8(text)) {
        continue; // Jackson lets some bytes pass in names that are no UTF-8
      }
      valid += accepted ? 1 : 0;
      assertThat(end >= 0)
          .as("seed %s round %s: %s", SEED, round, new String(text, StandardCharsets.UTF_8))
          .isEqualTo(accepted);
    }
    assertThat(valid).as("some stay valid, or the test proves little").isGreaterThan(ROUNDS / 50);
  }

  /** The scanner that knows shapes and the library agree, value by value. */
  @Test
  @Timeout(120)
  void a_document_of_a_known_shape_reads_as_if_it_were_the_first() {
    Json learned = new Json();
    JsonMapper jackson = JsonMapper.shared();
    int[] known = new int[1];
    for (int round = 0; round < ROUNDS; round++) {
      byte[] line = lines.get(random.nextInt(Math.min(lines.size(), 40)));
      byte[] text = random.nextInt(3) > 0 ? withOtherValues(line) : mutilated(line);
      Json first = new Json();
      int end = first.parse(text, 0, text.length);
      assertThat(learned.parse(text, 0, text.length))
          .as("seed %s round %s: %s", SEED, round, new String(text, StandardCharsets.UTF_8))
          .isEqualTo(end);
      if (end > 0) {
        String read = told(learned, learned.root());
        assertThat(read).isEqualTo(told(first, first.root()));
        if (isOneOfJacksons(text)) {
          assertThat(read).isEqualTo(told(jackson.readTree(text, 0, end)));
        }
        known[0] += learned.isOfKnownShape() ? 1 : 0;
      }
    }
    assertThat(known[0]).as("some are known, or the test proves little").isGreaterThan(ROUNDS / 5);
  }

  /**
   * Jackson knows no single quotes, and a second member of a name hides the first from its trees.
   */
  private static boolean isOneOfJacksons(byte[] text) {
    JsonFactory strict =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    return new String(text, StandardCharsets.ISO_8859_1).indexOf('\'') < 0 && accepts(strict, text);
  }

  /** The same keys with other letters, digits and escapes in the values, mostly still JSON. */
  private byte[] withOtherValues(byte[] line) {
    byte[] other = line.clone();
    for (int i = 1; i < other.length; i++) {
      boolean value = other[i - 1] >= '0' && other[i - 1] <= 'z' && random.nextInt(40) == 0;
      if (value && other[i] >= '0' && other[i] <= '9') {
        other[i] = (byte) ('0' + random.nextInt(10));
      } else if (value && random.nextInt(20) == 0 && i + 1 < other.length) {
        // two letters become one of two bytes, at times a broken one
        other[i] = (byte) (random.nextInt(10) == 0 ? 0xc1 : 0xc3);
        other[i + 1] = (byte) (0x80 + random.nextInt(0x40));
      } else if (value && random.nextInt(30) == 0) {
        other[i] = TELLING[random.nextInt(TELLING.length)];
      }
    }
    return other;
  }

  /** Everything a document says, by our own reading. */
  private static String told(Json json, int node) {
    StringBuilder told = new StringBuilder();
    if (json.isObject(node)) {
      for (int key = json.first(node); key < json.end(node); key = json.next(key + 1)) {
        told.append(shown(json.text(key))).append('=').append(told(json, key + 1)).append(';');
      }
      return "{" + told + "}";
    }
    if (json.isArray(node)) {
      for (int item = json.first(node); item < json.end(node); item = json.next(item)) {
        told.append(told(json, item)).append(';');
      }
      return "[" + told + "]";
    }
    if (json.isNumber(node)) {
      return "number";
    }
    return json.isString(node)
        ? "\"" + shown(json.text(node)) + "\""
        : json.isTrue(node) ? "true" : json.isPresent(node) ? "false" : "null";
  }

  /** Everything a document says, by Jackson's. */
  private static String told(JsonNode node) {
    if (node.isObject()) {
      return node.propertyStream()
          .map(member -> shown(member.getKey()) + "=" + told(member.getValue()) + ";")
          .collect(Collectors.joining("", "{", "}"));
    }
    if (node.isArray()) {
      return node.valueStream()
          .map(item -> told(item) + ";")
          .collect(Collectors.joining("", "[", "]"));
    }
    if (node.isNumber()) {
      return "number";
    }
    return node.isString() ? "\"" + shown(node.asString()) + "\"" : node.toString();
  }

  /** {@link Json#text} gives nothing for blank texts. */
  private static String shown(@Nullable String text) {
    return text == null || text.isBlank() ? "" : text;
  }

  private static boolean isUtf8(byte[] text) {
    return Arrays.equals(
        new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), text);
  }

  private static boolean accepts(JsonFactory jackson, byte[] text) {
    try (JsonParser parser = jackson.createParser(ObjectReadContext.empty(), text)) {
      int depth = 0;
      do {
        var token = parser.nextToken();
        if (token == null) {
          return false;
        }
        if (token.isScalarValue() && token.id() == tools.jackson.core.JsonTokenId.ID_STRING) {
          parser.getString();
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      } while (depth > 0);
      return true;
    } catch (StreamReadException e) {
      return false;
    }
  }

  private byte[] shaped(int pick) {
    byte[] line = lines.get(pick);
    byte[] other = lines.get(Math.min(lines.size() - 1, pick + 1));
    return switch (random.nextInt(4)) {
      case 0 -> line;
      case 1 -> join(bytes("["), line, bytes(",\n"), other, bytes("]"));
      case 2 -> join(bytes("{\"records\":["), line, bytes(","), other, bytes("],\"x\":1}\n"), line);
      default -> join(line, bytes("\n"), other, bytes("\n"), line);
    };
  }

  private byte[] mutilated(byte[] text) {
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    byte[] all = new byte[Stream.of(parts).mapToInt(p -> p.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
