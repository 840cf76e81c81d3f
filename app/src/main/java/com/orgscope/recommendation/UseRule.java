package com.orgscope.recommendation;

import java.util.List;

/** One kind of recommendation from what people use. */
interface UseRule {
  /** What it has to say of a group of at least k people; empty if nothing. */
  List<Saving> of(UseGroup group, UseFacts facts);
}
