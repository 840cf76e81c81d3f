package com.orgscope.directory;

import com.google.crypto.tink.Aead;

/**
 * The key that wraps the tenants' keys. A key management service's client has the same shape: it
 * hands out an {@code Aead} that calls it.
 */
interface KeyEncryptionKey {
  /**
   * The key as it is.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if it is missing or unreadable
   */
  Aead existing();

  /** The key, made if there is none yet: only while no tenant's key is wrapped under another. */
  Aead existingOrNew();
}
