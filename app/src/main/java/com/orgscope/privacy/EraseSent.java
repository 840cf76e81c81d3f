package com.orgscope.privacy;

import com.orgscope.egress.Egress;
import org.springframework.stereotype.Component;

/**
 * What is kept of what left. Nobody stands in it by rule; where somebody does all the same, what
 * was sent goes.
 */
@Component
final class EraseSent implements ErasureHandler {
  private final Egress egress;

  EraseSent(Egress egress) {
    this.egress = egress;
  }

  @Override
  public String place() {
    return "what left";
  }

  @Override
  public long erase(Erased erased) {
    return egress.forget(erased.tenant(), erased.search());
  }
}
