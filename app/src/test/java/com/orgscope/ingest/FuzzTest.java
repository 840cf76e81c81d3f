package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.orgscope.lake.Source;
import com.orgscope.testing.MutilatedLines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Samples, mutilated at random: no crash, no hang, nothing uncounted. The seed is in every message;
 * {@code -Dorgscope.fuzz.seed=N} runs one again, {@code -Dorgscope.fuzz.rounds=N} more of them.
 */
@Tag("slow")
class FuzzTest {
  private static final long SEED = MutilatedLines.SEED;
  private static final int ROUNDS = MutilatedLines.ROUNDS;

  /** The application of a whole line. */
  private static final String WHOLE = "whole line";

  private final MutilatedLines samples = new MutilatedLines();
  private final Random random = samples.random();
  private final List<byte[]> lines = samples.lines();

  @Test
  @Timeout(120)
  void no_mutilation_is_a_crash_or_uncounted() {
    for (int round = 0; round < ROUNDS; round++) {
      int pick = random.nextInt(lines.size());
      byte[] text = samples.mutilated(shaped(pick));
      accountFor(sourceOf(pick), text, round);
    }
  }

  @Test
  @Timeout(120)
  void no_mutilated_table_is_a_crash_or_uncounted() {
    for (int round = 0; round < ROUNDS; round++) {
      Source source = Source.values()[random.nextInt(Source.values().length)];
      accountFor(source, samples.mutilated(bytes(ConsoleExportsTest.file(source))), round);
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
    for (int round = 0; round < ROUNDS; round++) {
      byte[] line = lines.get(random.nextInt(lines.size()));
      byte[] broken = samples.mutilated(line);
      for (int i = 0; i < broken.length; i++) {
        broken[i] = broken[i] == '\n' ? (byte) ' ' : broken[i];
      }
      Reading reading =
          Reading.of(
              source,
              MutilatedLines.join(
                  bytes(whole(source, "first")), broken, bytes("\n" + whole(source, "last"))));
      long around = reading.events.stream().filter(e -> WHOLE.equals(e.app())).count();
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
    for (int round = 0; round < ROUNDS; round++) {
      byte[] packed = samples.mutilated(Zstd.compress(shaped(random.nextInt(lines.size()))));
      // What a decompressor has made of one piece goes with the damage in it.
      String lines = whole(Source.OKTA, "before") + "\n".repeat(1 << 15);
      byte[] before = Zstd.compress(bytes(lines));
      Reading reading = Reading.of(Source.OKTA, MutilatedLines.join(before, packed));
      assertThat(reading.events.stream().filter(e -> WHOLE.equals(e.app())).count())
          .as("seed %s round %s", SEED, round)
          .isEqualTo(1);
    }
  }

  /** An event that nothing is wrong with. */
  private static String whole(Source source, String id) {
    String text =
        switch (source) {
          case OKTA ->
              """
              {"uuid":"%s","published":"2026-03-17T09:00:00Z","eventType":"user.authentication.sso",\
              "actor":{"id":"00u1","type":"User"},"outcome":{"result":"SUCCESS"},\
              "target":[{"type":"AppInstance","alternateId":"whole line"}]}
              """;
          case GOOGLE ->
              """
              {"kind":"admin#reports#activity","id":{"time":"2026-03-17T09:00:00.000Z",\
              "uniqueQualifier":"%s","applicationName":"saml","customerId":"C1"},\
              "actor":{"email":"ann@whole.example","profileId":"1"},"events":[{"type":"login",\
              "name":"login_success","parameters":[{"name":"application_name","value":"whole line"}]}]}
              """;
          case ENTRA ->
              """
              {"id":"%s","createdDateTime":"2026-03-17T09:00:00Z","userId":"u1",\
              "userPrincipalName":"ann@whole.example","appId":"a1","appDisplayName":"whole line",\
              "status":{"errorCode":0},"isInteractive":true}
              """;
        };
    return text.formatted(id);
  }

  private Source sourceOf(int pick) {
    return Source.valueOf(samples.folder(pick).toUpperCase(Locale.ROOT));
  }

  private byte[] shaped(int pick) {
    byte[] line = lines.get(pick);
    byte[] other = lines.get(Math.min(lines.size() - 1, pick + 1));
    return switch (random.nextInt(4)) {
      case 0 -> line;
      case 1 -> MutilatedLines.join(bytes("["), line, bytes(",\n"), other, bytes("]"));
      case 2 ->
          MutilatedLines.join(
              bytes("{\"records\":["), line, bytes(","), other, bytes("],\"x\":1}\n"), line);
      default -> MutilatedLines.join(line, bytes("\n"), other, bytes("\n"), line);
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
