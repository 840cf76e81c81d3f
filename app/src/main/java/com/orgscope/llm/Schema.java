package com.orgscope.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of an answer. Providers enforce its structure; ranges and lengths they do not, so
 * these are taken out before it is sent, and everything is checked here.
 *
 * @param name letters, digits and underscores
 * @param json an object schema of type, properties, required, items, enum, minimum, maximum,
 *     minItems, maxItems and maxLength
 */
public record Schema(String name, String json) {
  private static final int MOST_FAULTS = 20;
  private static final Set<String> OURS =
      Set.of("minimum", "maximum", "minItems", "maxItems", "maxLength");
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "properties",
          "required",
          "items",
          "enum",
          "description",
          "additionalProperties",
          "minimum",
          "maximum",
          "minItems",
          "maxItems",
          "maxLength");
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public Schema {
    if (!name.matches("[A-Za-z0-9_]{1,64}")) {
      throw new IllegalArgumentException("'" + name + "' is no name for a schema");
    }
    JsonNode root = STRICT.readTree(json);
    if (!"object".equals(root.path("type").asString(""))) {
      throw new IllegalArgumentException("an answer is an object");
    }
    // A word this checker does not know would look checked and not be.
    requireKnown(root);
  }

  /** The part of the schema that every provider takes. */
  public String forProvider() {
    return STRICT.writeValueAsString(without(STRICT.readTree(json)));
  }

  /** What is wrong with {@code text}, in words that a model can act on; empty if nothing. */
  public List<String> faults(String text) {
    List<String> faults = new ArrayList<>();
    try {
      check(STRICT.readTree(json), STRICT.readTree(text), "$", faults);
    } catch (JacksonException e) {
      faults.add("the answer is no single JSON document");
    }
    return faults;
  }

  private static void requireKnown(JsonNode schema) {
    schema
        .propertyNames()
        .forEach(word -> {
          if (!KNOWN.contains(word)) {
            throw new IllegalArgumentException("a schema's '" + word + "' is not checked here");
          }
        });
    schema.path("properties").values().forEach(Schema::requireKnown);
    if (schema.has("items")) {
      requireKnown(schema.get("items"));
    }
  }

  private static JsonNode without(JsonNode schema) {
    ObjectNode copy = ((ObjectNode) schema).deepCopy();
    copy.remove(OURS);
    if (copy.get("properties") instanceof ObjectNode properties) {
      for (Map.Entry<String, JsonNode> property : List.copyOf(properties.properties())) {
        properties.set(property.getKey(), without(property.getValue()));
      }
      copy.put("additionalProperties", false);
    }
    if (copy.get("items") instanceof ObjectNode items) {
      copy.set("items", without(items));
    }
    return copy;
  }

  private static void check(JsonNode schema, JsonNode value, String path, List<String> faults) {
    if (faults.size() >= MOST_FAULTS) {
      return;
    }
    String type = schema.path("type").asString("");
    if (!isOf(type, value)) {
      faults.add(path + " is not of type " + type);
      return;
    }
    if (schema.get("enum") instanceof ArrayNode allowed
        && allowed.values().stream().noneMatch(value::equals)) {
      faults.add(path + " is none of the allowed values");
    }
    switch (type) {
      case "object" -> checkObject(schema, value, path, faults);
      case "array" -> checkArray(schema, value, path, faults);
      case "string" -> {
        if (schema.has("maxLength")
            && value.asString().length() > schema.get("maxLength").asInt()) {
          faults.add(path + " is longer than " + schema.get("maxLength").asInt());
        }
      }
      default -> checkRange(schema, value, path, faults);
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> false;
    };
  }

  private static void checkObject(
      JsonNode schema, JsonNode value, String path, List<String> faults) {
    JsonNode properties = schema.path("properties");
    for (JsonNode required : schema.path("required").values()) {
      if (!value.has(required.asString())) {
        faults.add(path + "." + required.asString() + " is missing");
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (properties.has(field.getKey())) {
        check(
            properties.get(field.getKey()), field.getValue(), path + "." + field.getKey(), faults);
      } else {
        faults.add(path + " has a field that the schema does not know");
      }
    }
  }

  private static void checkArray(
      JsonNode schema, JsonNode value, String path, List<String> faults) {
    if (value.size() < schema.path("minItems").asInt(0)
        || value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
      faults.add(path + " has " + value.size() + " items, which is out of bounds");
    }
    if (schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.get("items"), value.get(i), path + "[" + i + "]", faults);
      }
    }
  }

  private static void checkRange(
      JsonNode schema, JsonNode value, String path, List<String> faults) {
    boolean tooSmall =
        schema.has("minimum")
            && value.decimalValue().compareTo(schema.get("minimum").decimalValue()) < 0;
    boolean tooLarge =
        schema.has("maximum")
            && value.decimalValue().compareTo(schema.get("maximum").decimalValue()) > 0;
    if (tooSmall || tooLarge) {
      faults.add(path + " is out of range");
    }
  }
}
