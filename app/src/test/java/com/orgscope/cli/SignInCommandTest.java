package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInCommandTest {
  private static final String LINK = "http://127\\.0\\.0\\.1:%d/sign-in/link/acme/[\\w-]{43}";

  @TempDir Path home;

  @Test
  void a_link_is_printed_for_the_pages_that_are_served_on_this_home() throws IOException {
    CommandLineRun.of(home, "tenant", "create", "acme", "--name", "Acme");
    CommandLineRun none = CommandLineRun.of(home, "sign-in", "--tenant", "acme");
    assertThat(none.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(none.err()).contains("no pages are served", "orgscope --home " + home + " serve");
    int port;
    try (ServerSocket pages = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = pages.getLocalPort();
      SignInAddress.serving(new Home(home), port);
      var made = CommandLineRun.json(home, "sign-in", "--tenant", "acme");
      assertThat(made.get("link").asString()).matches(LINK.formatted(port));
      assertThat(made.get("tenant").asString()).isEqualTo("acme");
      assertThat(made.get("good_for_seconds").asInt()).isEqualTo(600);
    }
    CommandLineRun killed = CommandLineRun.of(home, "sign-in", "--tenant", "acme");
    assertThat(killed.err()).as("a note that was left behind").contains("no pages are served");
    CommandLineRun unknown =
        CommandLineRun.of(home, "sign-in", "--tenant", "nobody", "--port", "8080");
    assertThat(unknown.err()).contains("there is no tenant nobody");
  }
}
