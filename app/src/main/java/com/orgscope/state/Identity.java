package com.orgscope.state;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;

/** A caller as row-level security reads one; an empty text is nobody. */
record Identity(String tenant, String role, String principal, String person, String noted) {
  Identity(String tenant, String role, String principal, String person) {
    this(tenant, role, principal, person, "");
  }

  static Identity of(Caller caller) {
    return of(caller, "");
  }

  /**
   * @param noted what the database is to believe besides, in this transaction
   */
  static Identity of(Caller caller, String noted) {
    PersonKey person = caller.person();
    return new Identity(
        caller.tenant().value(),
        caller.role().name(),
        caller.principal(),
        person == null ? "" : person.toString(),
        noted);
  }

  /** The product itself, of no tenant. */
  static Identity system(String room) {
    return new Identity("", Role.SYSTEM.name(), "system:" + room, "");
  }
}
