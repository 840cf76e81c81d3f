package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which task of how many a process is. */
class TasksTest {
  private static final String INDEX = "CLOUD_RUN_TASK_INDEX";
  private static final String COUNT = "CLOUD_RUN_TASK_COUNT";
  private static final String COMPLETION = "JOB_COMPLETION_INDEX";

  @Command
  private static final class Line {
    @Mixin private final Tasks tasks = new Tasks();
  }

  @Test
  void options_and_the_variables_of_two_engines_say_how_many_tasks_there_are() {
    assertThat(count(Map.of())).as("no task").isEmpty();
    assertThat(count(Map.of(), "--task-index", "3", "--task-count", "4")).contains(4);
    assertThat(count(Map.of(INDEX, "0", COUNT, "8"))).contains(8);
    assertThat(count(Map.of(COMPLETION, "2"), "--task-count", "3")).contains(3);
    assertThat(count(Map.of(INDEX, "7", COUNT, "8"), "--task-index", "1", "--task-count", "2"))
        .as("what is typed counts")
        .contains(2);
  }

  @Test
  void what_does_not_fit_is_a_clear_error() {
    wrong("--task-index is 0 to 3 where there are 4 tasks, not 4", "4", "4");
    wrong("--task-index is 0 to 3 where there are 4 tasks, not -1", "-1", "4");
    wrong("--task-count is 1 to 1,000, not 0", "0", "0");
    wrong("--task-count is 1 to 1,000, not 1001".replace("1001", "1,001"), "0", "1001");
    assertThatThrownBy(() -> count(Map.of(COMPLETION, "2")))
        .isInstanceOf(WrongLine.class)
        .hasMessageStartingWith("task 2 of how many?");
    assertThatThrownBy(() -> count(Map.of(), "--task-count", "2"))
        .isInstanceOf(WrongLine.class)
        .hasMessageContaining("goes with --task-index");
    assertThatThrownBy(() -> count(Map.of(INDEX, "first", COUNT, "2")))
        .isInstanceOf(WrongLine.class)
        .hasMessage("CLOUD_RUN_TASK_INDEX is no number: 'first'");
  }

  private static void wrong(String message, String index, String count) {
    assertThatThrownBy(() -> count(Map.of(), "--task-index", index, "--task-count", count))
        .isInstanceOf(WrongLine.class)
        .hasMessage(message);
  }

  private static Optional<Integer> count(Map<String, String> environment, String... words) {
    Line line = new Line();
    var unused = new CommandLine(line).parseArgs(words);
    return line.tasks.count(environment);
  }
}
