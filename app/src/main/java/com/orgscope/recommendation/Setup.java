package com.orgscope.recommendation;

import com.orgscope.directory.ItPolicies;
import com.orgscope.directory.SecondFactor;
import com.orgscope.kernel.Sha256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of work starts from: the IT policies in force, and where these say nothing what was
 * measured, all in bands that hold nothing of anybody. Two groups with the same setup get the same
 * advice.
 *
 * @param bundle how many of the group's applications one sign-in opens
 * @param challenges how often somebody is asked for another factor, measured
 * @param failures how often a sign-in fails, measured
 * @param failing functions of the applications where sign-ins fail, by their ids
 * @param challenged functions of the applications where challenges arise, by their ids
 * @param pair functions of the two applications people go between most, by their ids; or empty
 * @param twin function that two applications serve which people go between, by its id; or null
 */
public record Setup(
    Session session,
    Factor factor,
    Bundle bundle,
    Rate challenges,
    Rate failures,
    List<String> failing,
    List<String> challenged,
    List<String> pair,
    @Nullable String twin) {
  private static final int HASH_SHOWN = 16;

  public Setup {
    failing = List.copyOf(failing);
    challenged = List.copyOf(challenged);
    pair = List.copyOf(pair);
  }

  /** What the policies say of a group too small to be measured. */
  static Setup unmeasured(ItPolicies policies) {
    return new Setup(
        Session.of(policies.sessionLength()),
        Factor.of(policies.secondFactor()),
        Bundle.UNKNOWN,
        Rate.UNKNOWN,
        Rate.UNKNOWN,
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  /** How long a sign-in lasts. */
  public enum Session {
    UNKNOWN("nobody said how long a session lasts"),
    UP_TO_4_HOURS("sessions of up to 4 hours"),
    UP_TO_8_HOURS("sessions of up to 8 hours"),
    UP_TO_12_HOURS("sessions of up to 12 hours"),
    UP_TO_A_DAY("sessions of up to a day"),
    UP_TO_A_WEEK("sessions of up to a week"),
    OVER_A_WEEK("sessions of more than a week");

    private final String title;

    Session(String title) {
      this.title = title;
    }

    static Session of(@Nullable Duration length) {
      if (length == null) {
        return UNKNOWN;
      }
      long hours = (length.toMinutes() + 59) / 60;
      if (hours <= 4) {
        return UP_TO_4_HOURS;
      }
      if (hours <= 8) {
        return UP_TO_8_HOURS;
      }
      if (hours <= 12) {
        return UP_TO_12_HOURS;
      }
      if (hours <= 24) {
        return UP_TO_A_DAY;
      }
      return hours <= 168 ? UP_TO_A_WEEK : OVER_A_WEEK;
    }

    boolean isShort() {
      return this == UNKNOWN || this == UP_TO_4_HOURS || this == UP_TO_8_HOURS;
    }
  }

  /** What is asked for besides the password. */
  public enum Factor {
    UNKNOWN,
    NONE,
    SMS,
    CODE,
    PUSH,
    SECURITY_KEY,
    PASSKEY;

    static Factor of(@Nullable SecondFactor factor) {
      return factor == null ? UNKNOWN : valueOf(factor.name());
    }

    boolean isTyped() {
      return this == SMS || this == CODE;
    }

    private String title() {
      return this == UNKNOWN
          ? "nobody said which second factor is asked for"
          : SecondFactor.valueOf(name()).title();
    }
  }

  /** How many of a group's applications one sign-in opens. */
  public enum Bundle {
    UNKNOWN("nobody said which applications one sign-in opens"),
    NONE("one sign-in opens none of the applications in use"),
    SOME("one sign-in opens some of the applications in use"),
    MOST("one sign-in opens most of the applications in use"),
    ALL("one sign-in opens all applications in use");

    private final String title;

    Bundle(String title) {
      this.title = title;
    }

    /** Of so many applications of a group, so many are inside. */
    static Bundle of(int inside, int applications) {
      if (inside == 0) {
        return NONE;
      }
      if (inside == applications) {
        return ALL;
      }
      return 2 * inside >= applications ? MOST : SOME;
    }
  }

  /** How often something happens to somebody, by the days on which they worked. */
  public enum Rate {
    UNKNOWN("not measured"),
    SEVERAL_A_DAY("several a day"),
    DAILY("about one every day"),
    EVERY_2_TO_3_DAYS("about one every 2 to 3 days"),
    WEEKLY("about one every 4 to 7 days"),
    EVERY_2_WEEKS("about one every 8 to 15 days"),
    RARE("hardly any");

    private final String title;

    Rate(String title) {
      this.title = title;
    }

    /** Of so many events in so many days of work, over all people. */
    static Rate of(long events, long activeDays) {
      if (activeDays == 0) {
        return UNKNOWN;
      }
      double days = events == 0 ? Double.MAX_VALUE : (double) activeDays / events;
      if (days < 0.67) {
        return SEVERAL_A_DAY;
      }
      if (days < 1.5) {
        return DAILY;
      }
      if (days < 3.5) {
        return EVERY_2_TO_3_DAYS;
      }
      if (days < 7.5) {
        return WEEKLY;
      }
      return days < 15.5 ? EVERY_2_WEEKS : RARE;
    }
  }

  /** The setup in one canonical line. */
  public String text() {
    return "session=%s;factor=%s;bundle=%s;challenges=%s;failures=%s;failing=%s;challenged=%s;pair=%s;twin=%s"
        .formatted(
            session,
            factor,
            bundle,
            challenges,
            failures,
            String.join(",", failing),
            String.join(",", challenged),
            String.join(",", pair),
            twin == null ? "" : twin)
        .toLowerCase(Locale.ROOT);
  }

  /** Names the setup; the same for the same bands, today and on every machine. */
  public String hash() {
    return HexFormat.of().formatHex(Sha256.of(text())).substring(0, HASH_SHOWN);
  }

  /** As people read it: what the company said, and what was measured. */
  public String title() {
    return String.join("; ", titles());
  }

  /** What the company said and what was measured, each in words. */
  public List<String> titles() {
    List<String> parts = new ArrayList<>();
    parts.add(session.title);
    parts.add(factor.title());
    parts.add(bundle.title);
    parts.add("measured challenges: " + challenges.title);
    parts.add("measured failed sign-ins: " + failures.title);
    return List.copyOf(parts);
  }

  /**
   * Where a group meets friction, by functions of applications; a line each.
   *
   * @param functionName how people call a function, by its id
   */
  public List<String> arising(UnaryOperator<String> functionName) {
    List<String> lines = new ArrayList<>();
    line(lines, "sign-ins fail at", failing, functionName);
    line(lines, "challenges arise at", challenged, functionName);
    line(lines, "people go to and fro between", pair, functionName);
    line(
        lines,
        "served by two applications",
        twin == null ? List.of() : List.of(twin),
        functionName);
    return lines;
  }

  private static void line(
      List<String> lines,
      String what,
      Collection<String> functions,
      UnaryOperator<String> functionName) {
    if (!functions.isEmpty()) {
      lines.add(
          what + ": " + functions.stream().map(functionName).collect(Collectors.joining(", ")));
    }
  }
}
