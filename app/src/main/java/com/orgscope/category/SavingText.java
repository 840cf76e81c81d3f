package com.orgscope.category;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fills figures and names into the sentences of a change: the only place where they enter. */
final class SavingText {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
  private static final double MINUTES = 60;

  /** Below so many hours a range reads better in minutes. */
  private static final double FEW_HOURS = 2;

  private static final double FEW = 9.95;

  private SavingText() {}

  /**
   * @param functionName how people call a function, by its id
   */
  static Map<String, String> values(
      Change change,
      Amount amount,
      double perWeek,
      Range hours,
      UnaryOperator<String> functionName) {
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
    values.put("app", app == null ? "such an application" : app.id().value());
    var other = amount.other();
    if (other != null) {
      values.put("other", other.id().value());
      values.put("purpose", functionName.apply(other.function().orElse("")));
    }
    return values;
  }

  static String fill(String sentence, Map<String, String> values) {
    Matcher placeholder = PLACEHOLDER.matcher(sentence);
    StringBuilder text = new StringBuilder();
    while (placeholder.find()) {
      String value = values.get(placeholder.group(1));
      if (value == null) {
        throw new IllegalArgumentException("nothing is known for " + placeholder.group());
      }
      placeholder.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return placeholder.appendTail(text).toString();
  }

  /** What a sentence leaves to be filled in. */
  static Set<String> placeholders(String sentence) {
    return PLACEHOLDER
        .matcher(sentence)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  static String hours(Range hours) {
    boolean few = hours.high() < FEW_HOURS;
    String low = number(hours.low() * (few ? MINUTES : 1));
    String high = number(hours.high() * (few ? MINUTES : 1));
    String unit = few ? " minutes a week" : " hours a week";
    return low.equals(high) ? "about " + low + unit : low + " to " + high + unit;
  }

  private static String number(double value) {
    return value < FEW
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%,d", Math.round(value));
  }
}
