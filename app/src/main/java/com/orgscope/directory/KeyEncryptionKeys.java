package com.orgscope.directory;

import com.google.crypto.tink.Aead;
import com.orgscope.kernel.TenantId;

/**
 * A place outside the database for the keys that wrap tenants' key sets: each key is one tenant's
 * alone, so that to destroy it destroys what that tenant has in every copy of the database. A key
 * never changes; another one takes its place.
 */
interface KeyEncryptionKeys {
  /** Whether a key of this name would be here. */
  boolean holds(String key);

  /**
   * A new key, which outlives a loss of power on return.
   *
   * @return its name, which holds no secret
   * @throws com.orgscope.kernel.Failure for the operator or to be tried again, if none can be made
   */
  String make(TenantId tenant);

  /**
   * The key as it is.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if it is missing, destroyed or
   *     unreadable, here or when it is used; to be tried again, if the service is away
   */
  Aead open(String key);

  /** Nothing that it wrapped opens any more. Again, or of a key that is gone, changes nothing. */
  void destroy(String key);
}
