package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.Pseudonyms;
import com.orgscope.json.Octets;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.Source;
import com.orgscope.testing.DefaultSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of some bytes, without a lake behind: the readers, the splitter and the
 * deduplication of the product with tables in memory.
 */
final class Reading implements EventPipe.DeadEvents {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  final Tally tally = new Tally();
  final List<Event> events = new ArrayList<>();
  final List<Dead> dead = new ArrayList<>();

  private final Format format;
  private final Parsers parsers = new Parsers();
  private final EventPipe pipe;

  /** A dead letter before it is sealed. */
  record Dead(Reason reason, String raw, long offset, long line, long size) {}

  Reading(Source source) {
    format = Plugins.format(source);
    Fingerprint fingerprint = new Fingerprint(new TenantId("test"));
    IngestSettings settings = DefaultSettings.of(IngestSettings.class);
    EventDraft draft =
        new EventDraft(
            fingerprint,
            micros(NOW.minus(settings.maxEventAge())),
            micros(NOW.plus(settings.maxFutureSkew())));
    pipe =
        new EventPipe(
            new EventReader(
                format,
                draft,
                new Enrichment(
                    source, new PlainPseudonyms(), (label, product) -> label, new PlainSeal())),
            new SeenKeys(hour -> new long[0], Integer.MAX_VALUE, () -> {}),
            events::add,
            this,
            tally);
  }

  private static long micros(Instant at) {
    return TimeUnit.SECONDS.toMicros(at.getEpochSecond());
  }

  static Reading of(Source source, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Reading reading = of(source, bytes);
    int at = 0;
    long line = 1;
    for (Dead letter : reading.dead) {
      int from = letter.offset() < at ? 0 : at;
      line = (from == 0 ? 1 : line) + Octets.lineEnds(bytes, from, (int) letter.offset());
      at = (int) letter.offset();
      assertThat(letter.line()).as("line of byte " + at).isEqualTo(line);
    }
    return reading;
  }

  static Reading of(Source source, byte[] bytes) {
    return new Reading(source).and(new ByteArrayInputStream(bytes));
  }

  Reading and(InputStream raw) {
    return and(raw, Long.MAX_VALUE);
  }

  /**
   * @param most bytes that may be unpacked
   */
  Reading and(InputStream raw, long most) {
    try {
      new ElementReader(Plugins.inputs().unpacked(raw, most), format, parsers, pipe).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public void add(Reason reason, Fragment fragment) {
    dead.add(
        new Dead(
            reason,
            new String(fragment.bytes(), StandardCharsets.UTF_8),
            fragment.offset(),
            fragment.line(),
            fragment.size()));
  }

  List<Reason> reasons() {
    return dead.stream().map(Dead::reason).toList();
  }

  /** "accepted/duplicates/ignored/dead". */
  String ends() {
    return tally.accepted + "/" + tally.duplicates + "/" + tally.ignored + "/" + tally.deadLettered;
  }

  static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Keys from the id, else the login, by a plain hash. */
  static final class PlainPseudonyms implements Pseudonyms {
    @Override
    public PersonKey resolve(
        String provider, @Nullable String providerId, @Nullable String login, int day) {
      String id = providerId == null ? "login:" + login : providerId;
      return PersonKey.ofHash(
          Sha256.digest().digest((provider + id).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void save() {}
  }

  /** No secret at all, so that a test can look into what was sealed. */
  static final class PlainSeal implements TenantCipher {
    @Override
    public byte[] seal(byte[] plain, String place) {
      return plain.clone();
    }

    @Override
    public byte[] open(byte[] sealed, String place) {
      return sealed.clone();
    }

    @Override
    public String hash(String text) {
      return "#" + text.hashCode();
    }
  }
}
