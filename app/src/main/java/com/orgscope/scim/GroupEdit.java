package com.orgscope.scim;

import com.orgscope.scim.AccountEdit.Operation;
import com.orgscope.scim.Filter.Compare;
import com.orgscope.scim.Filter.Operator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Changes a group in the ways in which Okta and Entra write: members added and removed one by one
 * or many at once, removed by a filter or by a list, replaced as a whole, a name replaced with or
 * without a path. Its members are not read for it, since a group may have any number.
 */
final class GroupEdit {
  private static final int CHARACTERS = 500;
  private static final Set<String> READ_ONLY = Set.of("id", "meta", "schemas");

  private @Nullable String displayName;
  private @Nullable String externalId;
  private final Set<UUID> added = new LinkedHashSet<>();
  private final Set<UUID> removed = new LinkedHashSet<>();
  private boolean cleared;
  private int strangers;

  private GroupEdit() {}

  /** What a POST or PUT says: all there is. */
  static GroupEdit whole(JsonNode body) {
    GroupEdit edit = new GroupEdit();
    edit.cleared = true;
    edit.merge(Operation.REPLACE, body);
    return edit;
  }

  /**
   * What a PatchOp says.
   *
   * @param most operations
   */
  static GroupEdit patch(GroupName now, JsonNode body, int most) {
    GroupEdit edit = new GroupEdit();
    edit.displayName = now.displayName();
    edit.externalId = now.externalId();
    for (JsonNode one : AccountEdit.operations(body, most)) {
      Operation operation = Operation.of(Schemas.field(one, "op").asString(""));
      String path = Schemas.field(one, "path").asString("");
      JsonNode value = Schemas.field(one, "value");
      if (!path.isBlank()) {
        Target target = Target.of(path);
        if (READ_ONLY.contains(target.attribute().toLowerCase(Locale.ROOT))) {
          throw Fault.MUTABILITY.because(target.attribute() + " is ours to set");
        }
        edit.apply(operation, target, value);
      } else if (operation == Operation.REMOVE) {
        throw Fault.TARGET.because("a removal needs a path");
      } else if (!value.isObject()) {
        throw Fault.VALUE.because("without a path the value is an object");
      } else {
        edit.merge(operation, value);
      }
    }
    return edit;
  }

  /**
   * @throws Refusal if there is no displayName left
   */
  GroupName name() {
    if (displayName == null) {
      throw Fault.VALUE.because("displayName is required");
    }
    return new GroupName(displayName, externalId);
  }

  /** Whether all members go but those that are added. */
  boolean clears() {
    return cleared;
  }

  Set<UUID> added() {
    return added;
  }

  Set<UUID> removed() {
    return removed;
  }

  /** Members that were named by what cannot be the id of a user. */
  int strangers() {
    return strangers;
  }

  private void merge(Operation operation, JsonNode object) {
    object.forEachEntry((name, value) -> apply(operation, Target.of(name), value));
  }

  private void apply(Operation operation, Target target, JsonNode value) {
    switch (target.attribute().toLowerCase(Locale.ROOT)) {
      case "displayname" -> displayName = operation == Operation.REMOVE ? null : text(value);
      case "externalid" -> externalId = operation == Operation.REMOVE ? null : text(value);
      case "members" -> members(operation, target, value);
      default -> {
        // What no schema names is passed over: it is not kept.
      }
    }
  }

  private static @Nullable String text(JsonNode value) {
    String text = value.asString("").strip();
    if (text.length() > CHARACTERS) {
      throw Fault.VALUE.because("a text has at most " + CHARACTERS + " characters");
    }
    return text.isEmpty() ? null : text;
  }

  private void members(Operation operation, Target target, JsonNode value) {
    Set<UUID> named = target.which() == null ? named(value) : named(target.which());
    boolean all = target.which() == null && (value.isMissingNode() || value.isNull());
    switch (operation) {
      case ADD -> add(named);
      case REPLACE -> {
        if (target.which() == null) {
          clear();
        }
        add(named);
      }
      case REMOVE -> {
        if (all) {
          clear();
        } else {
          added.removeAll(named);
          removed.addAll(named);
        }
      }
    }
  }

  private void add(Set<UUID> members) {
    removed.removeAll(members);
    added.addAll(members);
  }

  private void clear() {
    cleared = true;
    added.clear();
    removed.clear();
  }

  /** One or many, each an id, an object with it, or an address that ends in it. */
  private Set<UUID> named(JsonNode value) {
    Set<UUID> named = new LinkedHashSet<>();
    for (JsonNode one : value.isArray() ? value.values() : List.of(value)) {
      if (!one.isMissingNode() && !one.isNull()) {
        named(one, named);
      }
    }
    return named;
  }

  private void named(JsonNode one, Set<UUID> named) {
    String id = one.isObject() ? Schemas.field(one, "value").asString("") : one.asString("");
    if (id.isEmpty()) {
      String address = Schemas.field(one, "$ref").asString("");
      id = address.substring(address.lastIndexOf('/') + 1);
    }
    Optional<UUID> known = Users.id(id.strip());
    known.ifPresent(named::add);
    strangers += known.isEmpty() ? 1 : 0;
  }

  /** {@code value eq "…"}, or several of these joined by "or". */
  private static Set<UUID> named(Filter filter) {
    Set<UUID> named = new LinkedHashSet<>();
    if (filter instanceof Filter.Or(Filter left, Filter right)) {
      named.addAll(named(left));
      named.addAll(named(right));
    } else if (filter instanceof Compare(Target target, Operator operator, String value)
        && target.attribute().equalsIgnoreCase("value")
        && operator == Operator.EQ
        && value != null) {
      Users.id(value).ifPresent(named::add);
    } else {
      throw Fault.PATH.because("members are chosen by value eq");
    }
    return named;
  }
}
