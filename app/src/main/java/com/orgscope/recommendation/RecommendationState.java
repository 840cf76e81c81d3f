package com.orgscope.recommendation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What people made of a recommendation. Orgscope itself executes none. */
public enum RecommendationState {
  PROPOSED,
  APPROVED,
  DECLINED,
  IMPLEMENTED;

  /** Where it may go from here: a declined one may be thought over, an implemented one is done. */
  public Set<RecommendationState> next() {
    return switch (this) {
      case PROPOSED -> EnumSet.of(APPROVED, DECLINED);
      case APPROVED -> EnumSet.of(IMPLEMENTED, DECLINED);
      case DECLINED -> EnumSet.of(APPROVED);
      case IMPLEMENTED -> EnumSet.noneOf(RecommendationState.class);
    };
  }

  /** As the command line and the database write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RecommendationState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
