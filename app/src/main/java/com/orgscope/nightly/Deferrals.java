package com.orgscope.nightly;

import com.orgscope.category.Assignments;
import com.orgscope.category.LastAnswer;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.nightly.DeferralStore.Row;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.state.Effect;
import io.micrometer.core.instrument.Metrics;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Leaves to later nights whom tonight's has no room for ({@link NightSettings#peopleANight}), and
 * remembers how long each has waited since their last answer that holds.
 */
@Component
class Deferrals {
  static final String METRIC = "orgscope.nightly.deferred";

  private final Selection selection;
  private final DeferralStore store;
  private final Assignments assignments;
  private final UnjudgedPeople unjudged;
  private final NightSettings settings;

  Deferrals(
      Selection selection,
      DeferralStore store,
      Assignments assignments,
      UnjudgedPeople unjudged,
      NightSettings settings) {
    this.unjudged = unjudged;
    this.selection = selection;
    this.store = store;
    this.assignments = assignments;
    this.settings = settings;
  }

  /**
   * What becomes of those who need a night.
   *
   * @param rows what is to be kept of it, with the night
   */
  record Choice(Whom whom, Deferral deferral, Effect rows) {}

  /**
   * @throws com.orgscope.kernel.Failure for the operator, if there is nobody to do again
   */
  void requireSomebody(Caller caller, Whom whom) {
    if (whom == Whom.PUT_ASIDE) {
      unjudged.requireSomebody(caller);
    }
  }

  /**
   * Whom a night of that name works on; whoever asks for everybody has everybody judged. Nothing is
   * stored.
   */
  Choice choose(Caller caller, String run, Whom whom) {
    LocalDate asOf = Nightly.asOf(run);
    Map<PersonKey, Reason> chosen = new TreeMap<>(selection.of(caller, asOf, whom));
    Aside aside = aside(caller, asOf);
    if (whom == Whom.PUT_ASIDE) {
      chosen.keySet().retainAll(aside.again());
    } else {
      aside.again().forEach(person -> chosen.putIfAbsent(person, Reason.UNDECIDED));
    }
    Map<PersonKey, Row> rows = store.all(caller);
    Map<PersonKey, Integer> waited = new HashMap<>();
    Set<PersonKey> counted = new HashSet<>();
    if (!rows.isEmpty()) {
      Map<PersonKey, LastAnswer> answered = assignments.lastAnswers(caller);
      rows.forEach((person, row) -> {
        LastAnswer answer = answered.get(person);
        if (chosen.containsKey(person) && (answer == null || answer.asOf().isBefore(row.asOf()))) {
          waited.put(person, row.nights());
          if (!row.asOf().isBefore(asOf)) {
            counted.add(person);
          }
        }
      });
    }
    Deferral deferral = Deferral.of(chosen, waited, counted, settings.peopleANight());
    // Who waits and is not looked at by such a night waits on.
    Set<PersonKey> kept = new HashSet<>(whom == Whom.PUT_ASIDE ? rows.keySet() : waited.keySet());
    kept.addAll(deferral.later().keySet());
    Effect waiting = store.after(caller, run, deferral, kept);
    return new Choice(
        whom,
        deferral,
        jdbc -> {
          waiting.in(jdbc);
          aside.forgotten().in(jdbc);
        });
  }

  /**
   * Those who are put aside.
   *
   * @param again who may be judged
   * @param forgotten what is to be kept of the others: nothing
   */
  private record Aside(Set<PersonKey> again, Effect forgotten) {}

  private Aside aside(Caller caller, LocalDate asOf) {
    Set<PersonKey> again = unjudged.putAside(caller);
    if (again.isEmpty()) {
      return new Aside(again, Effect.NONE);
    }
    Set<PersonKey> gone = new HashSet<>(again);
    again.retainAll(selection.everybody(caller, asOf).keySet());
    gone.removeAll(again);
    return new Aside(again, unjudged.forgetting(caller, gone));
  }

  /** For whoever watches; a worker tells it. */
  static void count(Caller caller, Deferral deferral) {
    if (!deferral.later().isEmpty()) {
      Metrics.counter(METRIC, "tenant", caller.tenant().value()).increment(deferral.later().size());
    }
  }
}
