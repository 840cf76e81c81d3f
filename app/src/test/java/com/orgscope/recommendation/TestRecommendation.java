package com.orgscope.recommendation;

import com.orgscope.insight.AssumptionSource;
import com.orgscope.insight.ReleaseAdviser;

/** What this room adds to releases, for tests of releases. */
public final class TestRecommendation {
  private TestRecommendation() {}

  public static ReleaseAdviser adviser() {
    return new LargestSaving();
  }

  public static AssumptionSource shares() {
    return new RemovableShares();
  }
}
