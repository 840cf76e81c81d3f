package com.orgscope.bench;

import com.orgscope.category.Categorizer;
import com.orgscope.demo.RecordedModel;
import java.util.Map;

/** The companies of {@code bench agent} for tests of other rooms. */
public final class TrialCompanies {
  private final AgentTrial trial;

  /** A model that is asked what their applications are for. */
  public enum Model {
    RECORDED,
    HALF_WRONG,
    RANDOM
  }

  /**
   * @param local judges everybody, each time that a company is asked about
   */
  public TrialCompanies(Categorizer local) {
    trial = new AgentTrial(local, RecordedModel.read(null, 0.7));
  }

  public void judge(String industry, long seed, int people, Model model) {
    trial.judge(
        trial.company(industry, seed, people),
        Answerer.valueOf(model.name()),
        seed,
        (person, judgment) -> {});
  }

  /** What each application of a company that nobody knows is for, by its label. */
  public Map<String, String> truth(String industry, long seed, int people) {
    return trial.company(industry, seed, people).simulation().unknownApplications();
  }
}
