package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the document of the API promises, held against what a server answers. */
final class ApiSuite {
  static final Path KEPT =
      Path.of("src", "main", "resources", "com", "orgscope", "web", "openapi.json");

  private static final JsonMapper JSON = JsonMapper.shared();

  /** The page that shows the same; and what of each row stands on it. */
  private static final Map<String, String> PAGES =
      Map.of(
          "/api/v1/audit", "/audit",
          "/api/v1/contest", "/me",
          "/api/v1/council", "/council",
          "/api/v1/egress", "/egress",
          "/api/v1/looks", "/looks",
          "/api/v1/release", "/company",
          "/api/v1/team", "/team");

  private final JsonNode document;
  private final Map<String, Object> shared;

  ApiSuite() throws IOException {
    document = JSON.readTree(Files.readString(KEPT));
    shared = schema(document.at("/components/schemas"));
  }

  /** Of one operation. */
  record Operation(String method, String path, JsonNode told) {
    List<String> roles() {
      return StreamSupport.stream(told.get("x-orgscope-roles").spliterator(), false)
          .map(JsonNode::asString)
          .toList();
    }

    @Nullable String scope() {
      for (JsonNode way : told.get("security")) {
        if (way.has("token")) {
          return way.get("token").get(0).asString();
        }
      }
      return null;
    }
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    each((path, methods) ->
        methods.forEachEntry((method, told) ->
            all.add(new Operation(method.toUpperCase(java.util.Locale.ROOT), path, told))));
    return all;
  }

  private void each(BiConsumer<String, JsonNode> path) {
    document.get("paths").forEachEntry(path);
  }

  /** Fails where an answer is other than the document says. */
  void asTold(String who, Operation operation, HttpResponse<?> answer, String body) {
    String at = who + " " + operation.method() + " " + operation.path();
    JsonNode told = operation.told().get("responses").get(String.valueOf(answer.statusCode()));
    assertThat(told).as("%s: %s is not told: %s", at, answer.statusCode(), body).isNotNull();
    String type = answer.headers().firstValue("content-type").orElse("").replaceAll(";.*", "");
    JsonNode content = told.get("content").get(type);
    assertThat(content)
        .as("%s: %s of %s", at, type, told.get("content").propertyNames())
        .isNotNull();
    if (type.equals("application/problem+json")) {
      JsonNode problem = JSON.readTree(body);
      assertThat(problem.get("status").asInt()).as(at).isEqualTo(answer.statusCode());
      assertThat(problem.get("title").asString()).as(at).isNotBlank();
    } else if (type.endsWith("json")) {
      var result =
          McpJsonDefaults.getSchemaValidator()
              .validate(
                  whole(content.get("schema")),
                  JSON.convertValue(JSON.readTree(body), Object.class));
      assertThat(result.valid()).as("%s: %s\n%s", at, result.errorMessage(), body).isTrue();
    }
  }

  /** Each reading operation as somebody: let in as told, answered as told, and the page's rows. */
  void read(Browser browser, String role) {
    for (Operation operation : operations()) {
      if (operation.method().equals("GET") && !operation.path().contains("{")) {
        String query = operation.told().toString().contains("\"cursor\"") ? "?limit=20" : "";
        HttpResponse<String> answer = browser.get(operation.path() + query);
        String at = role + " " + operation.path();
        assertThat(answer.statusCode() != 403)
            .as("%s %s", at, answer.body())
            .isEqualTo(operation.roles().contains(role));
        asTold(role, operation, answer, answer.body());
        if (PAGES.containsKey(operation.path())) {
          String page = browser.get(String.valueOf(PAGES.get(operation.path()))).body();
          if (answer.statusCode() == 200) {
            assertThat(shown(operation.path(), JSON.readTree(answer.body())))
                .as(at)
                .allSatisfy(row -> assertThat(page).contains(row));
          } else {
            assertThat(page).as(at).contains("Not with your role");
          }
        }
      }
    }
  }

