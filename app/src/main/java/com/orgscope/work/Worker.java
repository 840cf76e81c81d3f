package com.orgscope.work;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes part in all work as long as the process runs. */
@RunsIn(Part.WORKER)
@Component
class Worker {
  private final Work work;

  Worker(Work work) {
    this.work = work;
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    work.takePart();
  }
}
