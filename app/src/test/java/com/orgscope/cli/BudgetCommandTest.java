package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.KeptServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("slow")
class BudgetCommandTest {
  @TempDir private Path home = Path.of("");

  @SuppressWarnings("UnusedVariable") // closed by JUnit
  @AutoClose
  private @Nullable KeptServer server;

  @BeforeEach
  void keepTheServer() {
    server = KeptServer.on(home);
  }

  @Test
  void budgets_are_set_and_shown_and_the_kill_switch_is_pulled_and_lifted() {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    JsonNode set =
        CommandLineRun.json(
            home, "budget", "--tenant", "acme", "--limit", "12.50", "--total-limit", "99");
    assertThat(set.path("budget").path("limit_usd").asDouble()).isEqualTo(12.5);
    assertThat(set.path("total").path("limit_usd").asDouble()).isEqualTo(99);
    assertThat(set.path("budget").path("committed_usd").asDouble()).isZero();
    assertThat(set.path("stopped").isNull()).isTrue();

    for (String[] whose : new String[][] {{"kill"}, {"kill", "--all", "--tenant", "acme"}}) {
      CommandLineRun unsure = CommandLineRun.of(home, whose);
      assertThat(unsure.exit()).isEqualTo(OrgscopeCommand.WRONG_USAGE);
      assertThat(unsure.err()).contains("either --tenant T or --all");
    }
    assertThat(CommandLineRun.of(home, "budget", "--tenant", "acme").out())
        .as("of nobody, or of both, nothing is stopped")
        .doesNotContain("stopped");
    CommandLineRun.json(home, "kill", "--all", "--reason", "the figures look odd");
    CommandLineRun stopped = CommandLineRun.of(home, "budget", "--tenant", "acme");
    assertThat(stopped.out()).contains("12.50 USD", "99.00 USD", "the figures look odd");
    CommandLineRun.json(home, "kill", "--tenant", "acme", "--reason", "ours too");
    CommandLineRun.json(home, "kill", "--lift", "--all");
    assertThat(CommandLineRun.of(home, "budget", "--tenant", "acme").out()).contains("ours too");
    assertThat(
            CommandLineRun.json(home, "kill", "--tenant", "acme", "--lift")
                .path("stopped")
                .asBoolean())
        .isFalse();
    assertThat(CommandLineRun.of(home, "budget", "--tenant", "acme").out())
        .doesNotContain("stopped");
    CommandLineRun wrong = CommandLineRun.of(home, "budget", "--tenant", "acme", "--limit", "-1");
    assertThat(wrong.exit()).isEqualTo(OrgscopeCommand.WRONG_USAGE);
    assertThat(wrong.err()).contains("number of at least 0");
  }
}
