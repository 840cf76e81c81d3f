package com.orgscope.lake;

import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What the parts of the lake work with. */
@Component
record LakeContext(
    Tables tables,
    Engine engine,
    DueDayStore dueDays,
    RetentionStore retentions,
    MaintenanceSettings settings,
    InstantSource clock,
    LakeListener listener) {

  @Autowired
  LakeContext(
      Tables tables,
      Engine engine,
      DueDayStore dueDays,
      RetentionStore retentions,
      MaintenanceSettings settings,
      InstantSource clock) {
    this(tables, engine, dueDays, retentions, settings, clock, LakeListener.NONE);
  }

  /** To be taken before the first file of a write. */
  Deadline deadline() {
    return Deadline.of(clock, settings);
  }
}
