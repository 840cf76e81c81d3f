package com.orgscope.scim;

import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import org.springframework.stereotype.Component;

/**
 * Accounts of SCIM with all they go by, and their places in groups. A provider that still has the
 * account is told that it is not there, and if it makes it anew that the person was erased.
 */
@Component
final class EraseAccounts implements ErasureHandler {
  private final ScimStore store;

  EraseAccounts(ScimStore store) {
    this.store = store;
  }

  @Override
  public Stage stage() {
    return Stage.INCOMING;
  }

  @Override
  public String place() {
    return "SCIM accounts";
  }

  @Override
  public long erase(Erased erased) {
    return store.forget(erased.tenant(), erased.keys());
  }
}
