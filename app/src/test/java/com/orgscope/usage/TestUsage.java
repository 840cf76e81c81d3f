package com.orgscope.usage;

import com.orgscope.directory.Regrouping;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import java.util.List;
import java.util.Map;

/** Daily figures for tests of any room, of people with one account each. */
public final class TestUsage {
  private TestUsage() {}

  public static void rollUp(Lake lake, TenantId tenant) {
    new DailyUsage(lake, any -> Regrouping.NONE).refresh(tenant, Progress.NONE);
  }

  /** What signing in took, in words, a line for each day, person and application. */
  public static List<String> signInTimes(Lake lake, TenantId tenant, TimeWindow window) {
    return lake.ask(
        new NamedQuery(TestUsage.class, "episodes"),
        Scope.everybody(tenant),
        window,
        Map.of(),
        row -> row.getString("line"));
  }
}
