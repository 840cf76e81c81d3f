package com.orgscope.prose;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words that together say what none of them says: a line of {@code prose-phrases.txt}. */
record Phrase(String says, Pattern words) {

  static Phrase of(String says, String words) {
    StringBuilder regex = new StringBuilder(" ");
    for (String element : words.split(" ")) {
      regex.append(element(element));
    }
    return new Phrase(says, Pattern.compile(regex.toString()));
  }

  /** What of a clause the words are, with what they say; empty if it has none. */
  Optional<String> in(String tagged) {
    Matcher found = words.matcher(tagged);
    return found.find()
        ? Optional.of(says + ":" + found.group().replaceAll("/.", ""))
        : Optional.empty();
  }

  private static String element(String element) {
    if (element.equals("*")) {
      return "(?:\\S+ ){0,3}?";
    }
    if (element.startsWith("but:")) {
      return "(?!(?:" + element.substring("but:".length()).replace(',', '|') + ")/)\\S+ ";
    }
    return Arrays.stream(element.split("\\|"))
        .map(Phrase::word)
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  private static String word(String word) {
    return switch (word) {
      case "PEOPLE" -> "\\S+/[PR] ";
      case "THEIR" -> "\\S+/T ";
      case "BE" -> "\\S+/B ";
      case "APP" -> "\\S+/A ";
      case "VERB" -> "(?=\\S+/V )";
      case "ANY" -> "\\S+ ";
      case "END" -> "$";
      default -> Pattern.quote(word) + "/\\S ";
    };
  }
}
