package com.orgscope.privacy;

import com.orgscope.egress.Egress;
import com.orgscope.state.Findings;
import org.springframework.stereotype.Component;

/** Everything that left for somebody outside, unpacked. */
@Component
final class SearchSent implements StoreSearch {
  private final Egress egress;

  SearchSent(Egress egress) {
    this.egress = egress;
  }

  @Override
  public String store() {
    return "what left";
  }

  @Override
  public Findings holding(Sought sought) {
    return egress.holding(sought.tenant(), sought.bytes());
  }
}
