package com.orgscope.recommendation;

import com.orgscope.insight.Assumption;
import com.orgscope.insight.AssumptionSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** What changes of use are taken to bring, as assumptions that a company may set. */
@Component
final class UseAssumptions implements AssumptionSource {
  @Override
  public List<Assumption> shipped() {
    return Assumption.listed(UseAssumptions.class, "use-assumptions.tsv");
  }
}
