package com.orgscope.privacy;

import com.orgscope.access.Access;
import com.orgscope.directory.ErasedPeople;
import org.springframework.stereotype.Component;

/** Names, positions and the right to sign in. */
@Component
final class EraseFromDirectory implements ErasureHandler {
  private final ErasedPeople people;
  private final Access access;

  EraseFromDirectory(ErasedPeople people, Access access) {
    this.people = people;
    this.access = access;
  }

  @Override
  public Stage stage() {
    return Stage.IDENTITY;
  }

  @Override
  public String place() {
    return "directory";
  }

  @Override
  public long erase(Erased erased) {
    return access.forget(erased.tenant(), erased.keys())
        + people.forget(erased.tenant(), erased.keys());
  }
}
