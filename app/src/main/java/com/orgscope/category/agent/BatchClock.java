package com.orgscope.category.agent;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.work.Work;
import java.time.ZoneOffset;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has batches looked after every few minutes, in one of the processes that do the work. */
@RunsIn(Part.WORKER)
@Component
class BatchClock {
  private static final String EVERY_FIVE_MINUTES = "30 */5 * * * *";

  private final Work work;

  BatchClock(Work work) {
    this.work = work;
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    work.repeat(BatchRound.KIND, null, EVERY_FIVE_MINUTES, ZoneOffset.UTC);
  }
}
