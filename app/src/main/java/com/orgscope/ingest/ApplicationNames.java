package com.orgscope.ingest;

import org.jspecify.annotations.Nullable;

/** The one name of an application, whatever the provider called it. */
interface ApplicationNames {
  /**
   * @param label what the tenant's administrators call it
   * @param product what the provider's list calls it
   */
  String canonical(String label, @Nullable String product);
}
