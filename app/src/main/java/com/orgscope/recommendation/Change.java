package com.orgscope.recommendation;

import com.orgscope.insight.Assumptions;
import com.orgscope.usage.Range;

/**
 * One thing a company can change so that its people lose less time. Nothing is ever changed by
 * Orgscope.
 *
 * @param id stable name ({@code "longer-session"})
 * @param when for which setup it is a choice
 * @param share of the friction it removes, unless the company says otherwise
 * @param summary what to do, in one sentence that holds for anybody
 * @param what what to do, with placeholders of {@code friction}
 * @param because why, with placeholders of {@code friction} and no figure
 */
public record Change(
    String id,
    Friction friction,
    Condition when,
    Share share,
    String summary,
    String what,
    String because) {

  /**
   * How much of the friction a change removes.
   *
   * @param id of the assumption
   * @param name as people read it
   * @param source who says so
   */
  public record Share(String id, String name, Range range, String source) {}

  /** A setup for which a change makes sense. */
  public enum Condition {
    ALWAYS,
    /** Sessions of at most eight hours, or of a length that nobody said. */
    SHORT_SESSION,
    LONG_SESSION,
    /** The second factor is a code that is read and typed. */
    TYPED_FACTOR,
    NO_PASSKEY;

    boolean holds(Setup setup) {
      return switch (this) {
        case ALWAYS -> true;
        case SHORT_SESSION -> setup.session().isShort();
        case LONG_SESSION -> !setup.session().isShort();
        case TYPED_FACTOR -> setup.factor().isTyped();
        case NO_PASSKEY -> setup.factor() != Setup.Factor.PASSKEY;
      };
    }
  }

  /** The assumption of how many minutes one friction of the change's cause takes. */
  public String minutesId() {
    return Assumptions.minutesId(friction.cause());
  }
}
