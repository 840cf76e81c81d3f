package com.orgscope.category;

import com.orgscope.category.Consultation.Sums;
import com.orgscope.kernel.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What models outside were asked about signatures, run by run: append-only, and stored before it is
 * used, so that a run that starts again asks nothing twice.
 */
@Component
public class Consultations {
  private final ConsultationStore store;

  Consultations(ConsultationStore store) {
    this.store = store;
  }

  /** Stores one; if the run already has one for the signature, that stays and is returned. */
  public Consultation keep(Caller caller, String run, Consultation consultation) {
    AnswerPoint.CAME.pass();
    Consultation kept = store.keep(caller, run, consultation);
    AnswerPoint.KEPT.pass();
    return kept;
  }

  /** What a run was told, by signature. */
  public Map<String, Consultation> ofRun(Caller caller, String run) {
    return store.ofRun(caller, run);
  }

  /** The newest answer about a signature that an earlier run accepted, and no trial's. */
  public Optional<Consultation> before(Caller caller, String run, String signature) {
    return store.before(caller, run, signature);
  }

  /** Of a run and of what was tried beside it. */
  public Sums sums(Caller caller, String run) {
    return store.sums(caller, run);
  }

  /**
   * Keeps the corrections that prompts of a run hold, and numbers their set; the set of the last
   * run keeps its number if it is the same.
   *
   * @param lines as a prompt holds them
   * @return the version of the set, 0 for an empty one
   */
  public int corrections(Caller caller, String run, List<String> lines) {
    return store.corrections(caller, run, lines);
  }
}
