package com.orgscope.lake;

import java.util.List;

/** Files that become one. */
record FileGroup(Partition into, List<Planner.Planned> files) {

  /** The deleted ones included. */
  long rows() {
    return files.stream().mapToLong(Planner.Planned::rows).sum();
  }

  long rowsLeft() {
    return files.stream().mapToLong(Planner.Planned::rowsLeft).sum();
  }
}
