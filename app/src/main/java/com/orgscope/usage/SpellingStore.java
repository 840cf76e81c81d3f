package com.orgscope.usage;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
final class SpellingStore implements Spellings {
  private final Database database;

  SpellingStore(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, String> of(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "usage"),
        jdbc -> {
          Map<String, String> spellings = new HashMap<>();
          jdbc.sql(
                  """
                  SELECT folded, min(spelling COLLATE "C") AS spelling
                  FROM usage.spelling WHERE tenant = (SELECT state.claimed_tenant()) GROUP BY folded
                  """)
              .query(row -> {
                spellings.put(row.getString("folded"), row.getString("spelling"));
              });
          return spellings;
        });
  }

  @Override
  public void seen(TenantId tenant, String folded, String spelling) {
    database.runAs(
        Caller.system(tenant, "usage"),
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO usage.spelling (tenant, folded, spelling)
                    VALUES ((SELECT state.claimed_tenant()), :folded, :spelling) ON CONFLICT DO NOTHING
                    """)
                .param("folded", folded)
                .param("spelling", spelling)
                .update());
  }
}
