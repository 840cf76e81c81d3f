package com.orgscope.insight;

import com.orgscope.access.TestAccess;
import com.orgscope.audit.TestAudit;
import com.orgscope.category.TestTaxonomies;
import com.orgscope.directory.TestDirectory;
import com.orgscope.recommendation.TestRecommendation;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The assumptions as they ship. */
final class TestAssumptions {
  private TestAssumptions() {}

  static List<Assumption> shipped() {
    return Assumptions.defaults(List.of(TestRecommendation.shares()));
  }

  static Assumptions on(Database database, InstantSource clock) {
    TestDirectory directory =
        TestDirectory.on(database, Path.of("none"), TestAccess.gate(TestAudit.on(database)), clock);
    return new Assumptions(
        List.of(TestRecommendation.shares()),
        new AssumptionStore(database),
        TestTaxonomies.of(directory),
        directory.tenants(),
        clock);
  }
}
