package com.orgscope.insight;

import com.orgscope.recommendation.TestRecommendation;
import com.orgscope.state.Database;
import java.time.InstantSource;
import java.util.List;

/** The assumptions as they ship. */
final class TestAssumptions {
  private TestAssumptions() {}

  static List<Assumption> shipped() {
    return Assumptions.defaults(List.of(TestRecommendation.shares()));
  }

  static Assumptions on(Database database, InstantSource clock) {
    return new Assumptions(
        List.of(TestRecommendation.shares()), new AssumptionStore(database), clock);
  }
}
