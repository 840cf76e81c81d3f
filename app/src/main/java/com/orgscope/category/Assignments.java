package com.orgscope.category;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Everything that was ever said about anybody's work, run by run. Nothing is changed: a new run
 * adds answers, and they hold once the run is published. Whoever is not part of a run keeps their
 * last answer.
 *
 * <p>Each method gives the rows that the caller has; asking is the caller's room to audit.
 */
@Component
public class Assignments {
  private final AssignmentStore store;
  private final Taxonomies taxonomies;

  Assignments(AssignmentStore store, Taxonomies taxonomies) {
    this.store = store;
    this.taxonomies = taxonomies;
  }

  /**
   * Names a run before its first answer, and the version of the company's words that it speaks in;
   * again changes nothing.
   */
  public void open(Caller caller, String run, LocalDate asOf) {
    store.open(caller, run, asOf, taxonomies.version(caller));
  }

  /** The company's kinds of work in the words of a run, or as they are now if it is not open. */
  public Taxonomy taxonomy(Caller caller, String run) {
    Integer words = store.words(caller).get(run);
    return words == null ? taxonomies.of(caller) : taxonomies.of(caller, words);
  }

  /** The version of the company's words that each run spoke in, 0 for none. */
  public Map<String, Integer> words(Caller caller) {
    return store.words(caller);
  }

  /**
   * Stores answers of an open run together with whatever else its transaction does. An answer that
   * the run has given already stays as it was.
   */
  public Effect appending(TenantId tenant, String run, Map<PersonKey, Judgment> answers) {
    return store.appending(tenant, run, answers);
  }

  /** From now on the run's answers hold, and its canary's; again changes nothing. */
  public void activate(Caller caller, String run) {
    store.activate(caller, run);
  }

  /** What holds for everybody the caller has the row of, in no order. */
  public List<Assignment> current(Caller caller) {
    return store.current(caller);
  }

  /** When and how everybody was last judged whom the caller has the row of, and no word more. */
  public Map<PersonKey, LastAnswer> lastAnswers(Caller caller) {
    return store.lastAnswers(caller);
  }

  /**
   * Since the night of which day each of them is said to be of the kind that holds, by answers
   * alone: whoever the caller has the row of, as far as anything is said.
   */
  public Map<PersonKey, LocalDate> since(Caller caller) {
    return store.since(caller);
  }

  /**
   * A run whose answers hold.
   *
   * @param asOf the last day it looked at, which whoever started it named
   */
  public record Published(String run, LocalDate asOf) {}

  /** The run of the newest day, whomever it was about and whether it said anything of anybody. */
  public Optional<Published> newest(Caller caller) {
    return store.newest(caller);
  }

  /**
   * What held for everybody at a moment of which that run was the newest: also of answers that were
   * taken back, or given back, after it was published.
   *
   * @return empty if the run's answers never held
   */
  public List<Assignment> heldAt(Caller caller, String run, Instant at) {
    return store
        .publishedAt(caller, run)
        .map(published -> store.heldAt(caller, published.isAfter(at) ? published : at))
        .orElse(List.of());
  }

  /** What holds for one person. */
  public Optional<Assignment> current(Caller caller, PersonKey person) {
    return store.current(caller, person);
  }

  /**
   * The last three answers about a person whose row the caller has, the newest first; more, if
   * these were all taken back: then down to the one that holds.
   */
  public List<AssignmentVersion> versions(Caller caller, PersonKey person) {
    List<AssignmentVersion> all = store.versions(caller, person);
    int shown = AssignmentVersion.SHOWN;
    for (int place = shown; place < all.size(); place++) {
      if (all.get(place).standing() == AssignmentVersion.Standing.HOLDS) {
        shown = place + 1;
      }
    }
    return all.stream().limit(shown).toList();
  }

  /** What one run said, published or not, and the canary beside it. */
  public Map<PersonKey, Judgment> ofRun(Caller caller, String run) {
    return store.ofRun(caller, run);
  }

  /** How many answers are kept of all runs of a day, those of one person counted each. */
  public long rowsOf(Caller caller, LocalDate asOf) {
    return store.rowsOf(caller, asOf);
  }
}
