package com.orgscope.scim;

import org.jspecify.annotations.Nullable;

/**
 * What a path names (RFC 7644, 3.5.2): {@code userName}, {@code name.givenName}, {@code emails[type
 * eq "work"].value}, each also behind a schema and a colon.
 *
 * @param schema one of ours, or whatever stood there
 * @param attribute empty for all of a schema
 * @param part of the attribute, after the dot
 */
record Target(String schema, String attribute, @Nullable Filter which, @Nullable String part) {

  /** Whether it is an attribute of the resource itself and of no extension. */
  boolean ofCore() {
    return schema.equals(Schemas.USER) || schema.equalsIgnoreCase(Schemas.GROUP);
  }

  /**
   * @throws Refusal invalidPath
   */
  static Target of(String path) {
    try {
      return FilterParser.target(path);
    } catch (Refusal e) {
      throw Fault.PATH.because(e.detail());
    }
  }

  /** Splits "urn:…:User:department" at the colon after the schema. */
  static Target ofName(String name, @Nullable Filter which, @Nullable String part) {
    String schema = Schemas.USER;
    String rest = name;
    if (Schemas.named(name).isPresent()) {
      return new Target(Schemas.named(name).orElseThrow(), "", which, part);
    }
    if (name.regionMatches(true, 0, "urn:", 0, 4)) {
      String known =
          Schemas.all().keySet().stream()
              .filter(one -> name.regionMatches(true, 0, one + ":", 0, one.length() + 1))
              .findFirst()
              .orElse(null);
      int colon = known == null ? name.lastIndexOf(':') : known.length();
      schema = known == null ? name.substring(0, colon) : known;
      rest = name.substring(colon + 1);
    }
    int dot = rest.indexOf('.');
    if (dot > 0 && part == null) {
      return of(schema, rest.substring(0, dot), which, rest.substring(dot + 1));
    }
    return of(schema, rest, which, part);
  }

  /** Entra writes {@code manager} for what the enterprise schema calls so. */
  private static Target of(
      String schema, String attribute, @Nullable Filter which, @Nullable String part) {
    boolean enterprise =
        schema.equals(Schemas.USER)
            && Attribute.named(Schemas.of(Schemas.USER), attribute).isEmpty()
            && Attribute.named(Schemas.of(Schemas.ENTERPRISE), attribute).isPresent();
    return new Target(enterprise ? Schemas.ENTERPRISE : schema, attribute, which, part);
  }
}
