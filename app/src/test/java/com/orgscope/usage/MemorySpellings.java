package com.orgscope.usage;

import com.orgscope.kernel.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Spellings of one tenant, as long as the test. */
final class MemorySpellings implements Spellings {
  private final Map<String, String> spellings = new ConcurrentHashMap<>();

  @Override
  public Map<String, String> of(TenantId tenant) {
    return spellings;
  }

  @Override
  public void seen(TenantId tenant, String folded, String spelling) {
    spellings.merge(folded, spelling, (a, b) -> a.compareTo(b) <= 0 ? a : b);
  }

  void clear() {
    spellings.clear();
  }
}
