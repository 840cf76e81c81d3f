package com.orgscope.assurance;

import com.orgscope.kernel.TenantId;

/** Knows some facts of the running system; none of a person, and no count that is not published. */
interface FactSource {
  void tell(TenantId tenant, FactBook book);
}
