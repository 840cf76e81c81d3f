package com.orgscope.usage;

import com.orgscope.kernel.TenantId;
import java.util.List;
import java.util.Map;

/** The tenant "harborline" with what a test lets it say; every other tenant says nothing. */
record FixedVoice(List<String> names, Map<String, String> descriptions)
    implements TenantVocabulary {
  @Override
  public List<String> names(TenantId tenant) {
    return names;
  }

  @Override
  public Map<String, String> descriptions(TenantId tenant) {
    return tenant.value().equals("harborline") ? descriptions : Map.of();
  }
}
