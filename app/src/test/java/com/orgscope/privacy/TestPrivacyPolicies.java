package com.orgscope.privacy;

import com.orgscope.access.TestOperators;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the policy of a home for tests of other rooms. */
public final class TestPrivacyPolicies {
  private TestPrivacyPolicies() {}

  public static PrivacyPolicies on(Database database, Path home, InstantSource clock) {
    return new PrivacyPolicies(TestOperators.on(database, home, clock));
  }
}
