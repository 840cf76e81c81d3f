package com.orgscope.privacy;

import com.orgscope.kernel.TenantId;

/**
 * A bean that knows what somebody outside still holds of a company, to be told by receipts: of
 * nobody in particular, and for a while.
 */
public interface HeldOutside {
  /** What is held and by whom, in a few words that stay the same. */
  String what();

  /** How much is held now. */
  long held(TenantId tenant);
}
