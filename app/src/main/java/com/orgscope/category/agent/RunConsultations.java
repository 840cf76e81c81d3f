package com.orgscope.category.agent;

import com.orgscope.category.Consultation;
import com.orgscope.category.Consultations;
import com.orgscope.kernel.Caller;
import java.util.Map;
import java.util.Optional;

/** What was said in one run, and what was said before it. */
record RunConsultations(Caller caller, String run, Consultations all) {
  Map<String, Consultation> said() {
    return all.ofRun(caller, run);
  }

  Consultation keep(Consultation consultation) {
    return all.keep(caller, run, consultation);
  }

  Optional<Consultation> before(String signature) {
    return all.before(caller, run, signature);
  }
}
