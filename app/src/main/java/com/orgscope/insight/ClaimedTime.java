package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What registered claims came to, person by person; told by the room that keeps them. */
public interface ClaimedTime {

  /**
   * Whether there is something to tell, how many claims there are and what they promise follows
   * from what IT said and from the day, and from nobody's sign-ins.
   *
   * @param asOf the last day that counts
   * @return null where no claim is told of
   */
  @Nullable Spared spared(Caller caller, LocalDate asOf);

  /**
   * What was given by lot and has begun, where too few people are to say what it spared: nobody's
   * sign-ins are read.
   *
   * @param asOf the last day that counts
   * @return of nobody's seconds; null where there is none
   */
  @Nullable Spared begun(Caller caller, LocalDate asOf);

  /**
   * @param claims whose people were drawn by lot, and of which a due day was reached
   * @param promised hours a week for those who have it; null where somebody's figures are in it
   * @param seconds a week that each person adds to what was spared by all of them together; nobody
   *     else's follow from them
   */
  record Spared(int claims, @Nullable Interval promised, Map<PersonKey, Double> seconds) {
    public Spared {
      seconds = Map.copyOf(seconds);
    }
  }
}
