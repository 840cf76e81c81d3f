package com.orgscope.ingest;

import com.orgscope.kernel.Caller;
import java.util.List;

/** How far the lake is behind what happens, for each of a tenant's live sources. */
public interface Lags {

  /** One for each source that ever sent something, as far as the caller may see operations. */
  List<Lag> of(Caller caller);
}
