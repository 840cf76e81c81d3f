package com.orgscope.category;

import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import org.springframework.stereotype.Component;

/** What was said of somebody's work, by us and by people. */
@Component
final class EraseAssignments implements ErasureHandler {
  private final AssignmentStore store;

  EraseAssignments(AssignmentStore store) {
    this.store = store;
  }

  @Override
  public Stage stage() {
    return Stage.ROWS;
  }

  @Override
  public String place() {
    return "categories";
  }

  @Override
  public long erase(Erased erased) {
    return store.forget(erased.tenant(), erased.keys());
  }
}
