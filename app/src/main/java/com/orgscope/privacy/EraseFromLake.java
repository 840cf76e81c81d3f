package com.orgscope.privacy;

import com.orgscope.directory.KeyPeriod;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import org.springframework.stereotype.Component;

/** Rows of the lake go at once; their bytes with housekeeping. */
@Component
final class EraseFromLake implements ErasureHandler {
  private final Lake lake;

  EraseFromLake(Lake lake) {
    this.lake = lake;
  }

  @Override
  public String place() {
    return "lake";
  }

  @Override
  public long erase(Erased erased) {
    long rows = lake.erase(erased.tenant(), erased.keys());
    for (KeyPeriod shared : erased.sharedKeys()) {
      rows +=
          lake.erase(erased.tenant(), shared.key(), new TimeWindow(shared.from(), shared.until()));
    }
    return rows;
  }
}
