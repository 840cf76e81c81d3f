package com.orgscope.nightly;

import com.orgscope.category.Assignments;
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
}
