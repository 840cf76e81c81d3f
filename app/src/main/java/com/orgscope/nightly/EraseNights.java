package com.orgscope.nightly;

import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import org.springframework.stereotype.Component;

/** In which nights somebody was chosen. */
@Component
class EraseNights implements ErasureHandler {
  private final NightStore store;

  EraseNights(NightStore store) {
    this.store = store;
  }

  @Override
  public Stage stage() {
    return Stage.ROWS;
  }

  @Override
  public String place() {
    return "nights";
  }

  @Override
  public long erase(Erased erased) {
    return store.forget(erased.tenant(), erased.keys());
  }
}
