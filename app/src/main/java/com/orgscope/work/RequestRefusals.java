package com.orgscope.work;

import com.orgscope.kernel.TenantId;
import java.util.UUID;

/** Told of requests that no worker does: not signed, altered, or too old. */
public interface RequestRefusals {
  /**
   * @param kind as the row has it, which nobody vouches for
   * @param why in a sentence
   */
  void refused(TenantId tenant, UUID request, String kind, String why);
}
