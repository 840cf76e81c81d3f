package com.orgscope.cli;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of several processes this is that somebody's engine starts for one piece of work. */
final class Tasks {
  private static final int MOST = 1_000;
  private static final String CLOUD_RUN_INDEX = "CLOUD_RUN_TASK_INDEX";
  private static final String CLOUD_RUN_COUNT = "CLOUD_RUN_TASK_COUNT";
  private static final String KUBERNETES_INDEX = "JOB_COMPLETION_INDEX";

  @Option(
      names = "--task-index",
      paramLabel = "I",
      description = {
        "Which of several tasks this is, from 0; they do one night together, once a day.",
        "(default: CLOUD_RUN_TASK_INDEX or JOB_COMPLETION_INDEX, where an engine sets it)"
      })
  private @Nullable Integer index;

  @Option(
      names = "--task-count",
      paramLabel = "N",
      description = {
        "How many tasks there are. (default: CLOUD_RUN_TASK_COUNT; in Kubernetes, which sets",
        "none, the job's completions are given here)"
      })
  private @Nullable Integer count;

  /**
   * How many there are; empty where this is no task.
   *
   * @param environment of this process
   * @throws WrongLine if index and count do not fit each other, or one is missing
   */
  Optional<Integer> count(Map<String, String> environment) {
    boolean cloudRun = environment.containsKey(CLOUD_RUN_INDEX);
    Integer which = index;
    if (which == null) {
      which = number(environment, cloudRun ? CLOUD_RUN_INDEX : KUBERNETES_INDEX);
    }
    Integer all = count != null ? count : number(environment, CLOUD_RUN_COUNT);
    if (which == null && all == null) {
      return Optional.empty();
    }
    if (which == null) {
      throw new WrongLine("--task-count goes with --task-index, from 0");
    }
    if (all == null) {
      throw new WrongLine(
          "task "
              + which
              + " of how many? Give --task-count N, as many as the job has completions");
    }
    if (all < 1 || all > MOST) {
      throw new WrongLine("--task-count is 1 to %,d, not %,d".formatted(MOST, all));
    }
    if (which < 0 || which >= all) {
      throw new WrongLine(
          "--task-index is 0 to %,d where there are %,d tasks, not %,d"
              .formatted(all - 1, all, which));
    }
    return Optional.of(all);
  }

  private static @Nullable Integer number(Map<String, String> environment, String name) {
    String value = environment.get(name);
    try {
      return value == null ? null : Integer.valueOf(value.strip());
    } catch (NumberFormatException e) {
      throw new WrongLine(name + " is no number: '" + value + "'");
    }
  }
}
