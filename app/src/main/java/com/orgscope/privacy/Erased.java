package com.orgscope.privacy;

import com.orgscope.directory.KeyPeriod;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.ByteSearch;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody to be forgotten.
 *
 * @param keys under which rows about them lie, and about nobody else
 * @param sharedKeys keys under which such rows lie on some days and on others somebody else's
 * @param words they are called by, as far as the directory still knows: login, employee number,
 *     name
 */
public record Erased(
    TenantId tenant, Set<PersonKey> keys, List<KeyPeriod> sharedKeys, Set<String> words) {
  public Erased {
    keys = Set.copyOf(keys);
    sharedKeys = List.copyOf(sharedKeys);
    words = Set.copyOf(words);
  }

  /** Of which keys and days rows go. */
  List<KeyPeriod> periods() {
    return Stream.concat(keys.stream().map(key -> KeyPeriod.always(key, key)), sharedKeys.stream())
        .toList();
  }

  /** Finds them among bytes, by keys that are theirs alone and by words. */
  ByteSearch search() {
    return new ByteSearch(keys.stream().map(PersonKey::value).toList(), words);
  }

  /** Nothing of the words. */
  @Override
  public String toString() {
    return "Erased[" + tenant + ", " + keys + "]";
  }
}
