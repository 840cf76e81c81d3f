package com.orgscope.quality;

import com.orgscope.directory.Person;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.PersonUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** People whose work is known, as they are and as they would be with new applications. */
final class Examples {
  private final List<PersonKey> people = new ArrayList<>();
  private final Map<PersonKey, Example> now = new HashMap<>();
  private final Map<PersonKey, Example> after = new HashMap<>();

  Examples(
      Map<PersonKey, GroundTruth.Known> known,
      Map<PersonKey, PersonUsage> everybody,
      Map<PersonKey, PersonUsage> changed,
      Map<PersonKey, Person> employed) {
    // By category and then by key: parts of equal make-up, the same whenever it is asked.
    Map<String, List<PersonKey>> byCategory = new TreeMap<>();
    new TreeMap<>(known)
        .forEach((person, truth) ->
            byCategory.computeIfAbsent(truth.category(), name -> new ArrayList<>()).add(person));
    byCategory.values().forEach(people::addAll);
    for (PersonKey person : people) {
      Person one = employed.get(person);
      boolean hasReports = one != null && one.hasReports();
      String category = known.get(person).category();
      now.put(person, Example.of(category, everybody.get(person), hasReports));
      after.put(person, Example.of(category, changed.get(person), hasReports));
    }
  }

  /** What was said of everybody, as they are and as they would be. */
  record Told(Map<PersonKey, String> now, Map<PersonKey, String> after) {}

  /** Everybody, told by what learned from the other parts and never saw them. */
  Told told(Learner learner, int folds) {
    Map<PersonKey, String> saidNow = new HashMap<>();
    Map<PersonKey, String> saidAfter = new HashMap<>();
    for (int fold = 0; fold < folds; fold++) {
      List<Example> others = new ArrayList<>();
      for (int at = 0; at < people.size(); at++) {
        if (at % folds != fold) {
          others.add(now.get(people.get(at)));
        }
      }
      Function<Example, String> learned = learner.learn(others);
      for (int at = fold; at < people.size(); at += folds) {
        PersonKey person = people.get(at);
        saidNow.put(person, learned.apply(now.get(person)));
        saidAfter.put(person, learned.apply(after.get(person)));
      }
    }
    return new Told(saidNow, saidAfter);
  }
}