  /** What of each row stands on its page. */
  private static List<String> shown(String path, JsonNode answer) {
    List<String> rows = new ArrayList<>();
    switch (path) {
      case "/api/v1/audit" ->
          answer.get("items").forEach(one -> rows.add(one.get("at").asString()));
      case "/api/v1/egress" ->
          answer.get("items").forEach(one -> rows.add("/egress/" + one.get("number").asLong()));
      case "/api/v1/looks" ->
          answer.get("items").forEach(one -> rows.add(one.get("reference").asString()));
      case "/api/v1/team" ->
          answer.get("items").forEach(one -> rows.add(one.get("name").asString()));
      case "/api/v1/council" -> rows.add(answer.get("notice").get("version").asString());
      case "/api/v1/contest" -> rows.add(answer.path("category").asString(""));
      case "/api/v1/release" -> {
        rows.add(Formats.people(answer.at("/total/people").asLong()));
        answer.get("cells").forEach(cell -> rows.add(Formats.people(cell.get("people").asLong())));
      }
      default -> throw new AssertionError(path);
    }
    return rows;
  }

  private Map<String, Object> whole(JsonNode schema) {
    Map<String, Object> whole = new TreeMap<>(schema(schema));
    Map<String, Object> needed = new TreeMap<>();
    need(whole.toString(), needed);
    whole.put("$defs", needed);
    return whole;
  }

  /** Those that it leads to, alone: reading all of them each time takes long. */
  private void need(String schema, Map<String, Object> needed) {
    Pattern.compile("#/\\$defs/(\\w+)")
        .matcher(schema)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !needed.containsKey(name))
        .toList()
        .forEach(name -> {
          needed.put(name, shared.get(name));
          need(String.valueOf(shared.get(name)), needed);
        });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> schema(JsonNode node) {
    return (Map<String, Object>)
        JSON.convertValue(
            JSON.readTree(node.toString().replace("#/components/schemas/", "#/$defs/")), Map.class);
  }

  /** Each figure that a tool tells is one of the release, with its range. */
  static void sameFigures(Tool tool, JsonNode told, JsonNode release) {
    assertThat(told.get("release")).isEqualTo(release.get("release"));
    if (tool == Tool.TRUST) {
      assertThat(told.get("k")).isEqualTo(release.get("k"));
      assertThat(told.get("withheld")).isEqualTo(release.get("withheld"));
      return;
    }
    JsonNode figures = told.get("figures");
    int seen = 0;
    for (JsonNode figure : figures) {
      String cell = figure.get("cell").asString();
      assertThat(figure.get("release")).isEqualTo(release.get("release"));
      if (!cell.startsWith("change")) {
        String place = "/" + cell;
        JsonNode value = release.at(place);
        assertThat(value.asDouble()).as(cell).isEqualTo(figure.get("value").asDouble());
        JsonNode group = release.at(place.substring(0, place.lastIndexOf('/')));
        assertThat(group.toString())
            .as("%s of %s", figure, group)
            .contains(JSON.writeValueAsString(value));
        assertThat(figure.get("low").asDouble()).isLessThanOrEqualTo(value.asDouble());
        assertThat(ranges(group))
            .as(cell)
            .contains(figure.get("low").asDouble() + ":" + figure.get("high").asDouble());
        seen++;
      }
    }
    if (tool == Tool.WORK_DISTRIBUTION) {
      assertThat(seen)
          .as("all of it")
          .isGreaterThanOrEqualTo(
              3 + 3 * (release.get("categories").size() + release.get("cells").size()));
    }
  }

  private static List<String> ranges(JsonNode group) {
    List<String> ranges = new ArrayList<>();
    group.forEachEntry((name, value) -> {
      if (name.endsWith("_interval")) {
        ranges.add(value.get(0).asDouble() + ":" + value.get(1).asDouble());
      }
    });
    return ranges;
  }
}
