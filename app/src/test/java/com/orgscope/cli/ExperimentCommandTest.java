package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExperimentCommandTest {
  @TempDir Path folder;

  @Test
  void the_usual_plan_finds_what_it_is_for_and_a_smaller_change_takes_more_people() {
    JsonNode usual = json("experiment", "plan");
    assertThat(usual.path("people_in_an_arm").asInt()).isEqualTo(1000);
    assertThat(usual.path("power_looking").asDouble()).isGreaterThan(0.99);

    JsonNode small = json("experiment", "plan", "--lift", "1", "--no-history");
    assertThat(small.path("power").asDouble()).isLessThan(usual.path("power").asDouble());
    assertThat(small.path("people_needed_looking").asInt())
        .isGreaterThan(small.path("people_needed").asInt());
    JsonNode teams = json("experiment", "plan", "--lift", "1", "--no-history", "--team", "10");
    assertThat(teams.path("people_needed").asInt())
        .as("ten people of a team who are a twentieth alike")
        .isBetween(
            (int) (1.44 * small.path("people_needed").asInt()),
            (int) (1.46 * small.path("people_needed").asInt()));
  }

  @Test
  void a_file_of_units_is_put_in_two_arms_and_an_unit_that_is_named_twice_is_refused()
      throws IOException {
    StringBuilder lines = new StringBuilder("team,department\n");
    for (int i = 0; i < 41; i++) {
      lines.append("\"team, %d\",%s%n".formatted(i, i % 2 == 0 ? "Sales" : "Legal"));
    }
    Path file = Files.writeString(folder.resolve("units.csv"), lines);
    CommandLineRun one = run("experiment", "assign", file.toString(), "--name", "one");
    assertThat(one.out().lines().filter(line -> line.endsWith(",control")).count())
        .isBetween(20L, 21L);
    assertThat(one.out().lines().filter(line -> line.endsWith(",Sales,control")).count())
        .isBetween(10L, 11L);
    assertThat(one.out()).contains("\"team, 7\",Legal,");
    assertThat(run("experiment", "assign", file.toString(), "--name", "one").out())
        .isEqualTo(one.out());
    assertThat(run("experiment", "assign", file.toString(), "--name", "two").out())
        .isNotEqualTo(one.out());
    Files.writeString(file, "team,department\na,Sales\na,Legal\n");
    assertThat(run("experiment", "assign", file.toString(), "--name", "one").err())
        .contains("line 3", "'a' again");
  }

  @Test
  void what_was_measured_is_told_in_plain_words_and_for_as_many_looks_as_it_holds()
      throws IOException {
    Path changed = measured(0.3);
    JsonNode once = json("experiment", "read", changed.toString());
    assertThat(once.path("finding").asString()).isEqualTo("it went up");
    assertThat(once.path("looking").isNull()).isTrue();
    assertThat(once.path("on_the_last_day").path("spared").asDouble()).isGreaterThan(0.3);

    JsonNode always = json("experiment", "read", changed.toString(), "--planned-error", "0.03");
    assertThat(width(always.path("looking"))).isGreaterThan(width(once.path("on_the_last_day")));
    assertThat(json("experiment", "read", measured(0).toString()).path("finding").asString())
        .startsWith("a change is not told from none");
  }

  @Test
  void arms_that_lost_people_unequally_find_nothing() throws IOException {
    JsonNode lost =
        json(
            "experiment",
            "read",
            measured(0.3).toString(),
            "--control",
            "200",
            "--treatment",
            "240");
    assertThat(lost.path("broken").asBoolean()).isTrue();
    assertThat(lost.path("finding").asString()).contains("no difference means anything");
    assertThat(lost.path("on_the_last_day").isNull()).as("to scripts neither").isTrue();
    assertThat(
            run(
                    "experiment",
                    "read",
                    measured(0).toString(),
                    "--control",
                    "10",
                    "--treatment",
                    "10")
                .err())
        .contains("more than the 10 and 10");
  }

  @Test
  void one_team_that_is_not_measured_is_one_unit_and_not_all_of_its_people() throws IOException {
    StringBuilder lines = new StringBuilder("team,arm,value\n");
    for (int team = 0; team < 40; team++) {
      for (int member = 0; team > 0 && member < 30; member++) {
        lines.append(
            "t%d,%s,%d%n".formatted(team, team % 2 == 0 ? "control" : "treatment", member % 5));
      }
    }
    Path file = Files.writeString(folder.resolve("teams.csv"), lines);
    assertThat(
            json("experiment", "read", file.toString(), "--control", "20", "--treatment", "20")
                .path("broken")
                .asBoolean())
        .isFalse();
  }

  @Test
  void a_line_that_says_nothing_is_named() throws IOException {
    Path file = folder.resolve("wrong.csv");
    Files.writeString(file, "unit,arm,value\na,control,1\nb,both,2\n");
    assertThat(run("experiment", "read", file.toString()).err())
        .contains("line 3", "neither control nor treatment");
    Files.writeString(file, "unit,arm,value\na,control,1\nb,treatment,many\n");
    assertThat(run("experiment", "read", file.toString()).err())
        .contains("line 3", "no number such as 3.5");
    Files.writeString(file, "unit,arm,value\na,control,1\na,treatment,2\n");
    assertThat(run("experiment", "read", file.toString()).err())
        .contains("line 3", "'a' in the other arm, too");
    Files.writeString(
        file, "unit,arm,value\na,control,1\nb,treatment,2\nc,control,1\nd,treatment,2\n");
    assertThat(run("experiment", "read", file.toString(), "--planned-error", "1").err())
        .contains("2 units is too small");
    assertThat(json("experiment", "read", file.toString()).path("finding").asString())
        .as("nobody differs from anybody of their arm")
        .isEqualTo("it went up");
    Files.writeString(file, "unit,arm,value\na,control,1\nb,treatment,2\n");
    assertThat(run("experiment", "read", file.toString()).err()).contains("two in each arm");
  }

  private Path measured(double lift) throws IOException {
    Random random = new Random(5);
    StringBuilder lines = new StringBuilder("person,group,value,before\n");
    for (int i = 0; i < 400; i++) {
      double own = 3.5 + 0.5 * random.nextGaussian();
      boolean treated = i % 2 == 1;
      lines.append(
          "p%d,%s,%s,%s%n"
              .formatted(
                  i,
                  treated ? "Treatment" : "control",
                  own + 0.3 * random.nextGaussian() + (treated ? lift : 0),
                  own + 0.3 * random.nextGaussian()));
    }
    return Files.writeString(folder.resolve("measured.csv"), lines);
  }

  private static double width(JsonNode lift) {
    return lift.path("difference").path("high").asDouble()
        - lift.path("difference").path("low").asDouble();
  }

  private JsonNode json(String... line) {
    String[] all = java.util.Arrays.copyOf(line, line.length + 2);
    all[line.length] = "--format";
    all[line.length + 1] = "json";
    CommandLineRun run = run(all);
    assertThat(run.exit()).as("%s", run).isZero();
    return new JsonMapper().readTree(run.out());
  }

  private CommandLineRun run(String... line) {
    return CommandLineRun.asTyped(folder.resolve("home"), line);
  }
}
