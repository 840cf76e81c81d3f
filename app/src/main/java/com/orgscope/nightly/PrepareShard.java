package com.orgscope.nightly;

import com.orgscope.category.ApplicationQuestions.Asked;
import com.orgscope.category.Assignments;
import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.kernel.Caller;
import com.orgscope.nightly.Deferrals.Choice;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightStore.Chosen;
import com.orgscope.state.Effect;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Brings what a night judges by up to date, and chooses whom. One shard, so that of all processes
 * that share a night one alone counts days and asks about applications.
 */
@Component
class PrepareShard implements ShardHandler {
  static final String KIND = "nightly.prepare";

  private final NightStore nights;
  private final NightInputs inputs;
  private final Assignments assignments;
  private final Deferrals deferrals;
  private final NightQuotes quotes;
  private final NightBudget budget;

  PrepareShard(
      NightStore nights,
      NightInputs inputs,
      Assignments assignments,
      Deferrals deferrals,
      NightQuotes quotes,
      NightBudget budget) {
    this.quotes = quotes;
    this.budget = budget;
    this.deferrals = deferrals;
    this.nights = nights;
    this.inputs = inputs;
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
    LocalDate asOf = Nightly.asOf(run);
    NightPoint.PREPARING.pass();
    if (nights.find(caller, run).isEmpty()) {
      begin(caller, run, NightJobs.Part.parse(shard.payload()));
    }
    NightPoint.CHOSEN.pass();
    assignments.open(caller, run, asOf);
  }

  private void begin(Caller caller, String run, NightJobs.Part part) {
    LocalDate asOf = Nightly.asOf(run);
    inputs.bringUpToDate(caller);
    Choice choice = deferrals.choose(caller, run, part.whom());
    List<Chosen> chosen =
        choice.deferral().tonight().entrySet().stream()
            .map(e ->
                new Chosen(e.getKey(), NightJobs.shard(e.getKey(), part.shards()), e.getValue()))
            .toList();
    Outlook describing = inputs.outlook(caller, asOf);
    if (describing.questions() > describing.remembered()) {
      // Nothing is asked, and so paid, of a night that is dearer than what is left.
      long whole = quotes.of(caller, asOf, choice.deferral()).whole().costNano();
      Optional<String> tooDear = budget.exceededBy(caller, whole);
      if (tooDear.isPresent()) {
        nights.begin(caller, run, chosen, Asked.NOTHING, choice);
        nights.quoted(caller, run, whole);
        nights.end(caller, run, new NightStore.End(State.REFUSED, tooDear.get(), chosen.size(), 0));
        return;
      }
    }
    Asked asked = inputs.describe(caller, asOf);
    Effect quoted = nights.describingQuoted(caller, run, describing.costNano());
    Effect rows =
        jdbc -> {
          choice.rows().in(jdbc);
          quoted.in(jdbc);
        };
    nights.begin(caller, run, chosen, asked, new Choice(part.whom(), choice.deferral(), rows));
    Deferrals.count(caller, choice.deferral());
  }
}
