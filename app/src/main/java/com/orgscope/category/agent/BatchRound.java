package com.orgscope.category.agent;

import com.orgscope.kernel.TenantId;
import com.orgscope.llm.Batches;
import com.orgscope.work.Recurring;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks after batches that nobody waits for any more, such as those of a night that was killed:
 * what they answered is kept, what they cost is settled, and the provider forgets them.
 */
@Component
class BatchRound implements Recurring {
  static final String KIND = "llm.batches";

  private final Batches batches;

  BatchRound(Batches batches) {
    this.batches = batches;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(@Nullable TenantId nobody) {
    batches.tenants().forEach(batches::poll);
  }
}
