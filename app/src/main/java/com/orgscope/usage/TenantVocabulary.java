package com.orgscope.usage;

import com.orgscope.kernel.TenantId;
import java.util.List;
import java.util.Map;

/** What a tenant says of itself and of its applications. */
interface TenantVocabulary {
  /** What the company is called, longest first; labels often begin with one of these. */
  List<String> names(TenantId tenant);

  /** The tenant's own descriptions, by application as its administrators label it. */
  Map<String, String> descriptions(TenantId tenant);

  /** What IT and models said of applications, by label; IT's word where both spoke. */
  default Map<String, ApplicationAnswer> answers(TenantId tenant) {
    return Map.of();
  }

  /** IT's marks of sensitive applications as of now, see {@link SensitiveRule#marks}. */
  default Map<String, Boolean> sensitive(TenantId tenant) {
    return Map.of();
  }
}
