package com.orgscope.scim;

import org.jspecify.annotations.Nullable;

/** What may be wrong with a request, in the words of RFC 7644 (3.12) where it has one. */
enum Fault {
  FILTER(400, "invalidFilter"),
  PATH(400, "invalidPath"),
  SYNTAX(400, "invalidSyntax"),
  VALUE(400, "invalidValue"),
  MUTABILITY(400, "mutability"),
  TARGET(400, "noTarget"),
  TOO_MANY(400, "tooMany"),
  UNIQUENESS(409, "uniqueness"),
  UNAUTHORIZED(401, null),
  NOT_THERE(404, null),
  NOT_ALLOWED(405, null),
  VERSION(412, null),
  TOO_LARGE(413, null),
  MEDIA_TYPE(415, null),
  TOO_OFTEN(429, null),
  NOT_DONE(501, null);

  private final int status;
  private final @Nullable String word;

  Fault(int status, @Nullable String word) {
    this.status = status;
    this.word = word;
  }

  int status() {
    return status;
  }

  @Nullable String word() {
    return word;
  }

  /**
   * @param detail a sentence for whoever set up the sender
   */
  Refusal because(String detail) {
    return new Refusal(this, detail);
  }
}
