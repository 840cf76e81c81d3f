package com.orgscope.access;

import com.orgscope.egress.Egress;
import com.orgscope.egress.Sent;
import com.orgscope.egress.SentQuery;
import com.orgscope.kernel.Caller;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks things up in what left the house, which is a look that stands in the audit log. */
@Component
public final class EgressReading {
  private static final String ALL = "what left the house";

  private final Access access;
  private final Egress egress;

  EgressReading(Access access, Egress egress) {
    this.access = access;
    this.egress = egress;
  }

  /**
   * What answers a question, the newest first.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller may not read it
   */
  public Egress.Found found(Caller caller, SentQuery query) {
    var unused = access.require(caller, Action.EGRESS, ALL);
    return egress.find(caller, query);
  }

  /**
   * How much left to whom, without a byte of it.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller may not read it
   */
  public List<Egress.Counted> counted(Caller caller) {
    access.admit(caller, Action.PROMISES);
    return egress.counted(caller.tenant());
  }

  /**
   * One of them.
   *
   * @throws com.orgscope.kernel.Failure as {@link #found}
   */
  public Optional<Sent> one(Caller caller, long number) {
    var unused = access.require(caller, Action.EGRESS, ALL + ", number " + number);
    return egress.find(caller, number);
  }
}
