package com.orgscope.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import java.util.HashMap;
import java.util.Map;

/**
 * How many people of a tenant use each application. That reads everybody's rows, and every question
 * about one person needs it, so an answer is kept while the lake stays as it is.
 */
final class UserCounts {
  private static final NamedQuery USERS = new NamedQuery(Usage.class, "users");
  private static final int ANSWERS_KEPT = 100;

  private final Lake lake;
  private final Cache<Asked, Counted> answers =
      Caffeine.newBuilder().maximumSize(ANSWERS_KEPT).build();

  private record Asked(TenantId tenant, TimeWindow window, KeyOwners owners, long lakeVersion) {}

  /**
   * @param people who use any application
   * @param byStoredName people by the name an application is stored under
   */
  record Counted(long people, Map<String, Long> byStoredName) {}

  UserCounts(Lake lake) {
    this.lake = lake;
  }

  Counted of(TenantId tenant, TimeWindow window, KeyOwners owners) {
    return answers.get(
        new Asked(tenant, window, owners, lake.version(LakeTable.APP_USAGE_DAILY)), this::ask);
  }

  private Counted ask(Asked asked) {
    Map<String, Long> byStoredName = new HashMap<>();
    long[] people = new long[1];
    lake.ask(
        USERS,
        Scope.everybody(asked.tenant()),
        asked.window(),
        asked.owners().parameters(),
        row -> {
          if (row.getBoolean("total")) {
            people[0] = row.getLong("people");
          } else {
            byStoredName.put(row.getString("app"), row.getLong("people"));
          }
          return row;
        });
    return new Counted(people[0], Map.copyOf(byStoredName));
  }
}
