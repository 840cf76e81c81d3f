package com.orgscope.ingest;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Stores live events as long as the process runs. */
@RunsIn(Part.INGEST)
@Component
class LiveIngestion {
  private final LogWriter live;

  LiveIngestion(LogWriter live) {
    this.live = live;
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    live.start();
  }
}
