package com.orgscope.usage;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What months were summed up from. */
@Component
final class SummedMonthStore {
  private final Database database;

  SummedMonthStore(Database database) {
    this.database = database;
  }

  Map<YearMonth, String> sources(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "usage"),
        jdbc -> {
          Map<YearMonth, String> sources = new HashMap<>();
          jdbc.sql(
                  "SELECT month, source FROM usage.summed_month WHERE tenant = (SELECT state.claimed_tenant())")
              .query(row -> {
                sources.put(
                    YearMonth.from(row.getObject("month", LocalDate.class)),
                    row.getString("source"));
              });
          return sources;
        });
  }

  void summed(TenantId tenant, YearMonth month, String source) {
    database.runAs(
        Caller.system(tenant, "usage"),
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO usage.summed_month (tenant, month, source)
                    VALUES ((SELECT state.claimed_tenant()), :month, :source)
                    ON CONFLICT (tenant, month) DO UPDATE SET source = :source
                    """)
                .param("month", month.atDay(1))
                .param("source", source)
                .update());
  }
}
