package com.orgscope.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A question about a resource (RFC 7644, 3.4.2.2). */
sealed interface Filter {
  boolean fits(JsonNode resource);

  record And(Filter left, Filter right) implements Filter {
    @Override
    public boolean fits(JsonNode resource) {
      return left.fits(resource) && right.fits(resource);
    }
  }

  record Or(Filter left, Filter right) implements Filter {
    @Override
    public boolean fits(JsonNode resource) {
      return left.fits(resource) || right.fits(resource);
    }
  }

  record Not(Filter inner) implements Filter {
    @Override
    public boolean fits(JsonNode resource) {
      return !inner.fits(resource);
    }
  }

  /** That one element of an attribute fits a filter as a whole: {@code emails[type eq "work"]}. */
  record Element(Target target, Filter inner) implements Filter {
    @Override
    public boolean fits(JsonNode resource) {
      return values(resource, target).stream().anyMatch(inner::fits);
    }
  }

  record Present(Target target) implements Filter {
    @Override
    public boolean fits(JsonNode resource) {
      return !values(resource, target).isEmpty();
    }
  }

  /** Ids: their case counts, but for that of a GUID. */
  Set<String> EXACT = Set.of("externalid", "id");

  /** A comparison with a value as text; any one of several values may fit. */
  record Compare(Target target, Operator operator, @Nullable String value) implements Filter {
    @Override
    public boolean fits(JsonNode resource) {
      List<JsonNode> values = values(resource, target);
      if (operator == Operator.NE) {
        return values.stream().noneMatch(one -> Operator.EQ.holds(text(one), value, exact()));
      }
      if (value == null) {
        return operator == Operator.EQ && values.isEmpty();
      }
      return values.stream().anyMatch(one -> operator.holds(text(one), value, exact()));
    }

    private boolean exact() {
      return EXACT.contains(target.attribute().toLowerCase(Locale.ROOT));
    }
  }

  enum Operator {
    EQ,
    NE,
    CO,
    SW,
    EW,
    GT,
    GE,
    LT,
    LE;

    static Optional<Operator> of(String word) {
      return List.of(values()).stream()
          .filter(operator -> operator.name().equalsIgnoreCase(word))
          .findFirst();
    }

    boolean holds(String has, @Nullable String asked, boolean exact) {
      if (asked == null) {
        return false;
      }
      String a = exact ? Guid.plain(has) : has.toLowerCase(Locale.ROOT);
      String b = exact ? Guid.plain(asked) : asked.toLowerCase(Locale.ROOT);
      return switch (this) {
        case EQ -> a.equals(b);
        case NE -> !a.equals(b);
        case CO -> a.contains(b);
        case SW -> a.startsWith(b);
        case EW -> a.endsWith(b);
        case GT -> a.compareTo(b) > 0;
        case GE -> a.compareTo(b) >= 0;
        case LT -> a.compareTo(b) < 0;
        case LE -> a.compareTo(b) <= 0;
      };
    }
  }

  /** What all have to fit, taken apart at each "and". */
  default List<Filter> conditions() {
    if (this instanceof And and) {
      List<Filter> all = new ArrayList<>(and.left().conditions());
      all.addAll(and.right().conditions());
      return all;
    }
    return List.of(this);
  }

  /** Whether it asks about an attribute at all. */
  default boolean mentions(String attribute) {
    return switch (this) {
      case And(Filter left, Filter right) -> left.mentions(attribute) || right.mentions(attribute);
      case Or(Filter left, Filter right) -> left.mentions(attribute) || right.mentions(attribute);
      case Not(Filter inner) -> inner.mentions(attribute);
      case Element(Target target, Filter inner) -> target.attribute().equalsIgnoreCase(attribute);
      case Present(Target target) -> target.attribute().equalsIgnoreCase(attribute);
      case Compare(Target target, Operator operator, String value) ->
          target.attribute().equalsIgnoreCase(attribute);
    };
  }

  /** The values of an attribute; of a complex one that is asked as a whole its "value". */
  private static List<JsonNode> values(JsonNode resource, Target target) {
    JsonNode holder =
        target.ofCore()
            ? resource
            : resource.path(Schemas.named(target.schema()).orElse(target.schema()));
    List<JsonNode> found = new ArrayList<>();
    JsonNode attribute = Schemas.field(holder, target.attribute());
    for (JsonNode one : attribute.isArray() ? attribute.values() : List.of(attribute)) {
      if (target.which() == null || target.which().fits(one)) {
        String part = target.part();
        found.add(part == null ? one : Schemas.field(one, part));
      }
    }
    found.removeIf(one -> one.isMissingNode() || one.isNull());
    return found;
  }

  private static String text(JsonNode value) {
    return value.isObject() ? value.path("value").asString("") : value.asString("");
  }
}
