package com.orgscope.nightly;

import com.orgscope.category.Assignments;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.category.trial.Trial;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.nightly.PreparedNights.Prepared;
import com.orgscope.state.Effect;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.nightly.PreparedNights.Prepared;
import com.orgscope.nightly.UnjudgedPeople.Judged;
import com.orgscope.state.Effect;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import java.util.List;
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
      Map<PersonKey, Judgment> answers = new LinkedHashMap<>();
      batch.forEach(person -> answers.put(person, night.judge().judge(night.subject(person))));
      NightPoint.JUDGED.pass();
      shard.checkpoint(
          batch.getLast().toString(),
          shard.unitsDone() + batch.size(),
          assignments.appending(shard.tenant(), run, answers));
      NightPoint.JUDGMENTS_KEPT.pass();
      Map<String, Map<PersonKey, Judgment>> answers = new TreeMap<>();
      for (PersonKey person : batch) {
        Subject subject = night.subject(person);
        // What a canary says is a run of its own, so that it is taken back by itself.
        String of = night.judge().onTrial(subject).map(trial -> Trial.run(run, trial)).orElse(run);
        answers
            .computeIfAbsent(of, any -> new LinkedHashMap<>())
            .put(person, night.judge().judge(subject));
      }
      shard.checkpoint(
          batch.getLast().toString(), shard.unitsDone() + batch.size(), all(shard, answers));
      Judged judged = unjudged.judge(caller, night, batch);
      Effect answers = assignments.appending(shard.tenant(), run, judged.answers());
      shard.checkpoint(
          batch.getLast().toString(),
          shard.unitsDone() + batch.size(),
          jdbc -> {
            answers.in(jdbc);
            judged.left().in(jdbc);
          });
    }
  }

  private Effect all(Shard shard, Map<String, Map<PersonKey, Judgment>> answers) {
    List<Effect> effects = new ArrayList<>();
    answers.forEach((run, of) -> effects.add(assignments.appending(shard.tenant(), run, of)));
    return jdbc -> effects.forEach(effect -> effect.in(jdbc));
  }
}
