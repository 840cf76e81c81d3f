package com.orgscope.replay;

import com.orgscope.kernel.TimeWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a changed policy would have done, a week.
 *
 * @param window the days that the log holds something of
 * @param categories those of at least k people by name, most challenges first, and at last
 *     everybody else
 */
public record Replayed(ChangedPolicy policy, TimeWindow window, Row all, List<Row> categories) {
  public Replayed {
    categories = List.copyOf(categories);
  }

  /**
   * A group's week.
   *
   * @param category null where it is everybody, or everybody else
   * @param challenges there were
   * @param seconds of signing in that were measured
   * @param fewerChallenges that would not have been
   * @param fewerSeconds that would not have been
   * @param unmeasured of the challenges that would not have been, those whose seconds nobody knows
   */
  public record Row(
      @Nullable String category,
      int people,
      double challenges,
      double seconds,
      Between fewerChallenges,
      Between fewerSeconds,
      Between unmeasured) {}
}
