package com.orgscope.scim;

import com.orgscope.scim.Filter.Operator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads filters and paths by descent. More lenient than the RFC where providers are: a value may
 * lack its quotation marks, and {@code emails[type eq "work"].value eq "x"} is taken for what it
 * means.
 */
final class FilterParser {
  private static final int LENGTH = 2_000;
  private static final int DEPTH = 20;

  private final String text;
  private int at;
  private int depth;

  private FilterParser(String text) {
    if (text.length() > LENGTH) {
      throw Fault.FILTER.because("a filter has at most " + LENGTH + " characters");
    }
    this.text = text;
  }

  /**
   * @throws Refusal invalidFilter, saying where
   */
  static Filter filter(String text) {
    FilterParser parser = new FilterParser(text);
    Filter filter = parser.or();
    parser.end();
    return filter;
  }

  static Target target(String text) {
    FilterParser parser = new FilterParser(text.strip());
    Target target = parser.attribute();
    parser.end();
    return target;
  }

  private Filter or() {
    Filter left = and();
    while (word("or")) {
      left = new Filter.Or(left, and());
    }
    return left;
  }

  private Filter and() {
    Filter left = single();
    while (word("and")) {
      left = new Filter.And(left, single());
    }
    return left;
  }

  private Filter single() {
    if (++depth > DEPTH) {
      throw Fault.FILTER.because("a filter is at most " + DEPTH + " deep");
    }
    try {
      boolean not = word("not");
      if (symbol('(')) {
        Filter inner = or();
        require(')');
        return not ? new Filter.Not(inner) : inner;
      }
      Filter comparison = comparison();
      return not ? new Filter.Not(comparison) : comparison;
    } finally {
      depth--;
    }
  }

  private Filter comparison() {
    Target target = attribute();
    spaces();
    String word = name();
    if (word.isEmpty() && target.which() != null && target.part() == null) {
      Filter inner = target.which();
      return new Filter.Element(new Target(target.schema(), target.attribute(), null, null), inner);
    }
    if (word.equalsIgnoreCase("pr")) {
      return new Filter.Present(target);
    }
    Operator operator = Operator.of(word).orElseThrow(() -> unexpected("an operator"));
    return new Filter.Compare(target, operator, value());
  }

  private Target attribute() {
    spaces();
    String name = name();
    if (name.isEmpty()) {
      throw unexpected("an attribute");
    }
    if (!symbol('[')) {
      return Target.ofName(name, null, null);
    }
    if (++depth > DEPTH) {
      throw Fault.FILTER.because("a filter is at most " + DEPTH + " deep");
    }
    Filter which = or();
    depth--;
    require(']');
    String part = null;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      part = name();
    }
    return Target.ofName(name, which, part);
  }

  private @Nullable String value() {
    spaces();
    if (at < text.length() && text.charAt(at) == '"') {
      int from = at++;
      while (at < text.length() && text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      if (at >= text.length()) {
        throw Fault.FILTER.because("a quotation mark is not closed");
      }
      at++;
      try {
        return Schemas.JSON.readValue(text.substring(from, at), String.class);
      } catch (JacksonException e) {
        throw unexpected("a value");
      }
    }
    int from = at;
    while (at < text.length() && " ()[]".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (from == at) {
      throw unexpected("a value");
    }
    String bare = text.substring(from, at);
    return bare.equals("null") ? null : bare;
  }

  private String name() {
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "-_.:$".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean word(String word) {
    spaces();
    int end = at + word.length();
    boolean there =
        text.regionMatches(true, at, word, 0, word.length())
            && (end == text.length() || text.charAt(end) == ' ' || text.charAt(end) == '(');
    if (there) {
      at = end;
    }
    return there;
  }

  private boolean symbol(char symbol) {
    int before = at;
    spaces();
    if (at < text.length() && text.charAt(at) == symbol) {
      at++;
      return true;
    }
    at = before;
    return false;
  }

  private void require(char symbol) {
    if (!symbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  private void spaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private void end() {
    spaces();
    if (at < text.length()) {
      throw unexpected("nothing more");
    }
  }

  private Refusal unexpected(String wanted) {
    return Fault.FILTER.because("at character " + (at + 1) + " " + wanted + " is expected");
  }
}
