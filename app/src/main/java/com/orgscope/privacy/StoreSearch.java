package com.orgscope.privacy;

import com.orgscope.state.ByteSearch;
import java.util.SortedMap;

/** A bean that looks for people in one of the stores of a home, decoded and as its bytes lie. */
interface StoreSearch {
  /** What is searched, in a few words that stay the same ("lake"). */
  String store();

  /** How often something is held, by table or file; what was looked through is there with zero. */
  SortedMap<String, Long> holding(ByteSearch search);
}
