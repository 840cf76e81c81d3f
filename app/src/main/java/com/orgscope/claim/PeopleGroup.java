package com.orgscope.claim;

import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Some of the people, by what is public of them.
 *
 * @param name of the department, division or category; the percentage of a share; empty for
 *     everybody
 */
public record PeopleGroup(Kind kind, String name) {
  public static final PeopleGroup EVERYBODY = new PeopleGroup(Kind.EVERYBODY, "");

  private static final int LONGEST = 200;
  private static final int ALL = 100;

  /** By what people are told apart. */
  public enum Kind {
    DEPARTMENT,
    DIVISION,
    CATEGORY,
    /** So many of a hundred, drawn by lot; a larger share holds a smaller one. */
    SHARE,
    EVERYBODY;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads {@code department:Sales}, {@code share:50} or {@code everybody}.
   *
   * @throws Failure for the operator, if it is none of these
   */
  public static PeopleGroup of(String text) {
    int colon = text.indexOf(':');
    String word = (colon < 0 ? text : text.substring(0, colon)).strip();
    String name = colon < 0 ? "" : DisplayText.of(text.substring(colon + 1)).strip();
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(each -> each.word().equals(word.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> wrong(text));
    if (name.isEmpty() != (kind == Kind.EVERYBODY) || name.length() > LONGEST) {
      throw wrong(text);
    }
    if (kind == Kind.SHARE && percent(name).isEmpty()) {
      throw Failure.operator(
          "'%s': a share is a whole number of percent from 1 to 100, such as share:50"
              .formatted(text));
    }
    return new PeopleGroup(kind, name);
  }

  private static Failure wrong(String text) {
    return Failure.operator(
        "'%s' names no people: write %s"
            .formatted(
                text,
                Arrays.stream(Kind.values())
                    .map(kind -> kind.word() + (kind == Kind.EVERYBODY ? "" : ":NAME"))
                    .collect(Collectors.joining(", "))));
  }

  private static Optional<Integer> percent(String name) {
    return name.matches("[1-9]\\d?|" + ALL) ? Optional.of(Integer.valueOf(name)) : Optional.empty();
  }

  /** From 0 to 1. */
  double share() {
    return percent(name).orElseThrow() / (double) ALL;
  }

  @Override
  public String toString() {
    return kind.word() + (name.isEmpty() ? "" : ":" + name);
  }
}
