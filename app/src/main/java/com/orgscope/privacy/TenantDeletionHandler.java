package com.orgscope.privacy;

import com.orgscope.kernel.TenantId;

/** A bean of a room that keeps something of tenants outside the database: how it goes with one. */
public interface TenantDeletionHandler {
  /** What it is, in a few words that stay the same ("lake"). */
  String place();

  /** How much would go: rows or files. */
  long count(TenantId tenant);

  /**
   * All of it. Again, or of a tenant that is gone, changes nothing.
   *
   * @return how much went
   */
  long delete(TenantId tenant);
}
