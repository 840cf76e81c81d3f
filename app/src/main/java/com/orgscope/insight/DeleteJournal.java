package com.orgscope.insight;

import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.TenantDeletionHandler;
import org.springframework.stereotype.Component;

/** A tenant's journal of releases, which lies outside the database. */
@Component
final class DeleteJournal implements TenantDeletionHandler {
  private final ReleaseJournal journal;

  DeleteJournal(ReleaseJournal journal) {
    this.journal = journal;
  }

  @Override
  public String place() {
    return "journal of releases";
  }

  @Override
  public long count(TenantId tenant) {
    return journal.count(tenant);
  }

  @Override
  public long delete(TenantId tenant) {
    return journal.delete(tenant);
  }
}
