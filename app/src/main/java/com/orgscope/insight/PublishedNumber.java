package com.orgscope.insight;

import com.orgscope.kernel.Failure;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A number that somebody says was published, where it stands in the answer of the API: {@code
 * 2026-11-21.1:categories/Sales/people=184}. Of a list the elements are named by a text that stands
 * in them.
 *
 * @param release the release's name
 * @param place field names and names of elements
 */
public record PublishedNumber(String release, List<String> place, BigDecimal value) {
  private static final Pattern WRITTEN = Pattern.compile("([^:=]+):([^=]+)=(-?\\d+(?:\\.\\d+)?)");

  /**
   * @throws Failure for the operator, if the text is no number of a release
   */
  public static PublishedNumber parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw Failure.operator(
          "'%s' is no published number: write it as 2026-11-21.1:categories/Sales/people=184"
              .formatted(text));
    }
    return new PublishedNumber(
        written.group(1), List.of(written.group(2).split("/")), new BigDecimal(written.group(3)));
  }

  /** Whether it stands in what is answered of a release. */
  boolean standsIn(JsonNode document) {
    List<JsonNode> here = List.of(document);
    for (String name : place) {
      here = here.stream().flatMap(node -> below(node, name)).toList();
    }
    return here.size() == 1
        && here.getFirst().isNumber()
        && here.getFirst().decimalValue().compareTo(value) == 0;
  }

  /** An element stays, if it has the name; a field is gone into. */
  private static Stream<JsonNode> below(JsonNode node, String name) {
    if (node.isArray()) {
      return node.valueStream().filter(element -> isNamed(element, name));
    }
    if (node.has(name)) {
      return Stream.of(node.get(name));
    }
    return isNamed(node, name) ? Stream.of(node) : Stream.of();
  }

  private static boolean isNamed(JsonNode element, String name) {
    return element.isObject()
        && element.valueStream().anyMatch(text -> text.isString() && text.asString().equals(name));
  }

  @Override
  public String toString() {
    return "%s:%s=%s".formatted(release, String.join("/", place), value.toPlainString());
  }
}
