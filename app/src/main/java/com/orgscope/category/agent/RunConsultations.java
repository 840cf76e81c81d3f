package com.orgscope.category.agent;

import com.orgscope.category.Consultation;
import com.orgscope.category.Consultations;
import com.orgscope.category.Overrides.Correction;
import com.orgscope.category.trial.Trial;
import com.orgscope.kernel.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was said in one run, and what was said before it.
 *
 * @param corrections what people of the company set right since
 */
record RunConsultations(
    Caller caller, String run, Consultations all, List<Correction> corrections) {
  RunConsultations {
    corrections = List.copyOf(corrections);
  }

  Map<String, Consultation> said() {
    return all.ofRun(caller, run);
  }

  Consultation keep(Consultation consultation) {
    return all.keep(caller, run, consultation);
  }

  /** What is tried remembers nothing: what was said before, another version said. */
  Optional<Consultation> before(String signature) {
    return Trial.isRunOfTrial(run) ? Optional.empty() : all.before(caller, run, signature);
  }
}
