package com.orgscope.insight;

import java.util.List;

/**
 * Assumptions that another room brings along, since its tables say what they are about. They are
 * listed, overridden and published like all others.
 */
public interface AssumptionSource {
  /** The values that ship, each under an id of its own. */
  List<Assumption> shipped();
}
