package com.orgscope.privacy;

import com.orgscope.state.Findings;
import com.orgscope.state.TenantRows;
import org.springframework.stereotype.Component;

/** Every value of every row that the database gives out, what lies packed beside it too. */
@Component
final class SearchTables implements StoreSearch {
  private final TenantRows rows;

  SearchTables(TenantRows rows) {
    this.rows = rows;
  }

  @Override
  public String store() {
    return "tables";
  }

  @Override
  public Findings holding(Sought sought) {
    Findings findings = new Findings();
    rows.holding(sought.bytes().texts()).forEach(findings::found);
    return findings;
  }
}
