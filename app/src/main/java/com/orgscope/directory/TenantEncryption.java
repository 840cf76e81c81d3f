package com.orgscope.directory;

import com.orgscope.kernel.TenantId;
import org.springframework.stereotype.Component;

/**
 * What other rooms may have done under a tenant's keys, which stay here: bytes sealed that only
 * this tenant's key opens, and texts hashed so that nobody without the key can tell what they were.
 */
@Component
public final class TenantEncryption {
  private final TenantKeys keys;

  TenantEncryption(TenantKeys keys) {
    this.keys = keys;
  }

  /**
   * @param place the row it will lie in; moved elsewhere it does not open
   */
  public byte[] seal(TenantId tenant, byte[] plain, String place) {
    return keys.of(tenant).seal(plain, place);
  }

  /**
   * @throws com.orgscope.kernel.Failure for the operator, if the bytes were changed or moved
   */
  public byte[] open(TenantId tenant, byte[] sealed, String place) {
    return keys.of(tenant).open(sealed, place);
  }

  /**
   * A text under the tenant's key: 122 bits, the same for the same text and purpose.
   *
   * @param purpose what it is for ("session"); hashes for different purposes never agree
   */
  public String hash(TenantId tenant, String purpose, String text) {
    return keys.of(tenant).hash("seal:" + purpose + ":" + text).toString();
  }

  /**
   * A key of 32 bytes for who hashes elsewhere what cannot be hashed here. It stays the same while
   * the tenant exists, and tells nothing of the tenant's own keys.
   *
   * @param purpose what it is for; keys of different purposes have nothing to do with each other
   */
  public byte[] derivedKey(TenantId tenant, String purpose) {
    return keys.of(tenant).derived(purpose);
  }
}
