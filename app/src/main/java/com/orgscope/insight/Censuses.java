package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import java.util.List;
import java.util.Optional;

/** Counts everybody as they stand after the newest categorization. */
interface Censuses {
  /** As of the newest run that said something; empty as long as nothing was categorized. */
  Optional<Census> take(Caller caller, List<Assumption> assumptions);
}
