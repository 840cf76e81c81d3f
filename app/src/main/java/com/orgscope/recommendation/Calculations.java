package com.orgscope.recommendation;

import com.orgscope.directory.ItPolicies;
import com.orgscope.directory.PolicyBook;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.usage.Applications;
import com.orgscope.usage.Usage;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what was measured in a window, and what the company said of its sign-in then. */
@Component
class Calculations {
  private final Usage usage;
  private final Applications applications;
  private final PolicyBook policies;
  private final LeastGroup least;
  private final RecommendationSettings settings;

  Calculations(
      Usage usage,
      Applications applications,
      PolicyBook policies,
      LeastGroup least,
      RecommendationSettings settings) {
    this.usage = usage;
    this.applications = applications;
    this.policies = policies;
    this.least = least;
    this.settings = settings;
  }

  Calculation of(Caller caller, TimeWindow window) {
    ItPolicies said = policies.inForce(caller, window.lastDay());
    Measured measured =
        new Measured(
            usage.everybody(caller, window),
            usage.switches(caller, window),
            said.bundledApplications().stream()
                .map(name -> applications.canonical(caller.tenant(), name, null, null))
                .collect(Collectors.toSet()),
            window);
    return new Calculation(measured, Setup.unmeasured(said), least.of(caller.tenant()), settings);
  }
}
