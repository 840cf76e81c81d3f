package com.orgscope.insight;

import com.orgscope.usage.FrictionAssumptions.Event;
import com.orgscope.usage.Range;
import java.util.List;
import java.util.Optional;

/**
 * What connecting what two kinds of applications are for may save: moves × minutes of a switch ×
 * the share of switches that an integration removes. It reads published figures and assumptions and
 * costs nothing.
 *
 * @param hoursPerWeek at the typical assumptions
 */
public record ConnectedMoves(double hoursPerWeek, Interval range) {
  private static final String REMOVED = "removable-switches";
  private static final double MINUTES = 60;

  /** Empty in a release that was made without one of the assumptions. */
  public static Optional<ConnectedMoves> of(
      QuarterAnswers.Moves moves, List<Assumption> assumptions) {
    String minutes = Assumptions.minutesId(Event.SWITCH);
    if (!List.of(minutes, REMOVED).stream()
        .allMatch(id -> assumptions.stream().anyMatch(a -> a.id().equals(id)))) {
      return Optional.empty();
    }
    Range each =
        Range.product(
            List.of(
                Money.named(assumptions, minutes).range(),
                Money.named(assumptions, REMOVED).range()));
    return Optional.of(
        new ConnectedMoves(
            moves.perWeek() * each.typical() / MINUTES, moves.range().times(each).in(MINUTES)));
  }
}
