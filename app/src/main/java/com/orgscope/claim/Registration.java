package com.orgscope.claim;

import com.orgscope.usage.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says when they register a claim; what is missing comes from the recommendation.
 *
 * @param title null for the recommendation's words
 * @param applications as somebody typed them; empty for all
 * @param cause what becomes less
 * @param among null for the people whom the recommendation is about, or everybody
 * @param owner the role that answers for it
 * @param hoursPerWeek null for the recommendation's
 * @param usdPerYear null for what the hours cost
 */
public record Registration(
    @Nullable String title,
    @Nullable String recommendation,
    List<String> applications,
    Cause cause,
    @Nullable PeopleGroup among,
    String owner,
    @Nullable Range hoursPerWeek,
    @Nullable Range usdPerYear) {

  /** What becomes less. */
  public enum Cause {
    FAILURES,
    CHALLENGES,
    BOTH
  }

  public Registration {
    applications = List.copyOf(applications);
  }

  PeopleGroup amongOrEverybody() {
    return among == null ? PeopleGroup.EVERYBODY : among;
  }
}
