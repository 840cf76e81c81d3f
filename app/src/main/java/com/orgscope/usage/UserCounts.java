package com.orgscope.usage;

import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import java.util.HashMap;
import java.util.Map;

/** How many people of a tenant use each application. Every question about one person needs it. */
final class UserCounts {
  private static final NamedQuery USERS = new NamedQuery(Usage.class, "users");

  private final Lake lake;
  private final KeptAnswers<Counted> answers;

  /**
   * @param people who use any application
   * @param byStoredName people by the name an application is stored under
   */
  record Counted(long people, Map<String, Long> byStoredName) {}

  UserCounts(Lake lake) {
    this.lake = lake;
    this.answers = new KeptAnswers<>(lake, this::ask);
  }

  Counted of(TenantId tenant, TimeWindow window, KeyOwners owners) {
    return answers.of(tenant, window, owners);
  }

  private Counted ask(KeptAnswers.Asked asked) {
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
