package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.audit.ChainCheck;
import com.orgscope.audit.Seal;
import com.orgscope.cli.OrgscopeCommand.Format;
import com.orgscope.insight.ReleaseVerifier;
import com.orgscope.kernel.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scripts and people are told of a log; what breaks one is tried in the log's own tests. */
class VerifyCommandTest {
  private Optional<Seal> sealed = Optional.empty();
  private static final ChainCheck BROKEN =
      new ChainCheck.Broken(1003, 800, "was changed after it was written");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void a_broken_log_ends_with_one_and_says_where() {
    assertThat(tell(BROKEN, Format.text)).isEqualTo(1);
    assertThat(bytes.toString(UTF_8))
        .contains("acme is broken at entry 1,003: it was changed after it was written")
        .contains("The 800 before it are whole");
  }

  @Test
  void a_broken_log_is_the_same_for_scripts() {
    assertThat(tell(BROKEN, Format.json)).isEqualTo(1);
    JsonNode json = JsonMapper.shared().readTree(bytes.toByteArray());
    assertThat(json.path("whole").asBoolean(true)).isFalse();
    assertThat(json.path("broken_at").asLong()).isEqualTo(1003);
    assertThat(json.path("reason").asString()).isEqualTo("was changed after it was written");
  }

  @Test
  void a_whole_log_ends_with_zero() {
    assertThat(tell(new ChainCheck.Whole(3, 0), Format.text)).isZero();
    assertThat(bytes.toString(UTF_8))
        .contains("is whole: 3 entries")
        .doesNotContain("no block yet");
    bytes.reset();
    assertThat(tell(new ChainCheck.Whole(3, 2), Format.text)).isZero();
    assertThat(bytes.toString(UTF_8))
        .contains("is whole: 5 entries", "2 of the last are in no block yet");
    bytes.reset();
    tell(new ChainCheck.Whole(3, 2), Format.json);
    assertThat(JsonMapper.shared().readTree(bytes.toByteArray()).path("unsealed").asLong())
        .isEqualTo(2);
  }

  @Test
  void it_says_up_to_where_it_is_sealed_or_that_it_never_was() {
    assertThat(tell(new ChainCheck.Whole(3, 0), Format.text)).isZero();
    assertThat(bytes.toString(UTF_8)).contains("never sealed outside", "--seal");
    bytes.reset();
    sealed =
        Optional.of(
            new Seal(new TenantId("acme"), 2, 1_200, "00", Instant.parse("2026-11-29T03:17:00Z")));
    tell(new ChainCheck.Whole(1_300, 0), Format.text);
    assertThat(bytes.toString(UTF_8)).contains("2026-11-29T03:17:00Z, after 1,200 entries");
    bytes.reset();
    tell(new ChainCheck.Whole(1_300, 0), Format.json);
    JsonNode json = JsonMapper.shared().readTree(bytes.toByteArray());
    assertThat(json.path("sealed_entries").asLong()).isEqualTo(1_200);
    assertThat(json.path("sealed_at").asString()).isEqualTo("2026-11-29T03:17:00Z");
  }

  @Test
  void releases_that_are_not_as_they_were_signed_end_with_one_each_in_a_line() {
    assertThat(tell(found("release 2026-11-21.1 in the database is not as it was signed"), null))
        .isEqualTo(1);
    assertThat(bytes.toString(UTF_8))
        .contains("Of releases of acme: release 2026-11-21.1 in the database is not");
    bytes.reset();
    assertThat(tell(found(), null)).isZero();
    assertThat(bytes.toString(UTF_8)).contains("Releases of acme: 2, each signed", "3 charges, 1");
  }

  @Test
  void a_number_that_was_not_published_ends_with_one_and_says_why() {
    var said = new VerifyCommand.Number("2026-11-21.1:total/people=5", "it does not say so");
    assertThat(tell(found(), said)).isEqualTo(1);
    assertThat(bytes.toString(UTF_8)).contains("people=5 was not published: it does not say so.");
    bytes.reset();
    assertThat(tell(found(), new VerifyCommand.Number("2026-11-21.1:total/people=5", null)))
        .isZero();
    assertThat(bytes.toString(UTF_8)).contains("people=5 was published.");
  }

  private static ReleaseVerifier.Found found(String... faults) {
    return new ReleaseVerifier.Found(2, 3, 1, List.of(faults));
  }

  private int tell(ReleaseVerifier.Found found, VerifyCommand.@Nullable Number said) {
    return VerifyCommand.tell(
        VerifyCommand.document(new TenantId("acme"), new ChainCheck.Whole(3, 0), sealed)
            .with(found, said),
        new Answer(Format.text, new PrintStream(bytes, true, UTF_8)));
  }

  private int tell(ChainCheck check, Format format) {
    return VerifyCommand.tell(
        VerifyCommand.document(new TenantId("acme"), check, sealed),
        new Answer(format, new PrintStream(bytes, true, UTF_8)));
  }
}
