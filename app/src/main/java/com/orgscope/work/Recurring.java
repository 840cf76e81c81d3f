package com.orgscope.work;

import com.orgscope.kernel.TenantId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A bean for what happens again and again by the clock; {@link Work#repeat} says when. A time that
 * passed while no process ran is made good once.
 */
public interface Recurring {
  /** The kind that {@link Work#repeat} names. */
  String kind();

  /**
   * @param tenant null where the repetition is nobody's in particular
   */
  void run(@Nullable TenantId tenant);

  /** As {@link ShardHandler#waits}: of a run that waits for a job that others do. */
  default boolean waits() {
    return false;
  }

  /** How long after a failure that may pass it runs again. */
  default Duration pause(@Nullable TenantId tenant) {
    return Duration.ofMinutes(1);
  }
}
