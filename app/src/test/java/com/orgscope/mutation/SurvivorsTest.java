package com.orgscope.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivorsTest {
  @TempDir private Path folder = Path.of("replaced");

  @Test
  void a_survivor_without_a_line_of_its_own_is_told_and_one_with_a_line_is_not()
      throws IOException {
    Survivors survivors = Survivors.of(report());
    assertThat(survivors.score().get("room.Rule")).containsExactly(1, 4);
    assertThat(survivors.unexplained(Map.of()))
        .containsExactly(
            "1 x room.Rule\tholds\tMathMutator\tReplaced addition",
            "2 x room.Rule$Inner\tholds\tConditionalsBoundaryMutator\tchanged boundary");
    assertThat(survivors.unexplained(list("1")))
        .containsExactly(
            "1 x room.Rule\tholds\tMathMutator\tReplaced addition",
            "1 x room.Rule$Inner\tholds\tConditionalsBoundaryMutator\tchanged boundary");
    assertThat(survivors.unexplained(list("2"))).hasSize(1);
    assertThat(survivors.needless(list("2"))).isEmpty();
    assertThat(survivors.needless(list("3"))).hasSize(1);
  }

  @Test
  void a_group_is_told_with_its_score_before_and_now() throws IOException {
    Path groups = folder.resolve("groups.tsv");
    Files.writeString(groups, "# measured at abc\nrules\troom.Rule other.Rule\t0 of 4\n");
    assertThat(Survivors.of(report()).table(Survivors.groups(groups), list("2")).getLast())
        .containsPattern("rules +4 +1 +2 +0 of 4 +25 %");
    Files.writeString(groups, "rules\n");
    assertThatThrownBy(() -> Survivors.groups(groups)).hasMessageContaining("score before");
  }

  @Test
  void a_line_says_why() throws IOException {
    Path list = folder.resolve("list.tsv");
    Files.writeString(list, "class\tmethod\tmutator\tchange\ttimes\twhy\na\tb\tc\td\t1\t \n");
    assertThatThrownBy(() -> Survivors.reviewed(list)).hasMessageContaining("and why");
    Files.writeString(list, "a\tb\tc\td\t1\tbecause\n");
    assertThatThrownBy(() -> Survivors.reviewed(list)).hasMessageContaining("begins with");
  }

  private Map<Survivors.Mutant, Integer> list(String times) throws IOException {
    Path list = folder.resolve("equivalent.tsv");
    Files.writeString(
        list,
        "class\tmethod\tmutator\tchange\ttimes\twhy\n"
            + "room.Rule$Inner\tholds\tConditionalsBoundaryMutator\tchanged boundary\t"
            + times
            + "\tbecause\n");
    return Survivors.reviewed(list);
  }

  private Path report() throws IOException {
    Path report = folder.resolve("mutations.xml");
    Files.writeString(
        report,
        "<mutations>"
            + mutation(true, "Rule", "MathMutator", "Replaced addition")
            + mutation(false, "Rule", "MathMutator", "Replaced addition")
            + mutation(false, "Rule$Inner", "ConditionalsBoundaryMutator", "changed boundary")
            + mutation(false, "Rule$Inner", "ConditionalsBoundaryMutator", "changed boundary")
            + "</mutations>");
    return report;
  }

  private static String mutation(boolean detected, String type, String mutator, String change) {
    return """
    <mutation detected='%s' status='X'><mutatedClass>com.orgscope.room.%s</mutatedClass>
    <mutatedMethod>holds</mutatedMethod><mutator>a.b.%s</mutator>
    <description>%s</description></mutation>
    """
        .formatted(detected, type, mutator, change);
  }
}
