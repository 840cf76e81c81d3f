package com.orgscope.sources.scim;

import org.jspecify.annotations.Nullable;

/** A request that is answered with an error of SCIM (RFC 7644, 3.12). */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String type;

  private Refusal(int status, @Nullable String type, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
  }

  static Refusal of(int status, String detail) {
    return new Refusal(status, null, detail);
  }

  static Refusal filter(String detail) {
    return new Refusal(400, "invalidFilter", detail);
  }

  static Refusal path(String detail) {
    return new Refusal(400, "invalidPath", detail);
  }

  static Refusal syntax(String detail) {
    return new Refusal(400, "invalidSyntax", detail);
  }

  static Refusal value(String detail) {
    return new Refusal(400, "invalidValue", detail);
  }

  static Refusal mutability(String detail) {
    return new Refusal(400, "mutability", detail);
  }

  static Refusal noTarget(String detail) {
    return new Refusal(400, "noTarget", detail);
  }

  static Refusal tooMany(String detail) {
    return new Refusal(400, "tooMany", detail);
  }

  static Refusal uniqueness(String detail) {
    return new Refusal(409, "uniqueness", detail);
  }

  static Refusal notFound(String what) {
    return new Refusal(404, null, what + " is not there");
  }

  int status() {
    return status;
  }

  /** The word that RFC 7644 has for it, if it has one. */
  @Nullable String type() {
    return type;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
