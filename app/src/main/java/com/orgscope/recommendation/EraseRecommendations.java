package com.orgscope.recommendation;

import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import org.springframework.stereotype.Component;

/** What was recommended to somebody, and what was decided about it. */
@Component
final class EraseRecommendations implements ErasureHandler {
  private final RecommendationStore store;

  EraseRecommendations(RecommendationStore store) {
    this.store = store;
  }

  @Override
  public Stage stage() {
    return Stage.ROWS;
  }

  @Override
  public String place() {
    return "recommendations";
  }

  @Override
  public long erase(Erased erased) {
    return store.forget(erased.tenant(), erased.keys());
  }
}
