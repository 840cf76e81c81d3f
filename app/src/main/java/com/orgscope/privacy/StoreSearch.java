package com.orgscope.privacy;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.ByteSearch;
import com.orgscope.state.Findings;
import java.util.Set;

/** A bean that looks for people in one of the stores of a home, decoded and as its bytes lie. */
public interface StoreSearch {
  /** What is searched, in a few words that stay the same ("lake"). */
  String store();

  /** Looks through all of it; what cannot be read is told and ends nothing. */
  Findings holding(Sought sought);

  /**
   * Who is looked for.
   *
   * @param tenant whose people they are; sealed stores are opened for it alone
   * @param keys of the people
   * @param words they are called by; none of people of whom nobody knows them any more
   * @param bytes finds both
   */
  record Sought(TenantId tenant, Set<PersonKey> keys, Set<String> words, ByteSearch bytes) {
    public Sought {
      keys = Set.copyOf(keys);
      words = Set.copyOf(words);
    }

    static Sought of(TenantId tenant, Set<PersonKey> keys, Set<String> words) {
      return new Sought(
          tenant, keys, words, new ByteSearch(keys.stream().map(PersonKey::value).toList(), words));
    }

    /** Nothing of the words. */
    @Override
    public String toString() {
      return "Sought[" + tenant + ", " + keys.size() + " keys]";
    }
  }
}
