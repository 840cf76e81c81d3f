package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import java.util.List;
import java.util.Optional;

/** Counts everybody as they stand after the newest categorization. */
interface Censuses {
  /** Empty as long as nothing was categorized. */
  Optional<Census> take(Caller caller, List<Assumption> assumptions);
}
