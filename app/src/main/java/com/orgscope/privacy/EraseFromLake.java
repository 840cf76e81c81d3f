package com.orgscope.privacy;

import com.orgscope.lake.Lake;
import com.orgscope.lake.PeopleLeftOut;
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
    return lake.erase(
        erased.tenant(),
        erased.keys(),
        erased.sharedKeys().stream()
            .map(shared -> new PeopleLeftOut.Days(shared.key(), shared.from(), shared.until()))
            .toList());
  }
}
