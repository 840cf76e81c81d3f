package com.orgscope.ingest;

/** What a tenant's own keys do for ingestion; the keys stay in the directory. */
interface TenantCipher {
  /**
   * @param place where it will lie; elsewhere it does not open
   */
  byte[] seal(byte[] plain, String place);

  byte[] open(byte[] sealed, String place);

  /** A text under the tenant's key: equal for equal texts, and no way back. */
  String hash(String text);
}
