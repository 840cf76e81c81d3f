package com.orgscope.export;

import com.orgscope.directory.KeyPeriod;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.util.List;
import java.util.Set;

/**
 * Whose data is exported.
 *
 * @param person who asks, for themselves
 * @param keys under which rows about them lie, and about nobody else
 * @param shared keys under which such rows lie on some days and on others somebody else's
 */
record Whose(Caller caller, PersonKey person, Set<PersonKey> keys, List<KeyPeriod> shared) {
  Whose {
    keys = Set.copyOf(keys);
    shared = List.copyOf(shared);
  }

  TenantId tenant() {
    return caller.tenant();
  }
}
