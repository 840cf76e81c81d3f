package com.orgscope.privacy;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.kernel.TenantId;
import org.springframework.stereotype.Component;

/** The home's file of who was erased of a company; its key is gone with the company's. */
@Component
final class DeleteTombstones implements TenantDeletionHandler {
  private final ErasedPeople people;

  DeleteTombstones(ErasedPeople people) {
    this.people = people;
  }

  @Override
  public String place() {
    return "tombstones";
  }

  @Override
  public long count(TenantId tenant) {
    return people.hasFile(tenant) ? 1 : 0;
  }

  @Override
  public long delete(TenantId tenant) {
    return people.deleteFile(tenant) ? 1 : 0;
  }
}
