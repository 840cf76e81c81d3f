package com.orgscope.ingest;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Stores live events as long as the process runs. */
@RunsIn(Part.INGEST)
@Component
class LiveIngestion implements DisposableBean {
  private final LogWriter writer;
  private final Halt halt = new Halt();
  private final List<Thread> threads = new ArrayList<>();

  LiveIngestion(LogWriter writer) {
    this.writer = writer;
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    threads.add(Thread.ofPlatform().name("event-log-writer").start(() -> writer.write(halt)));
    threads.add(Thread.ofPlatform().name("event-log-usage").start(() -> writer.rollUp(halt)));
  }

  /** Returns when what was read is stored and the leases are free. */
  @Override
  public void destroy() throws InterruptedException {
    halt.wish();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
