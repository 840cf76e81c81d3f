package com.orgscope.assurance;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.review.Contests;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether people decide in time on what people contest; not how many contest. */
@Component
@Order(5)
final class ContestFacts implements FactSource {
  private final Contests contests;

  ContestFacts(Contests contests) {
    this.contests = contests;
  }

  @Override
  public void tell(TenantId tenant, FactBook book) {
    boolean late = contests.waiting(Caller.system(tenant, "assurance")).overdue() > 0;
    book.holds(
        "contests",
        !late,
        "Contests",
        late
            ? "Somebody waits longer for a decision than was promised."
            : "Nobody waits longer for a decision than was promised.");
  }
}
