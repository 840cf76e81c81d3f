package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.orgscope.lake.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Nothing that lies in a file takes anything else in it along. */
class BrokenInputTest {

  private static String okta(String uuid) {
    return okta(uuid, "2026-11-20T09:00:00.000Z");
  }

  private static String okta(String uuid, String published) {
    return """
    {"uuid":"%s","published":"%s","eventType":"user.authentication.sso",\
    "actor":{"id":"00u1","type":"User","alternateId":"a@example.com"},\
    "outcome":{"result":"SUCCESS"},\
    "target":[{"id":"0ua","type":"AppUser"},\
    {"id":"0oa","type":"AppInstance","alternateId":"Tracker","displayName":"SAML App"}]}\
    """
        .formatted(uuid, published);
  }

  private static Reading read(String text) {
    return Reading.of(Source.OKTA, text);
  }

  @Test
  void every_shape_of_a_file_is_read() {
    String a = okta("a");
    String b = okta("b");
    assertThat(
            List.of(
                a + "\n" + b,
                a + "\r\n\r\n" + b + "\r\n",
                a + b,
                "[" + a + "," + b + "]",
                "[\n  " + a + ",\n  " + b + "\n]\n",
                "[" + a + "]\n[" + b + "]",
                "[[" + a + "],[" + b + "]]",
                "\u001e" + a + "\n\u001e" + b,
                "\ufeff" + a + "\n\ufeff" + b,
                a + ",\n" + b + ",\n",
                "{\"items\":[" + a + "," + b + "],\"nextPageToken\":\"x\"}",
                "{\"value\":[" + a + "," + b + "],\"@odata.nextLink\":\"https://x\"}",
                "{\"records\":[" + a + "]}\n{\"records\":[" + b + "]}",
                "[{\"records\":[" + a + "]},{\"records\":[" + b + "]}]",
                "{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":["
                    + a
                    + ","
                    + b
                    + "]}}",
                a.replace(",", ",\n  ").replace("{", "{\n") + "\n" + b.replace("\":", "\" :\n\t")))
        .allSatisfy(text -> assertThat(read(text).ends()).isEqualTo("2/0/0/0"));
  }

  @Test
  void pages_without_events_hold_none() {
    for (String text :
        List.of(
            "",
            "\n\n",
            "[]",
            "{\"items\":[]}",
            "{\"value\":[]}",
            "{\"kind\":\"admin#reports#activities\",\"etag\":\"x\"}")) {
      assertThat(read(text).ends()).as(text).isEqualTo("0/0/0/0");
    }
  }

  @Test
  void a_broken_line_is_one_dead_letter() {
    for (String broken :
        List.of(
            "not json",
            "{\"uuid\":\"x\",\"published\":\"2026",
            "{\"uuid\":\"x\",\"target\":[{\"id\":1}",
            "{\"uuid\":\"x\",\"a\":tru}",
            "{\"uuid\":",
            "{\"uuid\" \"x\"}",
            "{\"uuid\":\"x\",}",
            "{'uuid':'it's'}",
            "\u0000\u0001\u0002",
            "{\"a\":01}",
            "<html>502 Bad Gateway</html>")) {
      Reading reading = read(okta("a") + "\n" + broken + "\n" + okta("b") + "\n");
      assertThat(reading.ends()).as(broken).isEqualTo("2/0/0/1");
      assertThat(reading.dead.getFirst().raw()).isEqualTo(broken);
      assertThat(reading.dead.getFirst().offset()).isEqualTo(okta("a").length() + 1);
    }
  }

  @Test
  void a_broken_element_does_not_take_the_array_along() {
    String a = okta("a");
    String b = okta("b");
    String c = okta("c");
    for (String broken :
        List.of(
            "{\"uuid\":tru}",
            "{\"uuid\":\"x}",
            "{\"uuid\":\"x\",\"target\":{\"id\":\"y\"",
            "{\"uuid\":\"x\",\"target\":[{\"id\":\"y\"},{\"id\":\"z\"},{\"eventType\":}]}",
            "nope",
            okta("x").replace("\"actor\"", "actor"),
            okta("x").substring(0, 150))) {
      assertThat(read("[" + a + "," + broken + "," + b + "," + c + "]").ends())
          .as(broken)
          .isEqualTo("3/0/0/1");
      assertThat(read("{\"items\":[" + a + "," + broken + "," + b + "],\"x\":1}").ends())
          .as(broken)
          .isEqualTo("2/0/0/1");
      assertThat(read("[\n" + a + ",\n" + broken + ",\n" + b + "\n]\n" + c).ends())
          .as(broken)
          .isEqualTo("3/0/0/1");
    }
    assertThat(read("[" + a + ",{\"uuid\":tru}]\n" + b).ends()).isEqualTo("2/0/0/1");
    assertThat(read("[" + a + ",{\"b\":tru},{\"b\":fals},{\"b\":nul}," + b + "]").ends())
        .isEqualTo("2/0/0/3");
    assertThat(read(a + "{\"uuid\":tru}" + b + "\n" + c).ends()).isEqualTo("3/0/0/1");
  }

  @Test
  void what_is_no_event_is_told_from_what_is_broken() {
    Reading reading = read("[null,7,\"text\",{\"a\":1}," + okta("a") + "]");
    assertThat(reading.ends()).isEqualTo("1/0/0/4");
    assertThat(reading.reasons()).containsOnly(Reason.NOT_AN_EVENT);
  }

  @Test
  void an_input_that_ends_early_says_so_once() {
    String a = okta("a");
    for (String cut :
        List.of(
            a + "\n" + a.substring(0, 100),
            "[" + a + "," + a.substring(0, 100),
            "[" + a + ",",
            "[" + a,
            "{\"items\":[" + a + ",{\"uuid\":tru")) {
      Reading reading = read(cut);
      assertThat(reading.ends()).as(cut).isEqualTo("1/0/0/1");
      assertThat(reading.reasons()).containsExactly(Reason.TRUNCATED);
    }
  }

  @Test
  void packed_inputs_are_unpacked_whatever_their_shape() throws IOException {
    byte[] a = (okta("a") + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] b = (okta("b") + "\n").getBytes(StandardCharsets.UTF_8);
    for (byte[] packed :
        List.of(
            gzip(join(a, b)),
            Zstd.compress(join(a, b)),
            join(gzip(a), gzip(b)),
            join(Zstd.compress(a), Zstd.compress(b)),
            gzip(gzip(join(a, b))),
            gzip(Zstd.compress(join(a, b))),
            Zstd.compress(join(gzip(a), gzip(b))),
            new String(join(a, b), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16))) {
      assertThat(Reading.of(Source.OKTA, packed).ends()).isEqualTo("2/0/0/0");
    }
  }

  @Test
  void a_damaged_archive_keeps_what_came_before_and_is_one_dead_letter() throws IOException {
    StringBuilder lines = new StringBuilder();
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 2000; i++) {
      lines.append(okta("e" + i + "-" + random.nextLong())).append('\n');
    }
    byte[] plain = lines.toString().getBytes(StandardCharsets.UTF_8);
    for (byte[] packed : List.of(gzip(plain), Zstd.compress(plain))) {
      byte[] half = Arrays.copyOf(packed, packed.length / 2);
      Reading cut = Reading.of(Source.OKTA, half);
      assertThat(cut.tally.accepted).isBetween(500L, 1500L);
      assertThat(cut.reasons()).containsExactly(Reason.DAMAGED_ARCHIVE);

      Reading tail = Reading.of(Source.OKTA, Arrays.copyOf(packed, packed.length - 4));
      assertThat(tail.tally.deadLettered).isEqualTo(1);
      assertThat(tail.reasons()).containsExactly(Reason.DAMAGED_ARCHIVE);

      byte[] flipped = packed.clone();
      flipped[packed.length / 2] ^= 0x55;
      Reading damaged = Reading.of(Source.OKTA, flipped);
      assertThat(damaged.reasons()).contains(Reason.DAMAGED_ARCHIVE);
      assertThat(damaged.tally.accepted).isBetween(300L, 2000L);
    }
    assertThat(Reading.of(Source.OKTA, new byte[] {0x1f, (byte) 0x8b, 8}).reasons())
        .containsExactly(Reason.DAMAGED_ARCHIVE);
  }

