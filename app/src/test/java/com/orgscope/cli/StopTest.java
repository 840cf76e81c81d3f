package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.cli.OrgscopeCommand.Application;
import com.orgscope.cli.OrgscopeCommand.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;

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

  /**
   * What is made while a process starts; the first one is being made when the signal comes. It
   * carries no {@code @Configuration}, so that no other test's scan finds it.
   */
  static class Starting {
    private static Stop stop = new Stop(new Terminal(nothing(), nothing()));
    private static boolean wentOn;

    @Bean
    String first() {
      stop.now();
      return "first";
    }

    @Bean
    Integer second(@Qualifier("first") String first) {
      wentOn = true;
      return first.length();
    }
  }

  @Test
  void a_start_ends_with_the_bean_that_is_being_made(@TempDir Path home) throws Exception {
    Files.createDirectory(home.resolve("keys"));
    Terminal nowhere = new Terminal(nothing(), nothing());
    Starting.stop = new Stop(nowhere, SOON, SOON);
    OrgscopeCommand command = new OrgscopeCommand();
    command.home = home;
    Application application = new Application(Starting.class, Starting.class, List.of());
    try (Session session = new Session(application, command, nowhere, Starting.stop)) {
      assertThatThrownBy(() -> session.serve(List.of("spring.main.web-application-type=none")))
          .rootCause()
          .hasMessageContaining("ending");
    } finally {
      Thread.interrupted();
    }
    assertThat(Starting.wentOn).isFalse();
  }

  private static PrintStream nothing() {
    return new PrintStream(OutputStream.nullOutputStream());
  }
}
