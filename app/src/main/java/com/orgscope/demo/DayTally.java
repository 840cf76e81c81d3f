package com.orgscope.demo;

/**
 * What one day holds. {@code records} is the sum of the other five. A provider that says nothing of
 * a step (Google of a policy, say) has fewer steps.
 *
 * @param visits people who opened an application, successfully
 * @param steps everything else that people did on the way: sessions, challenges, tokens, failures
 * @param others administration and machines
 * @param repeated second deliveries of any of these
 * @param broken lines that no reader can use
 */
public record DayTally(
    long records, long visits, long steps, long others, long repeated, long broken) {
  public static final DayTally NOTHING = new DayTally(0, 0, 0, 0, 0, 0);

  public DayTally plus(DayTally more) {
    return new DayTally(
        records + more.records,
        visits + more.visits,
        steps + more.steps,
        others + more.others,
        repeated + more.repeated,
        broken + more.broken);
  }
}
