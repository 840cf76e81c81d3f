package com.orgscope.audit;

import com.orgscope.kernel.TenantId;
import java.util.UUID;

/** Hides, under a tenant's keys, who an alias of the log is. The room that has the keys does it. */
public interface IdentitySeals {
  /** 122 bits, the same for the same identity; nobody without the key can tell whose. */
  UUID lookup(TenantId tenant, String identity);

  /** An identity as it rests beside its lookup; moved elsewhere it does not open. */
  byte[] seal(TenantId tenant, String identity, UUID lookup);

  /**
   * @throws com.orgscope.kernel.Failure for the operator, if the bytes were changed or moved
   */
  String open(TenantId tenant, byte[] sealed, UUID lookup);
}
