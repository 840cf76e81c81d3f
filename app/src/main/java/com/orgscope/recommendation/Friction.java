package com.orgscope.recommendation;

import com.orgscope.usage.FrictionAssumptions.Event;
import java.util.List;

/**
 * What a change works on: parts of the measured friction that do not overlap, so that what changes
 * of different parts save may be added up.
 *
 * <p>Which applications one sign-in opens, the company's IT policies say; as long as they do not,
 * every application counts as opened by it.
 */
public enum Friction {
  /** Failed sign-ins, but for those at applications that one sign-in does not open. */
  SIGN_IN_FAILURES(Event.FAILURE, "failed sign-ins", List.of("failures", "hours")),
  /** Failed sign-ins at applications that one sign-in does not open. */
  OUTSIDE_FAILURES(
      Event.FAILURE,
      "failed sign-ins at applications outside the common sign-in",
      List.of("app", "failures", "hours")),
  /** Challenges, but for those at applications that one sign-in does not open. */
  CHALLENGES(Event.CHALLENGE, "challenges", List.of("challenges", "hours")),
  /** Challenges at applications that one sign-in does not open. */
  OUTSIDE_CHALLENGES(
      Event.CHALLENGE,
      "challenges at applications outside the common sign-in",
      List.of("app", "challenges", "hours")),
  /** Switches between the two applications of different function that people go between most. */
  PAIR_SWITCHES(
      Event.SWITCH,
      "switches between a pair of applications of different function",
      List.of("app", "other", "switches", "hours")),
  /** Switches between the two applications of one function that people go between most. */
  TWIN_SWITCHES(
      Event.SWITCH,
      "switches between a pair of applications of one function",
      List.of("app", "other", "purpose", "switches", "hours"));

  private final Event cause;
  private final String title;
  private final List<String> placeholders;

  Friction(Event cause, String title, List<String> placeholders) {
    this.cause = cause;
    this.title = title;
    this.placeholders = placeholders;
  }

  public Event cause() {
    return cause;
  }

  /** In a few words. */
  public String title() {
    return title;
  }

  /** What a sentence about it may leave to be filled in, as in {@code {hours}}. */
  public List<String> placeholders() {
    return placeholders;
  }
}
