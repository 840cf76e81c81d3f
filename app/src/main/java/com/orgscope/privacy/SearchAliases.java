package com.orgscope.privacy;

import com.orgscope.audit.Audit;
import com.orgscope.state.Findings;
import org.springframework.stereotype.Component;

/** What aliases of the audit log mean, opened: in the database, and in entries kept in files. */
@Component
final class SearchAliases implements StoreSearch {
  private final Audit audit;

  SearchAliases(Audit audit) {
    this.audit = audit;
  }

  @Override
  public String store() {
    return "audit aliases";
  }

  @Override
  public Findings holding(Sought sought) {
    return audit.holding(sought.tenant(), sought.bytes());
  }
}
