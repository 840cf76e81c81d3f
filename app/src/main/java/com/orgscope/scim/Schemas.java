package com.orgscope.scim;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The three schemas of a user, and the one of a group. What they do not name is not kept. */
final class Schemas {
  static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  static final String ORGSCOPE = "urn:ietf:params:scim:schemas:extension:orgscope:2.0:User";

  static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

  static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonNode DOCUMENT = read();
  private static final Map<String, List<Attribute>> ATTRIBUTES = attributes();

  private Schemas() {}

  /** As RFC 7643 writes schemas. */
  static JsonNode document() {
    return DOCUMENT;
  }

  /** Those of a user by schema, the core one first. */
  static Map<String, List<Attribute>> all() {
    return ATTRIBUTES;
  }

  static List<Attribute> of(String schema) {
    return ATTRIBUTES.getOrDefault(schema, List.of());
  }

  /** The schema of that name, in any case of letters, if it is one of the three. */
  static Optional<String> named(String urn) {
    return ATTRIBUTES.keySet().stream().filter(one -> one.equalsIgnoreCase(urn)).findFirst();
  }

  /** A field by its name in any case of letters (RFC 7643, 2.1); missing if there is none. */
  static JsonNode field(JsonNode object, String name) {
    JsonNode exact = object.path(name);
    if (!exact.isMissingNode() || !object.isObject()) {
      return exact;
    }
    return object.properties().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(exact);
  }

  private static JsonNode read() {
    try (InputStream in = Schemas.class.getResourceAsStream("schemas.json")) {
      if (in == null) {
        throw Failure.bug("schemas.json is missing", null);
      }
      return JSON.readTree(in.readAllBytes());
    } catch (IOException e) {
      throw Failure.bug("schemas.json cannot be read", e);
    }
  }

  private static Map<String, List<Attribute>> attributes() {
    Map<String, List<Attribute>> all = new LinkedHashMap<>();
    for (JsonNode schema : DOCUMENT) {
      all.put(schema.get("id").asString(), attributes(schema.get("attributes")));
    }
    all.remove(GROUP);
    return all;
  }

  private static List<Attribute> attributes(JsonNode definitions) {
    List<Attribute> attributes = new ArrayList<>();
    for (JsonNode one : definitions) {
      Attribute.Type type =
          switch (one.get("type").asString()) {
            case "complex" -> Attribute.Type.COMPLEX;
            case "boolean" -> Attribute.Type.BOOLEAN;
            default -> Attribute.Type.TEXT;
          };
      attributes.add(
          new Attribute(
              one.get("name").asString(),
              type,
              one.get("multiValued").asBoolean(),
              one.path("caseExact").asBoolean(false),
              one.has("subAttributes") ? attributes(one.get("subAttributes")) : List.of()));
    }
    return List.copyOf(attributes);
  }
}
