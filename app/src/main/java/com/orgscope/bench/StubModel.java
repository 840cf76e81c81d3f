package com.orgscope.bench;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for a language model that was asked by the agent: reads the facts of the prompt as a
 * person would, knows what work applications of each function are for ({@code stub-model.tsv}), and
 * answers in the shape that was asked for. Deterministic, and no more than a plain reader.
 */
public final class StubModel {
  private static final Pattern FACT =
      Pattern.compile(
          "(?m)^(F\\d+): \"(.*?)\", (.+?), (over half|a large part|a part|little) of the use"
              + "(?:, described as \".*\")?$");
  private static final Map<String, Double> PARTS =
      Map.of("over half", 0.6, "a large part", 0.35, "a part", 0.17, "little", 0.05);
  private static final double WEAK = 0.4;
  private static final double SECOND = 0.3;
  private static final double GUESS = 0.35;
  private static final double LEAST_SURE = 0.5;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** The first of the changes it is given is as good as any. */
  private static final String SUGGESTION =
      "{\"changes\":[{\"change\":\"C1\",\"reason\":\"This spares the group a way that its setup asks"
          + " for.\"}]}";

  private static final String UNKNOWN_APPLICATION =
      "{\"functions\":[],\"sure\":\"unknown\",\"mainly\":[],\"also\":[],\"rarely\":[],\"why\":\"\"}";

  private final Map<String, Known> known = new HashMap<>();

  private record Known(String category, String elsewhere, double say) {}

  private record Fact(String id, String function, double part) {}

  public StubModel() {
    for (List<String> row : Table.read(StubModel.class, "stub-model.tsv").rows()) {
      double say = row.get(3).equals("weak") ? WEAK : 1;
      known.put(row.get(0), new Known(row.get(1), row.get(2), say));
    }
  }

  /**
   * The answer, as JSON.
   *
   * @param user the prompt's own text
   * @param schema of the answer, which lists the categories there are
   */
  public String answer(String user, JsonNode schema) {
    List<Fact> facts =
        FACT.matcher(user)
            .results()
            .map(m -> new Fact(m.group(1), function(m), PARTS.getOrDefault(m.group(4), 0.0)))
            .toList();
    JsonNode properties = schema.path("properties");
    if (properties.has("changes")) {
      return SUGGESTION;
    }
    if (properties.has("functions")) {
      return UNKNOWN_APPLICATION;
    }
    List<String> categories =
        properties
            .path("roles")
            .path("items")
            .path("properties")
            .path("category")
            .path("enum")
            .valueStream()
            .map(JsonNode::asString)
            .toList();
    Map<String, Object> answer = answer(facts, categories);
    if (properties.has("tool")) {
      answer.put("tool", "none");
      answer.put("facts", List.of());
    }
    return JSON.writeValueAsString(answer);
  }

  private Map<String, Object> answer(List<Fact> facts, List<String> categories) {
    Map<String, List<Fact>> byCategory = new LinkedHashMap<>();
    List<String> undecided = new ArrayList<>();
    for (Fact fact : facts) {
      Optional<String> category = category(fact, categories);
      if (category.isPresent()) {
        byCategory.computeIfAbsent(category.get(), c -> new ArrayList<>()).add(fact);
      } else {
        undecided.add(fact.id());
      }
    }
    List<Map.Entry<String, List<Fact>>> ranked =
        byCategory.entrySet().stream()
            .sorted(Comparator.comparingDouble(e -> -weight(e.getValue())))
            .toList();
    double whole = ranked.stream().mapToDouble(e -> weight(e.getValue())).sum();
    List<Map<String, Object>> roles = new ArrayList<>();
    for (Map.Entry<String, List<Fact>> role : ranked) {
      double share = weight(role.getValue()) / whole;
      if (roles.isEmpty() || (share >= SECOND && roles.size() < 2)) {
        roles.add(role(role.getKey(), confidence(roles.isEmpty(), share), ids(role.getValue())));
      } else {
        undecided.addAll(ids(role.getValue()));
      }
    }
    if (roles.isEmpty()) {
      List<String> all = facts.stream().map(Fact::id).toList();
      roles.add(role(categories.getLast(), GUESS, all));
      undecided.clear();
      return finished(roles, undecided, all);
    }
    return finished(roles, undecided, ids(ranked.getFirst().getValue()));
  }

  private static Map<String, Object> finished(
      List<Map<String, Object>> roles, List<String> undecided, List<String> evidence) {
    String cited =
        evidence.stream()
            .limit(2)
            .map(id -> "{" + id + ".app}")
            .collect(Collectors.joining(" and "));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("roles", roles);
    answer.put("undecided", undecided);
    answer.put("evidence", evidence);
    answer.put(
        "reasoning",
        cited
            + " at {"
            + evidence.getFirst()
            + ".share} of active use is what such work needs, for {"
            + evidence.getFirst()
            + ".purpose}.");
    return answer;
  }

  private static Map<String, Object> role(String category, double confidence, List<String> facts) {
    Map<String, Object> role = new LinkedHashMap<>();
    role.put("category", category);
    role.put("sub_category", "");
    role.put("confidence", confidence);
    role.put("facts", facts);
    return role;
  }

  private static double confidence(boolean first, double share) {
    double sure = LEAST_SURE + 0.45 * share;
    return Math.round(100 * (first ? sure : sure / 2)) / 100.0;
  }

  private Optional<String> category(Fact fact, List<String> categories) {
    Known says = known.get(fact.function());
    return says == null
        ? Optional.empty()
        : Stream.of(says.category(), says.elsewhere()).filter(categories::contains).findFirst();
  }

  private double weight(List<Fact> facts) {
    return facts.stream()
        .mapToDouble(
            f -> f.part() * Optional.ofNullable(known.get(f.function())).orElseThrow().say())
        .sum();
  }

  private static List<String> ids(List<Fact> facts) {
    return facts.stream().map(Fact::id).toList();
  }

  private static String function(MatchResult fact) {
    return fact.group(3);
  }
}
