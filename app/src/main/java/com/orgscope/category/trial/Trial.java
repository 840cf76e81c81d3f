package com.orgscope.category.trial;

import com.orgscope.kernel.PersonKey;
import com.orgscope.state.Hmac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version on trial beside the one that holds.
 *
 * @param number 1 for a company's first
 * @param before what holds
 * @param share of people, signatures or applications that it is about, 0 to 1
 * @param key 32 random bytes in hex, by which they are drawn: the same ones night after night
 * @param judge by which it is decided; chosen at the beginning, so that nobody chooses afterwards
 * @param reason why it was begun
 * @param because why it ended; null while it runs
 * @param looks how often its pairs were tested
 * @param invariance null where it was not measured
 */
public record Trial(
    int number,
    Kind kind,
    Version before,
    Version candidate,
    double share,
    String key,
    Known judge,
    State state,
    String reason,
    Instant begunAt,
    @Nullable Instant endedAt,
    @Nullable String because,
    int looks,
    @Nullable Invariance invariance) {
  private static final Pattern RUN_OF_A_TRIAL = Pattern.compile(".*\\.\\d+c\\d+");

  /** What is tried on whom. */
  public enum Kind {
    /** People are served by it, and both versions are asked about their groups. */
    CANARY,
    /** Both are asked about some groups; nobody is served before it is adopted. */
    AB,
    /** Both are asked what applications are for; nobody is served before it is adopted. */
    DESCRIBER;

    /** As it is told and kept, in small letters. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What has become of it. */
  public enum State {
    RUNNING,
    /** Its candidate asks. */
    PROMOTED,
    /** Nothing that it said to people holds. */
    WITHDRAWN;

    /** As it is told and kept, in small letters. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How often the candidate said something else when the same was asked otherwise.
   *
   * @param asked questions that were put otherwise
   * @param flipped of them, with another answer
   */
  public record Invariance(int asked, int flipped) {}

  /** Whether a person is served by the candidate. */
  public boolean serves(PersonKey person) {
    return kind == Kind.CANARY && drawn("person " + person);
  }

  /** Whether both are asked about a group or an application, whoever is of it. */
  public boolean compares(String unit) {
    return kind != Kind.CANARY && drawn("unit " + unit);
  }

  private boolean drawn(String whom) {
    byte[] hash =
        Hmac.of(
            HexFormat.of().parseHex(key), (number + " " + whom).getBytes(StandardCharsets.UTF_8));
    // 53 bits, which a double has all of.
    return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53 < share;
  }

  /** Under what name the candidate's answers of a night are kept. */
  public String run(String night) {
    return run(night, number);
  }

  /** As {@link #run(String)}, of the trial of a number. */
  public static String run(String night, int number) {
    return night + "c" + number;
  }

  /** Whether a run is of a trial's answers. */
  public static boolean isRunOfTrial(String run) {
    return RUN_OF_A_TRIAL.matcher(run).matches();
  }
}
