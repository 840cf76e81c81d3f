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
  /** By category and then by key: parts of equal make-up, the same whenever it is asked. */
  private final List<Of> people = new ArrayList<>();

  private record Of(PersonKey person, Example now, Example after) {}

  /** Whoever used nothing is left out. */
  Examples(
      Map<PersonKey, GroundTruth.Known> known,
      Map<PersonKey, PersonUsage> everybody,
      Map<PersonKey, PersonUsage> changed,
      Map<PersonKey, Person> employed) {
    Map<String, List<Of>> byCategory = new TreeMap<>();
    new TreeMap<>(known)
        .forEach((person, truth) -> {
          PersonUsage now = everybody.get(person);
          PersonUsage after = changed.get(person);
          if (now != null && after != null) {
            Person one = employed.get(person);
            boolean hasReports = one != null && one.hasReports();
            String category = truth.category();
            byCategory
                .computeIfAbsent(category, name -> new ArrayList<>())
                .add(
                    new Of(
                        person,
                        Example.of(category, now, hasReports),
                        Example.of(category, after, hasReports)));
          }
        });
    byCategory.values().forEach(people::addAll);
  }

  /** What was said of everybody, as they are and as they would be. */
  record Told(Map<PersonKey, String> now, Map<PersonKey, String> after) {}

  /** Everybody, told by what learned from the other parts and never saw them. */
  Told told(Learner learner, int folds) {
    Map<PersonKey, String> now = new HashMap<>();
    Map<PersonKey, String> after = new HashMap<>();
    for (int fold = 0; fold < folds; fold++) {
      List<Example> others = new ArrayList<>();
      for (int at = 0; at < people.size(); at++) {
        if (at % folds != fold) {
          others.add(people.get(at).now());
        }
      }
      Function<Example, String> learned = learner.learn(others);
      for (int at = fold; at < people.size(); at += folds) {
        Of one = people.get(at);
        now.put(one.person(), learned.apply(one.now()));
        after.put(one.person(), learned.apply(one.after()));
      }
    }
    return new Told(now, after);
  }
}
