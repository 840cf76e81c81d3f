package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.LogCover;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a room names as a way out is a line to type here. */
class WayOutTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  static Stream<Arguments> remedies() {
    return Stream.of(
        Arguments.of(
            new Remedy.NewTenant(ACME), "make it with 'orgscope tenant create acme --name NAME'"),
        Arguments.of(
            new Remedy.ConnectedSource(ACME), "connect it with 'orgscope connect --tenant acme'"),
        Arguments.of(new Remedy.Night(ACME, null), "run ./orgscope nightly --tenant acme"),
        Arguments.of(
            new Remedy.Night(ACME, DAY), "run ./orgscope nightly --tenant acme --as-of 2026-11-21"),
        Arguments.of(
            new Remedy.LastRelease(ACME),
            "orgscope release --tenant acme says what the last one is called"),
        Arguments.of(
            new Remedy.AnotherKey(),
            "have another person's key added before, with 'orgscope keys propose --add FILE.pub'"));
  }

  @ParameterizedTest
  @MethodSource("remedies")
  void what_would_help_is_told_as_a_line_that_can_be_typed(Remedy remedy, String line) {
    Problem problem =
        Problem.of(Failure.withRemedy("it is not so", remedy), new Home(Path.of("/some/home")));
    assertThat(problem.detail()).isEqualTo("it is not so: " + line);
    assertThat(Commands.IN_TEXT.matcher(line).find()).isTrue();
  }

  @Test
  void a_log_that_decides_nobody_names_the_commands_that_change_it() {
    LogCover none = new LogCover(DAY, null, null, 0, List.of(), List.of(), List.of(), false);
    assertThat(LogDocument.of(none).remarks())
        .hasSize(2)
        .last()
        .asString()
        .contains("orgscope ingest", "orgscope nightly --as-of");
    LogCover enough =
        new LogCover(DAY, DAY.minusDays(40), DAY, 41, List.of(), List.of(), List.of(), true);
    assertThat(LogDocument.of(enough).remarks()).isEmpty();
  }
}
