package com.orgscope.quality;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Judges a company again after changes that say nothing of anybody's work: another order, other
 * ids, capitals, another script, a little noise. Whoever is of another kind of work then was judged
 * by what must not count. Of the model without a key; nothing of it is kept.
 */
@Component
public class Invariance {
  private static final int WINDOW_DAYS = 90;

  private final Assignments assignments;
  private final Usage usage;
  private final People people;
  private final LocalAnswers local;
  private final Access access;

  Invariance(
      Assignments assignments, Usage usage, People people, LocalAnswers local, Access access) {
    this.assignments = assignments;
    this.usage = usage;
    this.people = people;
    this.local = local;
    this.access = access;
  }

  /**
   * @throws Failure for the operator, if no run was published or nobody can be decided
   */
  public InvarianceReport of(Caller caller) {
    access.require(caller, Action.PERSON_DATA, "invariance");
    LocalDate asOf =
        assignments
            .newest(caller)
            .map(Assignments.Published::asOf)
            .orElseThrow(() -> Failure.operator("nobody was categorized yet: a night comes first"));
    Map<PersonKey, PersonUsage> everybody =
        usage.everybody(caller, TimeWindow.ending(asOf, WINDOW_DAYS));
    Map<PersonKey, Person> employed = new HashMap<>();
    people.all(caller).forEach(person -> employed.put(person.key(), person));
    return of(
        everybody.keySet(),
        change -> {
          Map<PersonKey, Person> then = new HashMap<>();
          employed.forEach((key, person) -> then.put(change.key(key), person));
          Map<PersonKey, PersonUsage> changed = change.of(everybody);
          return decided(local.of(caller, asOf, changed, then, changed.keySet()));
        });
  }

  /**
   * @param decided what everybody who is decided is said to be after a change, by their keys of
   *     then
   */
  static InvarianceReport of(
      Set<PersonKey> everybody, Function<Irrelevant, Map<PersonKey, String>> decided) {
    Map<PersonKey, String> before = decided.apply(Irrelevant.NOTHING);
    if (before.isEmpty()) {
      throw Failure.operator(
          "nobody of %,d can be decided, so that nothing can flip".formatted(everybody.size()));
    }
    List<InvarianceReport.Change> changes = new ArrayList<>();
    for (Irrelevant change : Irrelevant.values()) {
      if (change != Irrelevant.NOTHING) {
        Map<PersonKey, String> after = decided.apply(change);
        long flips =
            before.entrySet().stream()
                .filter(one -> !Objects.equals(one.getValue(), after.get(change.key(one.getKey()))))
                .count();
        changes.add(
            new InvarianceReport.Change(change.words, (int) flips, flips / (double) before.size()));
      }
    }
    return new InvarianceReport(before.size(), changes);
  }

  private static Map<PersonKey, String> decided(Map<PersonKey, Judgment> judged) {
    Map<PersonKey, String> decided = new HashMap<>();
    judged.forEach((person, judgment) -> {
      String category = judgment.category();
      if (judgment.status() == Status.DECIDED && category != null) {
        decided.put(person, category);
      }
    });
    return decided;
  }
}
