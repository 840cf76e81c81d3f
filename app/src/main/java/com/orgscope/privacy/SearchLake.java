package com.orgscope.privacy;

import com.orgscope.lake.LakeSearch;
import com.orgscope.state.Findings;
import org.springframework.stereotype.Component;

/** Every file of the lake. */
@Component
final class SearchLake implements StoreSearch {
  private final LakeSearch lake;

  SearchLake(LakeSearch lake) {
    this.lake = lake;
  }

  @Override
  public String store() {
    return "lake";
  }

  @Override
  public Findings holding(Sought sought) {
    return lake.holding(sought.bytes());
  }
}
