package com.orgscope.privacy;

import com.orgscope.access.Access;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.signin.Sessions;
import org.springframework.stereotype.Component;

/** Names, positions and the right to sign in. */
@Component
final class EraseFromDirectory implements ErasureHandler {
  private final ErasedPeople people;
  private final Access access;
  private final Sessions sessions;

  EraseFromDirectory(ErasedPeople people, Access access, Sessions sessions) {
    this.people = people;
    this.access = access;
    this.sessions = sessions;
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
        + sessions.forget(erased.tenant(), erased.keys())
        + people.forget(erased.tenant(), erased.keys());
  }
}
