package com.orgscope.quality;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Taxonomies;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Compares what holds for a company with what is known of people's work. The models' own answers
 * are measured: an override would flatter them.
 */
@Component
public class Evaluation {
  private final Assignments assignments;
  private final GroundTruths truths;
  private final Taxonomies taxonomies;
  private final Access access;
  private final EvaluationStore store;
  private final InstantSource clock;

  Evaluation(
      Assignments assignments,
      GroundTruths truths,
      Taxonomies taxonomies,
      Access access,
      EvaluationStore store,
      InstantSource clock) {
    this.assignments = assignments;
    this.truths = truths;
    this.taxonomies = taxonomies;
    this.access = access;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What the last comparison with labels found, or with titles if there was none; empty if there
   * was none, or for a role that may not know.
   */
  public Optional<Evaluated> latest(Caller caller) {
    return store.latest(caller);
  }

  /** What comparisons found, the newest first; empty for a role that may not know. */
  public List<Evaluated> history(Caller caller) {
    return store.all(caller);
  }

  /**
   * What is known by the job titles of whoever worked here on the last day that the newest run
   * looked at.
   */
  public GroundTruth titles(Caller caller) {
    LocalDate day =
        assignments
            .newest(caller)
            .map(Assignments.Published::asOf)
            .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return truths.ofTitles(caller, day);
  }

  /** As {@link #of(Caller, GroundTruth)}, of labels in a file. */
  public EvaluationReport of(Caller caller, String labels) {
    return of(caller, truths.ofLabels(caller, labels));
  }

  /**
   * Compares, and keeps what was found.
   *
   * @throws Failure for a role that may not see people
   */
  public EvaluationReport of(Caller caller, GroundTruth truth) {
    access.require(caller, Action.PERSON_DATA, "evaluation");
    Map<PersonKey, Judgment> said = new HashMap<>();
    assignments
        .current(caller)
        .forEach(assignment -> said.put(assignment.person(), assignment.judgment()));
    Scores scores = new Scores();
    truth
        .people()
        .forEach((person, known) -> scores.add(known.category(), known.second(), said.get(person)));
    Evaluated before =
        store.all(caller).stream()
            .filter(one -> one.source() == truth.source())
            .findFirst()
            .orElse(null);
    EvaluationReport report =
        scores.report(truth, newestRun(caller), taxonomies.of(caller).industry(), before);
    store.add(caller, clock.instant(), report);
    return report;
  }

  /** As a release calls it, so that a page can tell whether both are of the same. */
  private String newestRun(Caller caller) {
    return assignments.newest(caller).map(Assignments.Published::run).orElse("none");
  }
}
