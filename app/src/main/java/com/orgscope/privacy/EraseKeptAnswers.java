package com.orgscope.privacy;

import com.orgscope.signin.KeptAnswers;
import org.springframework.stereotype.Component;

/**
 * Answers to programs that are kept for a day, sealed; those that name somebody who is erased
 * cannot be told from others, so all of them go.
 */
@Component
final class EraseKeptAnswers implements ErasureHandler {
  private final KeptAnswers answers;

  EraseKeptAnswers(KeptAnswers answers) {
    this.answers = answers;
  }

  @Override
  public Stage stage() {
    return Stage.INCOMING;
  }

  @Override
  public String place() {
    return "kept answers";
  }

  @Override
  public long erase(Erased erased) {
    return answers.forgetAll(erased.tenant());
  }
}
