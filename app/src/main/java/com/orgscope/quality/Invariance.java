package com.orgscope.quality;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.PersonUsage;
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
  private final LocalAnswers local;
  private final Access access;

  Invariance(LocalAnswers local, Access access) {
    this.local = local;
    this.access = access;
  }

  /**
   * @throws Failure for the operator, if no run was published or nobody can be decided
   */
  public InvarianceReport of(Caller caller) {
    access.require(caller, Action.PERSON_DATA, "invariance");
    LocalAnswers.Seen seen = local.seen(caller);
    return of(
        seen.everybody().keySet(),
        change -> {
          Map<PersonKey, Person> then = new HashMap<>();
          seen.employed().forEach((key, person) -> then.put(change.key(key), person));
          Map<PersonKey, PersonUsage> changed = change.of(seen.everybody());
          return LocalAnswers.decided(
              local.of(caller, seen.asOf(), changed, then, changed.keySet()));
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
}
