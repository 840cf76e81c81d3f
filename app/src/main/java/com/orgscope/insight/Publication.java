package com.orgscope.insight;

/** What came of publishing. */
public sealed interface Publication {
  /** New noise was drawn, paid and stored. */
  record Published(Release release) implements Publication {}

  /** This run was published before: the same numbers again, nothing drawn. */
  record Unchanged(Release release) implements Publication {}

  /** Nothing was drawn; the reason says what to do. */
  record Withheld(String reason) implements Publication {}
}
