package com.orgscope.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a resource is shown (RFC 7644, 3.9). */
final class Projection {
  private Projection() {}

  /**
   * Leaves what was asked for.
   *
   * @param only empty for everything
   */
  static ObjectNode of(ObjectNode resource, List<String> only, List<String> without) {
    if (!only.isEmpty()) {
      ObjectNode chosen = Schemas.JSON.createObjectNode();
      for (String always : List.of("schemas", "id")) {
        chosen.set(always, resource.path(always));
      }
      for (String path : only) {
        copy(resource, chosen, steps(path));
      }
      return chosen;
    }
    for (String path : without) {
      List<String> steps = steps(path);
      if (!List.of("id", "schemas").contains(steps.getFirst().toLowerCase(Locale.ROOT))) {
        remove(resource, steps);
      }
    }
    return resource;
  }

  private static List<String> steps(String path) {
    Target target = Target.of(path);
    List<String> steps = new ArrayList<>();
    if (!target.ofCore()) {
      steps.add(target.schema());
    }
    if (!target.attribute().isEmpty()) {
      steps.add(target.attribute());
    }
    if (target.part() != null) {
      steps.add(target.part());
    }
    return steps.isEmpty() ? List.of("id") : steps;
  }

  private static void copy(JsonNode from, ObjectNode to, List<String> steps) {
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      if (!entry.getKey().equalsIgnoreCase(steps.getFirst())) {
        continue;
      }
      JsonNode value = entry.getValue();
      List<String> rest = steps.subList(1, steps.size());
      if (rest.isEmpty()) {
        to.set(entry.getKey(), value);
      } else if (value.isObject()) {
        copy(value, to.withObjectProperty(entry.getKey()), rest);
      } else if (value.isArray()) {
        ArrayNode parts = to.putArray(entry.getKey());
        value.forEach(one -> copy(one, parts.addObject(), rest));
      }
    }
  }

  private static void remove(ObjectNode from, List<String> steps) {
    for (String name : List.copyOf(from.propertyNames())) {
      if (!name.equalsIgnoreCase(steps.getFirst())) {
        continue;
      }
      List<String> rest = steps.subList(1, steps.size());
      JsonNode value = from.path(name);
      if (rest.isEmpty()) {
        from.remove(name);
      } else if (value instanceof ObjectNode object) {
        remove(object, rest);
      } else if (value.isArray()) {
        value.forEach(one -> {
          if (one instanceof ObjectNode object) {
            remove(object, rest);
          }
        });
      }
    }
  }
}
