package com.orgscope.scim;

import java.util.List;
import java.util.Optional;

/** An attribute of a schema, as {@code schemas.json} defines it. */
record Attribute(
    String name, Type type, boolean multiValued, boolean caseExact, List<Attribute> parts) {

  enum Type {
    TEXT,
    BOOLEAN,
    COMPLEX
  }

  /** Names are compared without regard to case (RFC 7643, 2.1). */
  Optional<Attribute> part(String name) {
    return named(parts, name);
  }

  static Optional<Attribute> named(List<Attribute> attributes, String name) {
    return attributes.stream().filter(one -> one.name.equalsIgnoreCase(name)).findFirst();
  }
}
