package com.orgscope.sources.okta;

import java.util.List;
import java.util.Optional;

/**
 * The {@code Link} header of RFC 8288, in as many lines as it comes. A link's address stands in
 * angle brackets and may hold commas and semicolons; a parameter's value may be quoted.
 */
final class LinkHeader {
  private LinkHeader() {}

  /** The address of the first link of that relation. */
  static Optional<String> find(List<String> lines, String relation) {
    for (String line : lines) {
      int at = 0;
      while ((at = line.indexOf('<', at)) >= 0) {
        int close = line.indexOf('>', at);
        if (close < 0) {
          break;
        }
        int end = endOfParameters(line, close + 1);
        if (hasRelation(line.substring(close + 1, end), relation)) {
          return Optional.of(line.substring(at + 1, close));
        }
        at = end;
      }
    }
    return Optional.empty();
  }

  /** The next comma outside quotes. */
  private static int endOfParameters(String line, int from) {
    boolean quoted = false;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        return i;
      }
    }
    return line.length();
  }

  private static boolean hasRelation(String parameters, String relation) {
    for (String parameter : parameters.split(";")) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("rel")) {
        String value = parameter.substring(equals + 1).strip().replace("\"", "");
        return List.of(value.split("\\s+")).contains(relation);
      }
    }
    return false;
  }
}
