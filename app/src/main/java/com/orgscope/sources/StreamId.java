package com.orgscope.sources;

import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;

/** One log of one provider of one tenant, read by one process at a time. */
record StreamId(TenantId tenant, Source source, String stream) {
  @Override
  public String toString() {
    return tenant + "/" + source + "/" + stream;
  }
}