  @Test
  void a_line_of_fifty_megabytes_is_kept_by_its_beginning() {
    InputStream line =
        new SequenceInputStream(
            new ByteArrayInputStream(
                (okta("a") + "\n{\"uuid\":\"x\",\"pad\":\"").getBytes(StandardCharsets.UTF_8)),
            new SequenceInputStream(
                new Repeated((byte) 'x', 50 << 20),
                new ByteArrayInputStream(
                    ("\"}\n" + okta("b") + "\n").getBytes(StandardCharsets.UTF_8))));
    Reading reading = new Reading(Source.OKTA).and(line);
    assertThat(reading.ends()).isEqualTo("2/0/0/1");
    Reading.Dead dead = reading.dead.getFirst();
    assertThat(dead.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(dead.size()).isEqualTo((50 << 20) + "{\"uuid\":\"x\",\"pad\":\"\"}".length());
    assertThat(dead.raw()).hasSize(Fragment.KEPT_OF_TOO_LARGE).startsWith("{\"uuid\":\"x\"");
  }

  @Test
  void a_large_element_leaves_the_array_whole_and_a_page_may_be_larger_than_any_buffer() {
    String large = "{\"uuid\":\"x\",\"pad\":\"" + "x".repeat(5 << 20) + "\"}";
    Reading array = read("[" + okta("a") + "," + large + "," + okta("b") + "]");
    assertThat(array.ends()).isEqualTo("2/0/0/1");
    assertThat(array.reasons()).containsExactly(Reason.TOO_LARGE);

    StringBuilder page = new StringBuilder("{\"@odata.context\":\"x\",\"value\":[");
    int events = 20_000;
    for (int i = 0; i < events; i++) {
      page.append(i == 0 ? "" : ",").append(okta("p" + i));
    }
    page.append("],\"@odata.nextLink\":\"y\"}\n").append(okta("z"));
    assertThat(page.length()).isGreaterThan(ElementReader.LARGEST_EVENT);
    assertThat(read(page.toString()).ends()).isEqualTo(events + 1 + "/0/0/0");
  }

  @Test
  void a_long_run_of_broken_elements_takes_no_longer_than_its_length() {
    StringBuilder text = new StringBuilder("[");
    int broken = 200_000;
    for (int i = 0; i < broken; i++) {
      text.append("{\"a\":tru},");
    }
    Reading reading = read(text + okta("a") + "]");
    assertThat(reading.ends()).isEqualTo("1/0/0/" + broken);
  }

  @Test
  void nesting_beyond_any_event_is_refused_without_a_stack() {
    String deep = "{\"uuid\":\"x\",\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    String objects = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
    String array = "[".repeat(2000) + "]".repeat(2000);
    for (String text : List.of(deep, objects, array)) {
      Reading reading = read(okta("a") + "\n" + text + "\n" + okta("b"));
      assertThat(reading.ends()).isEqualTo("2/0/0/1");
      assertThat(reading.reasons()).containsExactly(Reason.TOO_DEEP);
    }
  }

  /** Without a line's end behind it, as the last line of a file may stand. */
  @Test
  void what_is_cut_off_is_told_from_what_is_wrong() {
    for (String cut :
        List.of(
            "{",
            "{\"a",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":tr",
            "{\"a\":nul",
            "{\"a\":-",
            "{\"a\":1",
            "{\"a\":1.",
            "{\"a\":1e",
            "{\"a\":1e+",
            "{\"a\":\"\\",
            "{\"a\":\"\\u00",
            "{\"a\":[1,",
            "{\"a\":{}",
            "{\"a\":\"\u00e4")) {
      assertThat(read(cut).reasons()).as(cut).containsExactly(Reason.TRUNCATED);
    }
    for (String wrong :
        List.of(
            "{\"a\":}",
            "{\"a\":trx",
            "{\"a\":1x",
            "{\"a\":01",
            "{\"a\" 5",
            "{\"a\":1,,",
            "{a",
            "{\"a\":1]",
            "{\"a\":\"\\x",
            "{\"a\":+1",
            "{\"a\":.5",
            "{\"a\":\"\t\"}")) {
      assertThat(read(wrong).reasons()).as(wrong).containsExactly(Reason.MALFORMED);
    }
  }

  @Test
  void an_event_with_hundreds_of_thousands_of_keys_is_an_event() {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      keys.append("\"k").append(Integer.toString(i * 7919, 36)).append("\":").append(i).append(',');
    }
    String many = okta("many").replaceFirst("\\{", "{" + keys);
    assertThat(read(okta("a") + "\n" + many + "\n" + okta("b")).ends()).isEqualTo("3/0/0/0");
  }

