package com.orgscope.replay;

import com.orgscope.insight.Assumption;
import com.orgscope.insight.AssumptionSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** How often somebody has signed out, which no log of every provider holds. */
@Component
final class SignedOutShare implements AssumptionSource {
  static final String ID = "signed-out";

  @Override
  public List<Assumption> shipped() {
    return Assumption.listed(SignedOutShare.class, "replay-assumptions.tsv");
  }
}
