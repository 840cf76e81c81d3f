package com.orgscope.category.agent;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model said about everybody with a signature. It holds no figure but its confidences; which
 * part of somebody's use a role takes is added up from that person's own facts.
 *
 * @param roles the first explains the group best
 * @param undecided facts that tell kinds of work apart in no way
 * @param evidence the facts that decided
 * @param reasoning prose with placeholders
 */
record SharedAnswer(
    List<Role> roles, List<String> undecided, List<String> evidence, String reasoning) {

  SharedAnswer {
    roles = List.copyOf(roles);
    undecided = List.copyOf(undecided);
    evidence = List.copyOf(evidence);
  }

  /**
   * @param subCategory empty if none stands out
   * @param confidence the model's own, 0 to 1
   */
  record Role(String category, String subCategory, double confidence, List<String> facts) {
    Role {
      facts = List.copyOf(facts);
    }
  }

  /** Reads JSON that has passed its schema. */
  static SharedAnswer of(JsonNode json) {
    return new SharedAnswer(
        json.path("roles").valueStream().map(SharedAnswer::role).toList(),
        texts(json.path("undecided")),
        texts(json.path("evidence")),
        json.path("reasoning").asString(""));
  }

  static SharedAnswer parse(String json) {
    return of(JsonMapper.shared().readTree(json));
  }

  String json() {
    return JsonMapper.shared()
        .writeValueAsString(
            new Stored(
                roles.stream().map(StoredRole::of).toList(), undecided, evidence, reasoning));
  }

  /** The role explained best, which decides. */
  Role primary() {
    return roles.getFirst();
  }

  /** The category that a fact speaks for. */
  Optional<String> categoryOf(String fact) {
    return roles.stream().filter(r -> r.facts().contains(fact)).map(Role::category).findFirst();
  }

  private static Role role(JsonNode json) {
    return new Role(
        json.path("category").asString(""),
        json.path("sub_category").asString(""),
        json.path("confidence").asDouble(0),
        texts(json.path("facts")));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(text -> text.asString("")).toList();
  }

  /** As it is kept: the model's own wire names. */
  private record Stored(
      List<StoredRole> roles, List<String> undecided, List<String> evidence, String reasoning) {}

  private record StoredRole(
      String category, String sub_category, double confidence, List<String> facts) {
    static StoredRole of(Role role) {
      return new StoredRole(role.category(), role.subCategory(), role.confidence(), role.facts());
    }
  }
}
