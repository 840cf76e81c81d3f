package com.orgscope.insight;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import org.jspecify.annotations.Nullable;

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
      case Withheld withheld -> throw Failure.withRemedy(withheld.reason(), withheld.remedy());
    };
  }

  /** New noise was drawn, paid and stored. */
  record Published(Release release) implements Publication {}

  /** This run was published before: the same numbers again, nothing drawn. */
  record Unchanged(Release release) implements Publication {}

  /**
   * Nothing was drawn.
   *
   * @param remedy what would help; null if nothing does but to wait
   */
  record Withheld(String reason, @Nullable Remedy remedy) implements Publication {}
}
