package com.orgscope.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes an account by paths (RFC 7644, 3.5.2), in the ways in which providers really write: any
 * case of operations and attributes, booleans as text, a manager as text, object or list, values
 * without a path under names with a schema or dots, a replacement of an element that is not there.
 * What no schema names is passed over: a provider that maps more than we keep is not refused.
 */
final class AccountEdit {
  private static final int CHARACTERS = 500;
  private static final int ELEMENTS = 50;
  private static final Set<String> READ_ONLY = Set.of("id", "meta", "groups", "schemas");

  private final ObjectNode user;

  AccountEdit(ObjectNode user) {
    this.user = user;
  }

  enum Operation {
    ADD,
    REPLACE,
    REMOVE;

    static Operation of(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "add" -> ADD;
        case "replace" -> REPLACE;
        case "remove" -> REMOVE;
        default -> throw Fault.SYNTAX.because("an operation is add, replace or remove");
      };
    }
  }

  /**
   * @throws Refusal if there is no userName left
   */
  Account account() {
    if (user.path("userName").asString("").isBlank()) {
      throw Fault.VALUE.because("userName is required");
    }
    for (Attribute attribute : Schemas.of(Schemas.USER)) {
      if (attribute.multiValued()) {
        onePrimary(user.path(attribute.name()));
      }
    }
    return new Account(user);
  }

  /** Of several values that are said to be the primary one, the first is (RFC 7643, 2.4). */
  private static void onePrimary(JsonNode elements) {
    boolean found = false;
    for (JsonNode one : elements) {
      boolean primary = one.path("primary").asBoolean(false);
      if (primary && found) {
        ((ObjectNode) one).put("primary", false);
      }
      found |= primary;
    }
  }

  /**
   * Does what a PatchOp says.
   *
   * @param most operations
   */
  void patch(JsonNode body, int most) {
    for (JsonNode one : operations(body, most)) {
      Operation operation = Operation.of(Schemas.field(one, "op").asString(""));
      String path = Schemas.field(one, "path").asString("");
      JsonNode value = Schemas.field(one, "value");
      if (!path.isBlank()) {
        Target target = Target.of(path);
        if (READ_ONLY.contains(target.attribute().toLowerCase(Locale.ROOT))) {
          throw Fault.MUTABILITY.because(target.attribute() + " is ours to set");
        }
        apply(operation, target, value);
      } else if (operation == Operation.REMOVE) {
        throw Fault.TARGET.because("a removal needs a path");
      } else if (!value.isObject()) {
        throw Fault.VALUE.because("without a path the value is an object");
      } else {
        merge(operation, value);
      }
    }
  }

  /** The operations of a PatchOp. */
  static JsonNode operations(JsonNode body, int most) {
    JsonNode operations = Schemas.field(body, "Operations");
    if (!operations.isArray() || operations.isEmpty()) {
      throw Fault.SYNTAX.because("a PATCH has Operations");
    }
    if (operations.size() > most) {
      throw Fault.TOO_MANY.because("a PATCH has at most " + most + " operations");
    }
    return operations;
  }

  /** Each field of an object by its name, which may be a whole path. */
  void merge(Operation operation, JsonNode object) {
    object.forEachEntry((name, value) -> apply(operation, Target.of(name), value));
  }

  private void apply(Operation operation, Target target, JsonNode value) {
    String schema = Schemas.named(target.schema()).orElse(target.schema());
    if (target.attribute().isEmpty()) {
      if (operation == Operation.REMOVE) {
        user.remove(schema);
      } else if (value.isObject()) {
        value.forEachEntry(
            (name, one) -> apply(operation, new Target(schema, name, null, null), one));
      }
      return;
    }
    Attribute attribute =
        Attribute.named(Schemas.of(schema), target.attribute())
            .or(() -> date(target.attribute()))
            .orElse(null);
    if (attribute == null) {
      unknown(operation, target, value);
      return;
    }
    boolean core = schema.equals(Schemas.USER);
    ObjectNode holder = core ? user : user.withObjectProperty(schema);
    if (attribute.multiValued()) {
      elements(operation, holder, attribute, target, value);
    } else if (attribute.type() == Attribute.Type.COMPLEX) {
      complex(operation, holder, attribute, target.part(), value);
    } else {
      set(holder, attribute, operation == Operation.REMOVE ? null : value);
    }
    if (!core && holder.isEmpty()) {
      user.remove(schema);
    }
  }

  /** An extension of somebody else's may hold dates; a whole one comes as an object. */
  private void unknown(Operation operation, Target target, JsonNode value) {
    String urn = target.schema() + ":" + target.attribute();
    if (value.isObject() && !target.schema().equals(Schemas.USER)) {
      value.forEachEntry((name, one) -> {
        if (date(name).isPresent()) {
          apply(operation, new Target(urn, name, null, null), one);
        }
      });
    }
  }

  private static Optional<Attribute> date(String name) {
    return HrDate.named(name)
        .map(fact -> new Attribute(name, Attribute.Type.TEXT, false, false, List.of()));
  }

  private static void set(ObjectNode holder, Attribute attribute, @Nullable JsonNode raw) {
    JsonNode clean = raw == null ? null : clean(attribute, raw);
    if (clean == null) {
      holder.remove(attribute.name());
    } else {
      holder.set(attribute.name(), clean);
    }
  }

  /** The value in its one form; null if there is nothing in it. */
  private static @Nullable JsonNode clean(Attribute attribute, JsonNode raw) {
    JsonNode value = raw;
    if (value.isArray()) {
      value = value.path(0);
    }
    if (value.isObject()) {
      value = Schemas.field(value, "value");
    }
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    String text = value.asString("").strip();
    if (attribute.type() == Attribute.Type.BOOLEAN) {
      boolean yes = text.equalsIgnoreCase("true");
      if (!yes && !text.equalsIgnoreCase("false")) {
        throw Fault.VALUE.because(attribute.name() + " is true or false");
      }
      return Schemas.JSON.getNodeFactory().booleanNode(yes);
    }
    if (text.length() > CHARACTERS) {
      throw Fault.VALUE.because(attribute.name() + " has at most " + CHARACTERS + " characters");
    }
    return text.isEmpty() ? null : Schemas.JSON.getNodeFactory().stringNode(text);
  }

  private static void complex(
      Operation operation,
      ObjectNode holder,
      Attribute attribute,
      @Nullable String part,
      JsonNode value) {
    if (operation == Operation.REMOVE && part == null) {
      holder.remove(attribute.name());
      return;
    }
    ObjectNode object = holder.withObjectProperty(attribute.name());
    boolean reference = attribute.part("$ref").isPresent();
    if (part != null) {
      attribute
          .part(part)
          .filter(known -> !known.name().equals("$ref"))
          .ifPresent(known -> set(object, known, operation == Operation.REMOVE ? null : value));
    } else if (reference) {
      object.removeAll();
      reference(value).ifPresent(id -> object.put("value", id));
    } else if (value.isObject()) {
      value.forEachEntry(
          (name, one) -> attribute.part(name).ifPresent(known -> set(object, known, one)));
    } else {
      object.removeAll();
      set(object, attribute.parts().getFirst(), value);
    }
    if (object.isEmpty()) {
      holder.remove(attribute.name());
    }
  }

  /**
   * A reference is text, {value}, [{value}], or only {$ref} with an address that ends in the id.
   */
  private static Optional<String> reference(JsonNode raw) {
    JsonNode value = raw.isArray() ? raw.path(0) : raw;
    if (value.isObject()) {
      JsonNode id = Schemas.field(value, "value");
      String address = Schemas.field(value, "$ref").asString("");
      value = id.isMissingNode() || id.isNull() ? text(address) : id;
    }
    String text = value.asString("").strip();
    if (text.length() > CHARACTERS) {
      throw Fault.VALUE.because("a reference has at most " + CHARACTERS + " characters");
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(Guid.plain(text));
  }

  private static JsonNode text(String address) {
    return Schemas.JSON
        .getNodeFactory()
        .stringNode(address.substring(address.lastIndexOf('/') + 1));
  }

  private static void elements(
      Operation operation, ObjectNode holder, Attribute attribute, Target target, JsonNode value) {
    List<ObjectNode> all = new ArrayList<>();
    holder.path(attribute.name()).forEach(one -> all.add((ObjectNode) one));
    Filter which = target.which();
    if (which == null && target.part() == null) {
      whole(operation, all, attribute, value);
    } else {
      some(operation, all, attribute, target, value);
    }
    all.removeIf(AccountEdit::saysNothing);
    if (all.size() > ELEMENTS) {
      throw Fault.TOO_MANY.because(attribute.name() + " has at most " + ELEMENTS + " values");
    }
    if (all.isEmpty()) {
      holder.remove(attribute.name());
    } else {
      ArrayNode array = Schemas.JSON.createArrayNode();
      all.forEach(array::add);
      holder.set(attribute.name(), array);
    }
  }

  private static void whole(
      Operation operation, List<ObjectNode> all, Attribute attribute, JsonNode value) {
    List<ObjectNode> said = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value.values() : List.of(value)) {
      ObjectNode element = Schemas.JSON.createObjectNode();
      fill(element, attribute, one);
      said.add(element);
    }
    said.removeIf(AccountEdit::saysNothing);
    switch (operation) {
      case REPLACE -> {
        all.clear();
        all.addAll(said);
      }
      case ADD -> {
        for (ObjectNode element : said) {
          all.removeIf(one -> same(one, element));
          all.add(element);
        }
        // Of those said at once the first that is primary takes it from those there before.
        said.stream()
            .filter(element -> element.path("primary").asBoolean(false))
            .findFirst()
            .ifPresent(element -> onlyPrimary(all, element));
      }
      case REMOVE -> {
        if (said.isEmpty()) {
          all.clear();
        } else {
          all.removeIf(one -> said.stream().anyMatch(element -> same(one, element)));
        }
      }
    }
  }

  private static void some(
      Operation operation,
      List<ObjectNode> all,
      Attribute attribute,
      Target target,
      JsonNode value) {
    Filter which = target.which();
    List<ObjectNode> chosen =
        new ArrayList<>(all.stream().filter(one -> which == null || which.fits(one)).toList());
    Attribute part = target.part() == null ? null : attribute.part(target.part()).orElse(null);
    if (target.part() != null && part == null) {
      return;
    }
    if (operation == Operation.REMOVE) {
      chosen.forEach(one -> {
        if (part == null) {
          all.remove(one);
        } else {
          one.remove(part.name());
        }
      });
      return;
    }
    if (chosen.isEmpty()) {
      ObjectNode element = Schemas.JSON.createObjectNode();
      if (which != null) {
        describe(element, attribute, which);
      }
      all.add(element);
      chosen.add(element);
    }
    for (ObjectNode one : chosen) {
      if (part == null) {
        fill(one, attribute, value);
      } else {
        set(one, part, value);
      }
      onlyPrimary(all, one);
    }
  }

  /** An element of which a filter says what it is: type "work". */
  private static void describe(ObjectNode element, Attribute attribute, Filter which) {
    for (Filter condition : which.conditions()) {
      if (condition instanceof Filter.Compare(Target target, var operator, String value)
          && operator == Filter.Operator.EQ) {
        attribute
            .part(target.attribute())
            .ifPresent(part -> set(element, part, Schemas.JSON.getNodeFactory().stringNode(value)));
      }
    }
  }

  private static void fill(ObjectNode element, Attribute attribute, JsonNode value) {
    if (value.isObject()) {
      value.forEachEntry(
          (name, one) -> attribute.part(name).ifPresent(part -> set(element, part, one)));
    } else {
      attribute.part("value").ifPresent(part -> set(element, part, value));
    }
  }

  private static void onlyPrimary(List<ObjectNode> all, ObjectNode chosen) {
    if (chosen.path("primary").asBoolean(false)) {
      for (ObjectNode one : all) {
        if (one != chosen && one.path("primary").asBoolean(false)) {
          one.put("primary", false);
        }
      }
    }
  }

  private static boolean same(ObjectNode a, ObjectNode b) {
    return a.path("value").asString("").equalsIgnoreCase(b.path("value").asString(""))
        && (b.path("type").isMissingNode() || a.path("type").equals(b.path("type")))
        && a.path("locality").equals(b.path("locality"));
  }

  /** A mail without an address, an address without a place. */
  private static boolean saysNothing(ObjectNode element) {
    return !element.has("value")
        && !element.has("locality")
        && !element.has("region")
        && !element.has("country");
  }
}
