package com.orgscope.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.MutilatedLines;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our reader and the library say the same of every document, mutilated or not. */
class JsonFuzzTest {
  private static final long SEED = MutilatedLines.SEED;
  private static final int ROUNDS = MutilatedLines.ROUNDS;

  private final MutilatedLines samples = new MutilatedLines();
  private final Random random = samples.random();
  private final List<byte[]> lines = samples.lines();

  /** What Jackson takes with its settings as they are is what is taken. */
  @Test
  @Timeout(120)
  void the_grammar_is_jacksons() {
    JsonFactory jackson =
        JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();
    int valid = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] text = samples.mutilated(lines.get(random.nextInt(lines.size())));
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
      byte[] text = random.nextInt(3) > 0 ? withOtherValues(line) : samples.mutilated(line);
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
        other[i] = MutilatedLines.TELLING[random.nextInt(MutilatedLines.TELLING.length)];
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
}
