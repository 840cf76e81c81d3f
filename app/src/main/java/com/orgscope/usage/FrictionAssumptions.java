package com.orgscope.usage;

import com.orgscope.kernel.Failure;
import com.orgscope.table.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a failed sign-in, a challenge and a switch are taken to cost, in minutes, and who says so.
 * No log holds the minutes of a switch, and not every log those of signing in ({@link SignInTime}),
 * so every result that uses them is a range and shows them.
 */
public final class FrictionAssumptions {

  /** What can stand in the way. */
  public enum Event {
    FAILURE,
    CHALLENGE,
    SWITCH
  }

  /**
   * One row of {@code friction.tsv}.
   *
   * @param minutes each time it happens
   * @param source where the figures come from; says so where they are our own estimate
   */
  public record Assumption(Event event, Range minutes, String source) {}

  private final Map<Event, Assumption> byEvent = new EnumMap<>(Event.class);

  private FrictionAssumptions() {
    for (List<String> row : Table.read(FrictionAssumptions.class, "friction.tsv").rows()) {
      Event event = Event.valueOf(row.get(0).toUpperCase(Locale.ROOT));
      Range minutes =
          new Range(
              Double.parseDouble(row.get(1)),
              Double.parseDouble(row.get(2)),
              Double.parseDouble(row.get(3)));
      byEvent.put(event, new Assumption(event, minutes, row.get(4)));
    }
  }

  /** The assumptions that come with Orgscope. */
  public static FrictionAssumptions shipped() {
    return Holder.SHIPPED;
  }

  public Assumption of(Event event) {
    Assumption assumption = byEvent.get(event);
    if (assumption == null) {
      throw Failure.bug("friction.tsv says nothing of " + event, null);
    }
    return assumption;
  }

  private static final class Holder {
    private static final FrictionAssumptions SHIPPED = new FrictionAssumptions();
  }
}
