package com.orgscope.nightly;

import com.orgscope.kernel.TenantId;
import com.orgscope.llm.Batches;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.privacy.HeldOutside;
import org.springframework.stereotype.Component;

/**
 * Batches of questions that a model's provider holds. A question is about a signature that many
 * people share and names nobody, so nothing in a batch is somebody's; whatever was answered is read
 * and deleted there all the same. What still runs goes once it is read, which nobody waits for.
 */
@Component
final class HeldBatches implements ErasureHandler, HeldOutside {
  private final Batches batches;

  HeldBatches(Batches batches) {
    this.batches = batches;
  }

  @Override
  public String place() {
    return "batches at a model's provider";
  }

  @Override
  public long erase(Erased erased) {
    long before = held(erased.tenant());
    return before == 0 ? 0 : before - batches.poll(erased.tenant()).size();
  }

  @Override
  public String what() {
    return place();
  }

  @Override
  public long held(TenantId tenant) {
    return batches.unfinished(tenant).size();
  }
}
