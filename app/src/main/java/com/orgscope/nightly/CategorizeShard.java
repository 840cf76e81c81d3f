package com.orgscope.nightly;

import com.orgscope.category.Assignments;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.category.Taxonomies;
import com.orgscope.directory.Directory;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Judges the people of one shard, a few hundred at a time; their answers and the place to go on
 * from are written together, so a night that is killed goes on behind its last answer.
 */
@Component
class CategorizeShard implements ShardHandler {
  static final String KIND = "nightly.categorize";
  static final int BATCH = 500;
  static final int WINDOW_DAYS = 90;

  private final NightStore nights;
  private final Directory directory;
  private final Usage usage;
  private final Taxonomies taxonomies;
  private final Categorizer categorizer;
  private final Assignments assignments;
  private @Nullable Prepared prepared;

  CategorizeShard(
      NightStore nights,
      Directory directory,
      Usage usage,
      Taxonomies taxonomies,
      Categorizer categorizer,
      Assignments assignments) {
    this.nights = nights;
    this.directory = directory;
    this.usage = usage;
    this.taxonomies = taxonomies;
    this.categorizer = categorizer;
    this.assignments = assignments;
  }

  /** What all shards of a night share: looked at once per process. */
  private record Prepared(
      TenantId tenant,
      String run,
      Judge judge,
      TimeWindow window,
      Map<PersonKey, PersonUsage> everybody,
      Map<PersonKey, Person> people) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Shard shard) {
    Caller caller = Caller.system(shard.tenant(), "nightly");
    String run = shard.job().name();
    Prepared night = prepared(caller, run);
    while (true) {
      String checkpoint = shard.checkpoint();
      PersonKey after = checkpoint == null ? null : PersonKey.parse(checkpoint);
      List<PersonKey> batch =
          nights.chosen(caller, run, Integer.parseInt(shard.payload()), after, BATCH);
      if (batch.isEmpty()) {
        return;
      }
      Map<PersonKey, Judgment> answers = new LinkedHashMap<>();
      batch.forEach(person -> answers.put(person, judge(night, person)));
      shard.checkpoint(
          batch.getLast().toString(),
          shard.unitsDone() + batch.size(),
          assignments.appending(shard.tenant(), run, answers));
    }
  }

  private static Judgment judge(Prepared night, PersonKey key) {
    Person person = night.people.get(key);
    return night.judge.judge(
        new Subject(
            night.everybody.getOrDefault(key, PersonUsage.none(key, night.window)),
            person != null && person.hasReports(),
            person == null ? null : person.hireDate()));
  }

  private synchronized Prepared prepared(Caller caller, String run) {
    Prepared ready = prepared;
    if (ready == null || !ready.tenant.equals(caller.tenant()) || !ready.run.equals(run)) {
      LocalDate asOf = Nightly.asOf(run);
      TimeWindow window = TimeWindow.ending(asOf, WINDOW_DAYS);
      Map<PersonKey, PersonUsage> everybody = usage.everybody(caller, window);
      Map<PersonKey, Person> people = new HashMap<>();
      directory.people(caller).forEach(person -> people.put(person.key(), person));
      Company company = new Company(caller.tenant(), taxonomies.of(caller), run, asOf);
      ready =
          new Prepared(
              caller.tenant(),
              run,
              categorizer.prepare(company, everybody.values()),
              window,
              everybody,
              people);
      prepared = ready;
    }
    return ready;
  }
}
