package com.orgscope.ingest;

import com.orgscope.kernel.TenantId;

/** What ingestion asks of the rooms around it, for a tenant. */
interface TenantLookups {
  ApplicationNames names(TenantId tenant);

  TenantCipher seal(TenantId tenant);

  /** Brings the daily usage up to date with the events stored, and their files in order. */
  void rollUp(TenantId tenant);
}
