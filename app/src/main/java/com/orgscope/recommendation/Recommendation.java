package com.orgscope.recommendation;

import com.orgscope.category.Judgment.Origin;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.Release;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to change, for a person to decide on; nothing is ever changed by Orgscope.
 *
 * @param id the same every night for the same change, kind of work and person
 * @param of whom it is about
 * @param category canonical, or {@link Release#EVERYONE}
 * @param person whom it is shown to alone: the one it is about, or whose reports it is about; null
 *     if it is about a category or the company
 * @param change id of the change
 * @param usdPerYear whole dollars
 * @param assumptions behind the figures, as they were when these were worked out
 * @param setup what the change starts from, in words; empty for a release, which knows none
 * @param decision the last one; null as long as it is proposed
 */
public record Recommendation(
    String id,
    Of of,
    String category,
    @Nullable PersonKey person,
    String change,
    String what,
    String because,
    Range hoursPerWeek,
    Range usdPerYear,
    List<Assumption> assumptions,
    String setup,
    Origin origin,
    @Nullable Decision decision) {

  public Recommendation {
    assumptions = List.copyOf(assumptions);
  }

  /** Whom a recommendation is about, and where its figures come from. */
  public enum Of {
    /** One person, and shown to nobody else. */
    PERSON,
    /** At least k people of a category who report to one manager, and shown to nobody else. */
    TEAM,
    /** All decided people of a category, exactly. */
    CATEGORY,
    /** Noised and published figures only. */
    RELEASE
  }

  /**
   * Who decided what.
   *
   * @param note in their own words; null to those who may not read it, the person among them
   */
  public record Decision(RecommendationState state, String by, Instant at, @Nullable String note) {}

  public RecommendationState state() {
    return decision == null ? RecommendationState.PROPOSED : decision.state();
  }

  Recommendation decided(@Nullable Decision now) {
    return new Recommendation(
        id,
        of,
        category,
        person,
        change,
        what,
        because,
        hoursPerWeek,
        usdPerYear,
        assumptions,
        setup,
        origin,
        now);
  }
}
