package com.orgscope.privacy;

import com.orgscope.state.ByteSearch;
import com.orgscope.state.TenantRows;
import java.util.SortedMap;
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
  public SortedMap<String, Long> holding(ByteSearch search) {
    return rows.holding(search.texts());
  }
}
