package com.orgscope.demo;

import com.orgscope.demo.Occupation.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person does at work and with which applications. No two people share habits: each has
 * more of one task and less of another, leaves some out, takes a few over from other trades, and
 * may cling to an application that the company has replaced.
 */
final class Habits {
  private static final double UNEVENNESS = 1.3;
  private static final double COMMON_UNEVENNESS = 5;
  private static final double LEFT_OUT = 0.2;
  private static final double OTHER_APPLICATION = 0.08;
  private static final double FOREIGN_TASKS = 3.2;

  private final double[] timesAWeek;
  private final int[][] applications;
  private final List<Task> tasks;

  private Habits(double[] timesAWeek, int[][] applications, List<Task> tasks) {
    if (timesAWeek.length != tasks.size() || applications.length != tasks.size()) {
      throw new IllegalArgumentException(
          "%d tasks, %d times, %d lists of applications"
              .formatted(tasks.size(), timesAWeek.length, applications.length));
    }
    this.timesAWeek = timesAWeek;
    this.applications = applications;
    this.tasks = tasks;
  }

  int tasks() {
    return timesAWeek.length;
  }

  double timesAWeek(int task) {
    return timesAWeek[task];
  }

  /** Applications of a task, in the order of use, as places in the company's list. */
  int[] applications(int task) {
    return applications[task];
  }

  /** The kind of work that a task is; null for what everybody does. */
  @Nullable String category(int task) {
    return tasks.get(task).category();
  }

  /** A part of somebody's work: an occupation and how much of a week goes to it. */
  record Part(Occupation occupation, double share) {}

  /** Forms people's habits in one company. */
  static final class Formation {
    private final Toolbox toolbox;
    private final Occupation everyone;
    private final List<Occupation> trades;

    /**
     * @param trades the occupations that exist in the company, for tasks taken over
     */
    Formation(Toolbox toolbox, Occupation everyone, List<Occupation> trades) {
      this.toolbox = toolbox;
      this.everyone = everyone;
      this.trades = trades;
    }

    Habits form(List<Part> parts, int team, Dice dice) {
      double pace = StrictMath.exp(0.28 * dice.gaussian());
      List<Double> times = new ArrayList<>();
      List<int[]> applications = new ArrayList<>();
      List<Task> all = new ArrayList<>();
      double atADesk = parts.getFirst().occupation().rhythm().atADesk();
      for (Task task : everyone.tasks()) {
        times.add(task.timesAWeek() * atADesk * dice.gamma(COMMON_UNEVENNESS));
        applications.add(applications(task, team, dice));
        all.add(task);
      }
      for (Part part : parts) {
        for (Task task : part.occupation().tasks()) {
          if (!dice.chance(LEFT_OUT)) {
            times.add(task.timesAWeek() * part.share() * pace * dice.gamma(UNEVENNESS));
            applications.add(applications(task, team, dice));
            all.add(task);
          }
        }
      }
      for (int foreign = dice.poisson(FOREIGN_TASKS); foreign > 0; foreign--) {
        List<Task> tasks = trades.get(dice.below(trades.size())).tasks();
        Task task = tasks.get(dice.below(tasks.size()));
        times.add(task.timesAWeek() * pace * dice.between(0.08, 0.5));
        applications.add(applications(task, team, dice));
        all.add(task);
      }
      return new Habits(
          times.stream().mapToDouble(Double::doubleValue).toArray(),
          applications.toArray(int[][]::new),
          List.copyOf(all));
    }

    private int[] applications(Task task, int team, Dice dice) {
      int[] chosen = new int[task.needs().size()];
      for (int i = 0; i < chosen.length; i++) {
        String need = task.needs().get(i);
        List<Product> choices = toolbox.choices(need);
        // A team agrees on one of the choices; now and then somebody does not.
        boolean second = Math.floorMod(Dice.mix(team * 31L + Dice.hash(need)), 6) == 0;
        if (dice.chance(OTHER_APPLICATION)) {
          second = !second;
        }
        chosen[i] = choices.get(second ? choices.size() - 1 : 0).index();
      }
      return chosen;
    }
  }
}
