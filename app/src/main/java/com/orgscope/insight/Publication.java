package com.orgscope.insight;

import com.orgscope.kernel.Failure;

/** What came of publishing. */
public sealed interface Publication {
  /**
   * The release, new or not.
   *
   * @throws Failure for the operator, if it was withheld
   */
  default Release orElseThrow() {
    return switch (this) {
      case Published published -> published.release();
      case Unchanged unchanged -> unchanged.release();
      case Withheld withheld -> throw Failure.operator(withheld.reason());
    };
  }

  /** New noise was drawn, paid and stored. */
  record Published(Release release) implements Publication {}

  /** This run was published before: the same numbers again, nothing drawn. */
  record Unchanged(Release release) implements Publication {}

  /** Nothing was drawn; the reason says what to do. */
  record Withheld(String reason) implements Publication {}
}
