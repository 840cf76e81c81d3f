package com.orgscope.privacy;

import com.orgscope.state.TenantRows;
import org.springframework.stereotype.Component;

/**
 * Who set, decided, granted or asked for something: whatever room keeps it, it says that it was
 * somebody who is erased.
 */
@Component
final class EraseActors implements ErasureHandler {
  /** As whom somebody acts who signed in at their company's provider; see {@code signin}. */
  private static final String SIGNED_IN = "oidc:";

  private final TenantRows rows;

  EraseActors(TenantRows rows) {
    this.rows = rows;
  }

  @Override
  public String place() {
    return "who acted";
  }

  @Override
  public long erase(Erased erased) {
    return rows
        .forgetActors(erased.tenant(), erased.keys().stream().map(key -> SIGNED_IN + key).toList())
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
