package com.orgscope.audit;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.state.BackgroundLoop;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Puts what was added to the logs into blocks, each second. Several processes may do it at once:
 * the database lets one at a tenant's chain. Killed at any point it leaves a block whole or not
 * begun.
 */
@RunsIn(Part.WORKER)
@Component
final class AuditSealer implements AutoCloseable {
  private final BackgroundLoop sealing;

  AuditSealer(AuditStore store) {
    sealing = BackgroundLoop.everySecond("The audit log: making of blocks", store::sealBlocks);
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    sealing.start();
  }

  @Override
  public void close() {
    sealing.close();
  }
}
