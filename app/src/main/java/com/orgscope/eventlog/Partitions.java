package com.orgscope.eventlog;

import com.orgscope.kernel.TenantId;

/** Which partition is a tenant's: the same in every process and for every kind of log. */
public final class Partitions {
  private Partitions() {}

  /** FNV-1a over the id, mixed once more, since ids differ in their last letters. */
  public static int of(TenantId tenant, int partitions) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < tenant.value().length(); i++) {
      hash = (hash ^ tenant.value().charAt(i)) * 0x01000193;
    }
    hash *= 0x9E3779B1;
    return Math.floorMod(hash ^ (hash >>> 15), partitions);
  }
}
