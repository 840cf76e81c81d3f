package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Categorizer.RoleChange;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** How a person's roles moved, by the local model: the last 30 days against the 60 before. */
@Component
public class RoleDrift {
  private final Access access;
  private final NightInputs inputs;
  private final PreparedNights prepared;

  RoleDrift(Access access, NightInputs inputs, PreparedNights prepared) {
    this.access = access;
    this.inputs = inputs;
    this.prepared = prepared;
  }

  /**
   * The roles that grew or shrank.
   *
   * @return by the size of the change; empty if neither stretch tells a role
   */
  public List<RoleChange> of(Caller caller, PersonKey person, LocalDate asOf) {
    access.require(caller, Action.PERSON_DATA, person);
    Caller system = Caller.system(caller.tenant(), "nightly");
    inputs.countDays(caller.tenant());
    return prepared.drift(system, person, asOf);
  }
}
