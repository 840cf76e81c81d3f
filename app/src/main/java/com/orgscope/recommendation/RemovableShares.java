package com.orgscope.recommendation;

import com.orgscope.insight.Assumption;
import com.orgscope.insight.AssumptionSource;
import com.orgscope.insight.Assumptions;
import java.util.List;
import org.springframework.stereotype.Component;

/** How much of a friction each change removes, as assumptions that a company may set. */
@Component
final class RemovableShares implements AssumptionSource {
  @Override
  public List<Assumption> shipped() {
    return Changes.shares().values().stream().map(RemovableShares::assumption).toList();
  }

  private static Assumption assumption(Change.Share share) {
    return new Assumption(
        share.id(),
        share.name(),
        Assumptions.SHARE,
        share.range().low(),
        share.range().typical(),
        share.range().high(),
        share.source(),
        false);
  }
}
