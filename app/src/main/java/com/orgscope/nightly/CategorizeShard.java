package com.orgscope.nightly;

import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.trial.Trial;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.nightly.PreparedNights.Prepared;
import com.orgscope.nightly.UnjudgedPeople.Judged;
import com.orgscope.state.Effect;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Judges the people of one shard, a few hundred at a time; their answers and the place to go on
 * from are written together, so a night that is killed goes on behind its last answer.
 */
@Component
class CategorizeShard implements ShardHandler {
  static final String KIND = "nightly.categorize";
  static final int BATCH = 500;

  private final NightStore nights;
  private final PreparedNights prepared;
  private final Assignments assignments;
  private final UnjudgedPeople unjudged;

  CategorizeShard(
      NightStore nights,
      PreparedNights prepared,
      Assignments assignments,
      UnjudgedPeople unjudged) {
    this.unjudged = unjudged;
    this.nights = nights;
    this.prepared = prepared;
    this.assignments = assignments;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Shard shard) {
    Caller caller = Caller.system(shard.tenant(), "nightly");
    String run = shard.job().name();
    Prepared night = prepared.of(caller, run);
    while (true) {
      String checkpoint = shard.checkpoint();
      PersonKey after = checkpoint == null ? null : PersonKey.parse(checkpoint);
      List<PersonKey> batch =
          nights.chosen(caller, run, Integer.parseInt(shard.payload()), after, BATCH);
      if (batch.isEmpty()) {
        return;
      }
      Judged judged = unjudged.judge(caller, night, batch);
      Effect answers = appending(shard, night, judged.answers());
      NightPoint.JUDGED.pass();
      shard.checkpoint(
          batch.getLast().toString(),
          shard.unitsDone() + batch.size(),
          jdbc -> {
            answers.in(jdbc);
            judged.left().in(jdbc);
          });
      NightPoint.JUDGMENTS_KEPT.pass();
    }
  }

  /** What a canary says is a run of its own, so that it is taken back by itself. */
  private Effect appending(Shard shard, Prepared night, Map<PersonKey, Judgment> answers) {
    Map<String, Map<PersonKey, Judgment>> runs = new TreeMap<>();
    answers.forEach((person, judgment) -> {
      String run =
          night
              .judge()
              .onTrial(night.subject(person))
              .map(trial -> Trial.run(night.run(), trial))
              .orElse(night.run());
      runs.computeIfAbsent(run, any -> new LinkedHashMap<>()).put(person, judgment);
    });
    List<Effect> effects = new ArrayList<>();
    runs.forEach((run, of) -> effects.add(assignments.appending(shard.tenant(), run, of)));
    return jdbc -> effects.forEach(effect -> effect.in(jdbc));
  }
}
