package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.cli.OrgscopeCommand.Application;
import com.orgscope.cli.OrgscopeCommand.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class StopTest {
  private static final Duration SOON = Duration.ofMillis(1);

  @Test
  void what_hangs_in_its_closing_does_not_keep_the_process() throws Exception {
    Terminal nowhere = new Terminal(nothing(), nothing());
    FutureTask<Stop> command = new FutureTask<>(() -> new Stop(nowhere, SOON, SOON));
    Thread.ofVirtual().start(command);
    Stop stop = command.get();
    Session session =
        new Session(
            new Application(StopTest.class, StopTest.class, List.of()),
            new OrgscopeCommand(),
            nowhere,
            stop);
    Thread ending = new Thread(stop::now);
    // Whoever holds it is starting or closing something and does not come to an end.
    synchronized (session) {
      ending.start();
      assertThat(ending.join(Duration.ofSeconds(30))).as("ended").isTrue();
    }
  }

  private static PrintStream nothing() {
    return new PrintStream(OutputStream.nullOutputStream());
  }
}
