package com.orgscope.cli;

import com.orgscope.kernel.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Starts the pages and stays until somebody stops the process. */
record Server(Session session) {

  /**
   * @throws Failure for the operator, if the port is taken
   */
  void run(int port, String roles, List<String> more) throws InterruptedException {
    List<String> properties = new ArrayList<>(more);
    properties.add("server.port=" + port);
    properties.add("orgscope.roles=" + roles);
    ConfigurableApplicationContext context = start(port, properties);
    CountDownLatch closed = new CountDownLatch(1);
    context.addApplicationListener(event -> {
      if (event instanceof ContextClosedEvent) {
        closed.countDown();
      }
    });
    session.tell("The pages are on http://127.0.0.1:" + port + " (Ctrl-C stops).");
    closed.await();
  }

  private ConfigurableApplicationContext start(int port, List<String> properties) {
    try {
      return session.serve(properties);
    } catch (RuntimeException e) {
      for (Throwable t = e; t != null; t = t.getCause()) {
        if (t instanceof PortInUseException) {
          throw Failure.operator(
              "port " + port + " is in use: stop what listens there or choose another with --port",
              e);
        }
      }
      throw e;
    }
  }
}
