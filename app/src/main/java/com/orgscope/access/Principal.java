package com.orgscope.access;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in at this installation itself.
 *
 * @param name unique within the tenant ("manager")
 * @param person who of the directory they are; null for roles that are nobody's rows
 */
public record Principal(TenantId tenant, String name, Role role, @Nullable PersonKey person) {
  /** What they call with, once they have signed in. */
  public Caller caller() {
    return new Caller(tenant, role, "local:" + name, person);
  }
}
