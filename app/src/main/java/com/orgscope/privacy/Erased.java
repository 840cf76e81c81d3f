package com.orgscope.privacy;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.util.Set;

/**
 * Somebody to be forgotten.
 *
 * @param keys under which rows about them lie
 * @param words they are called by, as far as the directory still knows: login, employee number,
 *     name
 */
public record Erased(TenantId tenant, Set<PersonKey> keys, Set<String> words) {
  public Erased {
    keys = Set.copyOf(keys);
    words = Set.copyOf(words);
  }

  /** Nothing of the words. */
  @Override
  public String toString() {
    return "Erased[" + tenant + ", " + keys + "]";
  }
}
