package com.orgscope.category;

import com.orgscope.category.Judgment.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the figures into prose that cites facts. It is the only place where a figure enters a
 * reasoning, so a reasoning cannot say what no fact says.
 */
final class FactRenderer {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(F[0-9]+)\\.([a-z_]+)}");

  private FactRenderer() {}

  /** Throws if the prose cites an unknown fact or holds a digit of its own. */
  static String render(String prose, List<Fact> facts) {
    Map<String, Fact> byId = new HashMap<>();
    facts.forEach(fact -> byId.put(fact.id(), fact));
    Matcher cited = PLACEHOLDER.matcher(prose);
    StringBuilder text = new StringBuilder();
    int from = 0;
    while (cited.find()) {
      text.append(withoutDigits(prose.substring(from, cited.start())));
      Fact fact = byId.get(cited.group(1));
      String value = fact == null ? null : fact.values().get(cited.group(2));
      if (value == null) {
        throw new IllegalArgumentException("prose cites " + cited.group() + ", which no fact says");
      }
      text.append(value);
      from = cited.end();
    }
    return text.append(withoutDigits(prose.substring(from))).toString();
  }

  private static String withoutDigits(String words) {
    if (words.chars().anyMatch(Character::isDigit)) {
      throw new IllegalArgumentException("prose states a figure of its own: " + words);
    }
    return words;
  }
}
