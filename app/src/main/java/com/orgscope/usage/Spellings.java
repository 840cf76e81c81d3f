package com.orgscope.usage;

import com.orgscope.kernel.TenantId;
import java.util.Map;

/**
 * How a tenant spells the applications that no list knows. The lake holds such a label in lower
 * case, so that "Claims-Portal" and "claims-portal" are one application whichever comes first;
 * people read it as it was written.
 */
interface Spellings {
  /** The spelling to show, by folded label; of several the first in code point order. */
  Map<String, String> of(TenantId tenant);

  /** Remembers that a label was seen in this spelling. Seeing it again changes nothing. */
  void seen(TenantId tenant, String folded, String spelling);
}
