package com.orgscope.audit;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.state.BackgroundLoop;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes entries that were kept in files into the log, each second: where they were kept. */
@RunsIn({Part.WEB, Part.WORKER})
@Component
final class SpoolDrain implements AutoCloseable {
  private final BackgroundLoop draining;

  SpoolDrain(Spool spool, AuditStore store, AliasStore aliases) {
    draining =
        BackgroundLoop.everySecond(
            "The audit log: writing of kept entries", () -> spool.drain(store, aliases));
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    draining.start();
  }

  @Override
  public void close() {
    draining.close();
  }
}