  @Test
  void bytes_that_are_no_utf8_are_a_dead_letter() {
    for (int[] bad :
        new int[][] {
          {0xff}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {0xe2, 0x28}
        }) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(
          (okta("a") + "\n{\"uuid\":\"x\",\"city\":\"").getBytes(StandardCharsets.UTF_8));
      Arrays.stream(bad).forEach(bytes::write);
      bytes.writeBytes(("\"}\n" + okta("b")).getBytes(StandardCharsets.UTF_8));
      Reading reading = Reading.of(Source.OKTA, bytes.toByteArray());
      assertThat(reading.ends()).isEqualTo("2/0/0/1");
      assertThat(reading.reasons()).containsExactly(Reason.INVALID_UTF8);
    }
  }

  @Test
  void times_must_be_plausible() {
    List<Reason> reasons = new ArrayList<>();
    for (String time :
        List.of(
            "1970-01-01T00:00:00Z",
            "2099-01-01T00:00:00Z",
            "2026-11-23T12:00:01Z",
            "2026-02-30T00:00:00Z",
            "yesterday",
            "")) {
      Reading reading = read(okta("x", time));
      assertThat(reading.ends()).isEqualTo("0/0/0/1");
      reasons.addAll(reading.reasons());
    }
    assertThat(reasons)
        .containsExactly(
            Reason.IMPLAUSIBLE_TIME,
            Reason.IMPLAUSIBLE_TIME,
            Reason.IMPLAUSIBLE_TIME,
            Reason.BAD_TIME,
            Reason.BAD_TIME,
            Reason.BAD_TIME);
    long expected = 1_763_629_200_123_456L + 365L * 86_400 * 1_000_000;
    for (String time :
        List.of(
            "2026-11-20T09:00:00.1234567Z",
            "2026-11-20 09:00:00.123456",
            "2026-11-20T10:30:00.123456+01:30",
            "2026-11-20T01:00:00.123456999-0800",
            "2026-11-20 09:00:00.123456 UTC",
            "11/20/2026 9:00:00.123456 AM",
            "11/20/2026, 09:00:00.123456 AM",
            "11/20/2026 10:00:00.123456 AM +01:00",
            "1795165200.123456",
            "1795165200123456")) {
      assertThat(read(okta("x", time)).events.getFirst().occurredAtMicros())
          .as(time)
          .isEqualTo(expected);
    }
  }

  @Test
  void fields_of_the_wrong_kind_are_a_dead_letter_with_a_reason() {
    String good = okta("x");
    for (var change :
        List.of(
            new String[] {"\"uuid\":\"x\"", "\"uuid\":null", "NO_ID"},
            new String[] {"\"uuid\":\"x\"", "\"uuid\":\" \"", "NO_ID"},
            new String[] {"\"uuid\":\"x\"", "\"uuid\":{}", "NO_ID"},
            new String[] {
              "\"eventType\":\"user.authentication.sso\"", "\"eventType\":7", "WRONG_TYPE"
            },
            new String[] {
              "\"eventType\":\"user.authentication.sso\"", "\"eventType\":null", "NO_TYPE"
            },
            new String[] {"\"published\":", "\"p\":", "NO_TIME"},
            new String[] {"\"2026-11-20T09:00:00.000Z\"", "17636292000", "BAD_TIME"},
            new String[] {"\"actor\":{", "\"actor\":null,\"x\":{", "NO_ACTOR"},
            new String[] {"\"actor\":{", "\"actor\":\"me\",\"x\":{", "NO_ACTOR"},
            new String[] {"\"outcome\":{", "\"outcome\":null,\"x\":{", "NO_OUTCOME"},
            new String[] {"\"target\":[", "\"target\":null,\"x\":[", "NO_APPLICATION"},
            new String[] {"\"target\":[", "\"target\":\"y\",\"x\":[", "WRONG_TYPE"},
            new String[] {"\"type\":\"AppInstance\"", "\"type\":\"App\"", "NO_APPLICATION"},
            new String[] {
              "\"Tracker\",\"displayName\":\"SAML App\"", "\"\\u0001\"", "NO_APPLICATION"
            })) {
      assertThat(good).contains(change[0]);
      Reading reading = read(good.replace(change[0], change[1]));
      assertThat(reading.reasons()).as(change[1]).containsExactly(Reason.valueOf(change[2]));
    }
  }

  /** Microsoft's exports put the month first; a day that is no month's is no time. */
  @Test
  void month_and_half_of_the_day_are_told_apart() {
    assertThat(read(okta("x", "1/9/2026 12:41:00 AM")).events.getFirst().occurredAtMicros())
        .isEqualTo(read(okta("x", "2026-01-09T00:41:00Z")).events.getFirst().occurredAtMicros());
    assertThat(read(okta("x", "1/9/2026 12:41:00 PM")).events.getFirst().occurredAtMicros())
        .isEqualTo(read(okta("x", "2026-01-09T12:41:00Z")).events.getFirst().occurredAtMicros());
    for (String time : List.of("13/9/2026 9:41:00", "1/9/2026 13:41:00 PM", "2/30/2026 9:41:00")) {
      assertThat(read(okta("x", time)).reasons()).as(time).containsExactly(Reason.BAD_TIME);
    }
  }

  @Test
  void a_file_that_is_no_text_is_one_dead_letter_that_says_what_it_is() throws IOException {
    byte[] noise = new byte[300_000];
    new java.util.Random(3).nextBytes(noise);
    noise[0] = 'x';
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream entries = new ZipOutputStream(zip)) {
      entries.putNextEntry(new ZipEntry("log.ndjson"));
      entries.write((okta("a") + "\n").getBytes(StandardCharsets.UTF_8));
    }
    byte[] png = join(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, noise);
    for (var file :
        List.of(
            Map.entry(Reason.PICTURE, png),
            Map.entry(Reason.PICTURE, gzip(png)),
            Map.entry(Reason.ZIP_ARCHIVE, zip.toByteArray()),
            Map.entry(Reason.DOCUMENT, "%PDF-1.7\n1 0 obj".getBytes(StandardCharsets.UTF_8)),
            Map.entry(Reason.TABLE_FILE, "PAR1....".getBytes(StandardCharsets.UTF_8)),
            Map.entry(Reason.NO_TEXT, noise),
            Map.entry(
                Reason.NO_TEXT,
                okta("a").getBytes(java.nio.charset.Charset.forName("UTF-32LE"))))) {
      Reading reading = Reading.of(Source.OKTA, file.getValue());
      assertThat(reading.reasons()).containsExactly(file.getKey());
      assertThat(reading.ends()).isEqualTo("0/0/0/1");
      assertThat(reading.dead.getFirst().size()).isPositive();
    }
  }

  @Test
  void a_header_before_an_event_in_its_line_is_passed() {
    String syslog = "<134>1 2026-06-18T12:00:00.000Z idp.example.com okta - - - ";
    assertThat(read(syslog + okta("a") + "\n" + syslog + okta("b") + "\n").ends())
        .isEqualTo("2/0/0/0");
    assertThat(read(syslog + "no event\n" + okta("b") + "\n").ends()).isEqualTo("1/0/0/1");
    assertThat(read(syslog + "{\"a\":1}\n" + okta("b") + "\n").reasons())
        .containsExactly(Reason.NOT_JSON);
  }

  @Test
  void envelopes_inside_each_other_end() {
    String deep = "{\"data\":".repeat(400_000) + "1" + "}".repeat(400_000);
    assertThat(read(okta("a") + "\n" + deep + "\n" + okta("b")).ends()).isEqualTo("2/0/0/1");
    StringBuilder page = new StringBuilder("{\"body\":{\"records\":[");
    int events = 20_000;
    for (int i = 0; i < events; i++) {
      page.append(i == 0 ? "" : ",").append(okta("p" + i));
    }
    assertThat(read(page + "]}}\n" + okta("z")).ends()).isEqualTo(events + 1 + "/0/0/0");
  }

  @Test
  void harmless_liberties_are_taken() {
    assertThat(read(okta("x").replace("\"x\"", "12345")).ends()).isEqualTo("1/0/0/0");
    assertThat(read(okta("x").replace('"', '\'')).ends()).isEqualTo("1/0/0/0");
    assertThat(read(okta("x").replace("Tracker", "Tra\\u0063ker")).events.getFirst().app())
        .isEqualTo("Tracker");
    assertThat(read(okta("x").replace("00u1", "J\\u00fcrgen")).ends()).isEqualTo("1/0/0/0");
  }

  /** It reads like a member of a page: the key is one line's end, the object the next line. */
  @Test
  void a_line_that_is_cut_behind_a_key_does_not_take_the_next_line_for_its_value() {
    Reading reading =
        read(
            okta("a")
                + "\n[[{\"x\":[{\"uuid\":\"b\",\"published\":\"2026-11-20T09:00:00Z\","
                + "\"eventType\":\"user.session.start\"}],\"more\":\n"
                + okta("c"));
    assertThat(reading.events).hasSize(2);
  }

  @Test
  void bytes_that_cannot_be_read_are_told_and_the_rest_is_kept() {
    InputStream breaking =
        new SequenceInputStream(
            new ByteArrayInputStream(
                (okta("a") + "\n" + okta("b").substring(0, 50)).getBytes(StandardCharsets.UTF_8)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }
            });
    Reading reading = new Reading(Source.OKTA).and(breaking);
    assertThat(reading.ends()).isEqualTo("1/0/0/1");
    assertThat(reading.reasons()).containsExactly(Reason.UNREADABLE);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** One byte many times. */
  private static final class Repeated extends InputStream {
    private final byte value;
    private long left;

    Repeated(byte value, long times) {
      this.value = value;
      this.left = times;
    }

    @Override
    public int read() {
      return left-- > 0 ? value : -1;
    }

    @Override
    public int read(byte[] b, int off, int len) {
      int count = (int) Math.min(len, left);
      if (count <= 0) {
        return -1;
      }
      Arrays.fill(b, off, off + count, value);
      left -= count;
      return count;
    }
  }
}
