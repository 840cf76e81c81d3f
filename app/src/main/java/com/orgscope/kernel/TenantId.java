package com.orgscope.kernel;

import java.util.regex.Pattern;

/** One client company, by a short lower-case name that is safe in a path, a log line and SQL. */
public record TenantId(String value) implements Comparable<TenantId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

  public TenantId {
    if (!SHAPE.matcher(value).matches()) {
      throw Failure.operator(
          "'" + value + "' is no tenant id: use 1 to 40 of a-z, 0-9 and inner hyphens");
    }
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
