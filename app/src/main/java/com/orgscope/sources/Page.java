package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * One page of a provider's list: its elements as the bytes they came as, and what else it says.
 *
 * @param texts the texts and numbers that stand beside the list, such as where the next page is
 */
public record Page(List<byte[]> elements, Map<String, String> texts) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * @param list the member that holds the list; null where the page is the list. A page without it
   *     is empty.
   * @throws Failure of kind RETRY, if it is not one whole document of that shape
   */
  public static Page of(byte[] body, @Nullable String list) {
    try (JsonParser parser = JSON.createParser(body)) {
      List<byte[]> elements = new ArrayList<>();
      Map<String, String> texts = new HashMap<>();
      JsonToken first = parser.nextToken();
      if (list == null) {
        require(first == JsonToken.START_ARRAY);
        elements(parser, body, elements);
      } else {
        require(first == JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          JsonToken value = parser.nextToken();
          if (name.equals(list) && value != JsonToken.VALUE_NULL) {
            list(parser, body, elements);
          } else if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
            texts.put(name, parser.getString());
          } else {
            parser.skipChildren();
          }
        }
        require(parser.currentToken() == JsonToken.END_OBJECT);
      }
      require(parser.nextToken() == null);
      return new Page(elements, texts);
    } catch (JacksonException e) {
      throw Failure.retry("the page is no whole JSON document", e);
    }
  }

  /** A list of one may come as that one, without its brackets. */
  private static void list(JsonParser parser, byte[] body, List<byte[]> elements) {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
      parser.skipChildren();
      elements.add(Arrays.copyOfRange(body, from, end(parser, body, from)));
      return;
    }
    require(parser.currentToken() == JsonToken.START_ARRAY);
    elements(parser, body, elements);
  }

  private static void elements(JsonParser parser, byte[] body, List<byte[]> elements) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken() != null);
      int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
      parser.skipChildren();
      int to = end(parser, body, from);
      elements.add(Arrays.copyOfRange(body, from, to));
    }
  }

  /** Behind an element; a scalar ends where the next separator stands. */
  private static int end(JsonParser parser, byte[] body, int from) {
    if (parser.currentToken().isStructEnd()) {
      return Math.toIntExact(parser.currentLocation().getByteOffset());
    }
    int to = from;
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      parser.getString();
      return Math.toIntExact(parser.currentLocation().getByteOffset());
    }
    while (to < body.length && body[to] != ',' && body[to] != ']' && body[to] > ' ') {
      to++;
    }
    return to;
  }

  private static void require(boolean shape) {
    if (!shape) {
      throw Failure.retry("the page is not of the shape its provider promises", null);
    }
  }

  /** A text inside an element; empty if it is not there or the element is none. */
  public static String text(byte[] element, String... path) {
    try {
      var node = JSON.readTree(element);
      for (String name : path) {
        node = node.path(name);
      }
      return node.asString("");
    } catch (JacksonException e) {
      return "";
    }
  }
}
