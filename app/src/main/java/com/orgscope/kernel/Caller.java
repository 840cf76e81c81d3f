package com.orgscope.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who is asking: a principal in a role, of one tenant. {@code person} is set for those who work
 * there (managers and employees see rows by it).
 */
public record Caller(TenantId tenant, Role role, String principal, @Nullable PersonKey person) {

  public Caller {
    if (principal.isBlank()) {
      throw new IllegalArgumentException("a caller needs a principal");
    }
    if (person == null && role.isOfAPerson()) {
      throw new IllegalArgumentException(role + " must be a person of the directory");
    }
  }

  /** The product itself, named by the room that works ({@code "nightly"}). */
  public static Caller system(TenantId tenant, String room) {
    return new Caller(tenant, Role.SYSTEM, "system:" + room, null);
  }

  /** Somebody at a terminal; the operating system vouches for the name. */
  public static Caller commandLine(TenantId tenant, String user) {
    return new Caller(tenant, Role.IT_SECURITY, "os:" + user, null);
  }
}
