package com.orgscope.work;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.state.BackgroundLoop;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks for requests as long as the process runs, as often as for other work. */
@RunsIn(Part.WORKER)
@Component
final class RequestWatch implements AutoCloseable {
  private final BackgroundLoop looking;

  RequestWatch(RequestDesk desk, WorkSettings settings) {
    looking =
        new BackgroundLoop(
            "Taking of requests",
            settings.pollInterval(),
            () -> {
              var unused = desk.takeAll();
            });
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    looking.start();
  }

  @Override
  public void close() {
    looking.close();
  }
}
