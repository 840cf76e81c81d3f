package com.orgscope.recommendation;

import com.orgscope.usage.ProductKinds;
import com.orgscope.usage.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fills figures and names into the sentences of a change: the only place where they enter. */
public final class SavingText {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
  private static final Pattern SENTENCE = Pattern.compile("(?:^|[.!?]\\s+)\\p{Ll}");
  private static final Pattern BEGINS = Pattern.compile("(?s)\\s*|.*[.!?]\\s+");

  /** What stands before the hours in their sentence. */
  private static final Pattern HOURS = Pattern.compile("([^.!?]*)\\{(?:C[0-9]{1,2}\\.)?hours}");

  private static final Pattern SAVES =
      Pattern.compile(
          "(?i)\\b(?:give|gives|given|giving) back\\b|\\bsav(?:e|es|ed|ing|ings)\\b"
              + "|\\b(?:free|frees|freed|win|wins|gain|gains|spare|spares|return|returns)\\b");

  private static final Set<String> NAMES = Set.of("app", "other", "third", "apps");
  private static final String UNNAMED = "such an application";
  private static final double MINUTES = 60;

  /** Below so many hours a range reads better in minutes. */
  private static final double FEW_HOURS = 2;

  private static final double FEW = 9.95;

  /** From so much on, in its unit, a decimal says nothing. */
  private static final double MANY = 100;

  private SavingText() {}

  static Map<String, String> values(Change change, Amount amount, double perWeek, Range hours) {
    Map<String, String> values = new HashMap<>();
    values.put("hours", hours(hours));
    values.put(
        switch (change.friction().cause()) {
          case FAILURE -> "failures";
          case CHALLENGE -> "challenges";
          case SWITCH -> "switches";
        },
        number(perWeek)
            + switch (change.friction().cause()) {
              case FAILURE -> " failed sign-ins a week";
              case CHALLENGE -> " challenges a week";
              case SWITCH -> " switches a week";
            });
    var app = amount.app();
    // Fewer than k people met it at any one application, so that none is named.
    values.put("app", app == null ? UNNAMED : app.id().value());
    var other = amount.other();
    if (app != null && other != null) {
      values.put("other", other.id().value());
      ProductKinds.shared(app.id(), other.id())
          .ifPresent(kind -> values.put("purpose", kind.name()));
    }
    return values;
  }

  /** Every sentence begins with a capital letter, unless with the name of an application. */
  static String fill(String sentence, Map<String, String> values) {
    String words =
        SENTENCE.matcher(sentence).replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
    Matcher placeholder = PLACEHOLDER.matcher(words);
    StringBuilder text = new StringBuilder();
    while (placeholder.find()) {
      String value = values.get(placeholder.group(1));
      if (value == null) {
        throw new IllegalArgumentException("nothing is known for " + placeholder.group());
      }
      boolean begins = BEGINS.matcher(words.substring(0, placeholder.start())).matches();
      boolean named = NAMES.contains(placeholder.group(1)) && !value.equals(UNNAMED);
      placeholder.appendReplacement(
          text, Matcher.quoteReplacement(begins && !named ? capital(value) : value));
    }
    return placeholder.appendTail(text).toString();
  }

  private static String capital(String value) {
    return value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1);
  }

  /**
   * Whether a sentence says of its hours that they may be saved. They are a change's saving and not
   * the time that something takes.
   */
  public static boolean savesItsHours(String sentence) {
    return HOURS
        .matcher(sentence)
        .results()
        .allMatch(found -> SAVES.matcher(found.group(1)).find());
  }

  /** What a sentence leaves to be filled in. */
  static Set<String> placeholders(String sentence) {
    return PLACEHOLDER
        .matcher(sentence)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /**
   * A saved time as people read it, in a sentence and beside it: few hours are minutes, and both
   * ends have as many digits.
   *
   * @param typical in the same unit, such as {@code "5.0"}
   * @param minutes whether it is minutes and not hours
   */
  public record Time(String low, String typical, String high, boolean minutes) {
    public static Time of(Range hours) {
      boolean minutes = hours.high() < FEW_HOURS;
      double unit = minutes ? MINUTES : 1;
      return new Time(
          digits(hours.low() * unit, hours.high() * unit),
          digits(hours.typical() * unit, hours.typical() * unit),
          digits(hours.high() * unit, hours.high() * unit),
          minutes);
    }

    private static String digits(double value, double most) {
      return String.format(Locale.ROOT, most >= MANY ? "%,.0f" : "%.1f", value);
    }
  }

  static String hours(Range hours) {
    Time time = Time.of(hours);
    String unit = time.minutes() ? " minutes a week" : " hours a week";
    return time.low().equals(time.high())
        ? "about " + time.low() + unit
        : time.low() + " to " + time.high() + unit;
  }

  /** {@code A, B and C}. */
  static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  static String number(double value) {
    return value < FEW
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%,d", Math.round(value));
  }
}
