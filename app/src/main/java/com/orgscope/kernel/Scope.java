package com.orgscope.kernel;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows a question to the lake may touch: one tenant's, and of these everybody's or only some
 * people's. A lake question without a scope cannot be asked.
 *
 * @param people null for everybody of the tenant
 */
public record Scope(TenantId tenant, @Nullable Set<PersonKey> people) {
  public Scope {
    people = people == null ? null : Collections.unmodifiableSet(new TreeSet<>(people));
  }

  public static Scope everybody(TenantId tenant) {
    return new Scope(tenant, null);
  }

  public static Scope only(TenantId tenant, PersonKey person) {
    return new Scope(tenant, Set.of(person));
  }
}
