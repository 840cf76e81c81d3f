package com.orgscope.access;

import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Compares the database's row policies of people with the definition they were compiled from. */
@Component
public final class RowPolicyCheckup {
  private static final String ABOUT = "row policies";

  private final HeldPolicyStore held;

  RowPolicyCheckup(HeldPolicyStore held) {
    this.held = held;
  }

  public Finding finding() {
    List<PeoplePolicies.Policy> missing = new ArrayList<>(PeoplePolicies.compiled());
    List<PeoplePolicies.Policy> found = held.all();
    missing.removeAll(found);
    List<PeoplePolicies.Policy> others = new ArrayList<>(found);
    others.removeAll(PeoplePolicies.compiled());
    return missing.isEmpty() && others.isEmpty()
        ? new Finding(ABOUT, Grade.GOOD, "who has whose rows is as this version defines it", "")
        : new Finding(
            ABOUT,
            Grade.WRONG,
            "of people are not as this version defines them: missing %s, found %s"
                .formatted(names(missing), names(others)),
            "no migration of Orgscope leaves this: find who changed them and take it back");
  }

  private static String names(List<PeoplePolicies.Policy> policies) {
    return policies.isEmpty()
        ? "none"
        : policies.stream().map(PeoplePolicies.Policy::name).collect(Collectors.joining(", "));
  }
}
