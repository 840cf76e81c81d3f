package com.orgscope.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document of the API (OpenAPI 3.1), as springdoc wrote it from the code in a test: what is
 * served is what was read in a review, and nothing is scanned when a server starts.
 */
@Component
@ConditionalOnWebApplication
final class ApiDocument {
  private static final String FILE = "openapi.json";
  private static final String TABLE = "text/csv";

  private final JsonMapper mapper;
  private byte @Nullable [] bytes;

  ApiDocument(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** Read once it is asked for. */
  synchronized byte[] bytes() {
    if (bytes == null) {
      try (InputStream file =
          Objects.requireNonNull(ApiDocument.class.getResourceAsStream(FILE), FILE)) {
        bytes = file.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bytes;
  }

  /**
   * Its operations by what they are about, with an example of each.
   *
   * @param origin of this server, for the examples
   */
  List<DevelopersPage.Group> groups(String origin) {
    JsonNode document = mapper.readTree(bytes());
    Map<String, List<DevelopersPage.Operation>> groups = new TreeMap<>();
    document
        .get("paths")
        .forEachEntry((path, methods) ->
            methods.forEachEntry((method, operation) ->
                groups
                    .computeIfAbsent(
                        operation.get("tags").get(0).asString(), name -> new ArrayList<>())
                    .add(new Told(document, origin, path, method, operation).shown())));
    return groups.entrySet().stream()
        .map(group -> new DevelopersPage.Group(group.getKey(), group.getValue()))
        .toList();
  }

  /** One operation of the document. */
  private record Told(
      JsonNode document, String origin, String path, String method, JsonNode operation) {
    DevelopersPage.Operation shown() {
      return new DevelopersPage.Operation(
          operation.get("operationId").asString(),
          method.toUpperCase(java.util.Locale.ROOT),
          path,
          operation.get("summary").asString(),
          operation.get("description").asString(),
          parameters().stream()
              .map(one ->
                  new DevelopersPage.Input(
                      one.get("name").asString(), one.path("description").asString("")))
              .toList(),
          inputs(),
          forPrograms() ? example() : "");
    }

    private boolean forPrograms() {
      return StreamSupport.stream(operation.get("security").spliterator(), false)
          .anyMatch(way -> way.has("token"));
    }

    private List<JsonNode> parameters() {
      List<JsonNode> all = new ArrayList<>();
      operation
          .path("parameters")
          .forEach(one -> {
            if (!one.get("in").asString().equals("header")) {
              all.add(one);
            }
          });
      return all;
    }

    private @Nullable JsonNode body() {
      JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
      return schema.isMissingNode()
          ? null
          : document.at(schema.get("$ref").asString().substring(1)).get("properties");
    }

    private List<DevelopersPage.Input> inputs() {
      JsonNode properties = body();
      List<DevelopersPage.Input> inputs = new ArrayList<>();
      if (properties != null) {
        properties.forEachEntry((name, property) ->
            inputs.add(new DevelopersPage.Input(name, property.path("description").asString(""))));
      }
      return inputs;
    }

    /** A line for a shell, with the token in a variable. */
    private String example() {
      StringBuilder line = new StringBuilder("curl -H \"Authorization: Bearer $TOKEN\"");
      if (method.equals("post")) {
        line.append(" -X POST -H 'Idempotency-Key: example-")
            .append(operation.get("operationId").asString())
            .append("-1'");
        JsonNode properties = body();
        if (properties != null) {
          ObjectNode body = JsonMapper.shared().createObjectNode();
          properties.forEachEntry((name, property) -> {
            if (property.has("example")) {
              body.set(name, property.get("example"));
            }
          });
          line.append(" -H 'Content-Type: application/json' -d '").append(body).append('\'');
        } else if (operation.at("/requestBody/content").has(TABLE)) {
          line.append(" -H 'Content-Type: " + TABLE + "' --data-binary '@people.csv'");
        }
      }
      return line.append(" '").append(origin).append(address()).append('\'').toString();
    }

    private String address() {
      String address = path;
      List<String> query = new ArrayList<>();
      for (JsonNode one : parameters()) {
        String example = one.path("example").asString("");
        if (one.get("in").asString().equals("path")) {
          address = address.replace("{" + one.get("name").asString() + "}", example);
        } else if (!example.isEmpty()) {
          query.add(one.get("name").asString() + "=" + example);
        }
      }
      return address
          + (query.isEmpty() ? "" : query.stream().collect(Collectors.joining("&", "?", "")));
    }
  }
}
