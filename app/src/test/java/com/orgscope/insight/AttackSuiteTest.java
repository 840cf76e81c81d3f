package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.Attacks.Attack;
import com.orgscope.insight.Attacks.Question;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks on the product and on builds that leave out one of its rules. An attack succeeds where
 * the lower end of its advantage is above what the epsilon that it reads allows. No attack may
 * succeed on the product; one must on each of the others, or the suite would not have seen that
 * rule go.
 */
class AttackSuiteTest {
  private static final Path TABLE = Path.of("target", "attacks.tsv");

  @TempDir private Path home = Path.of("replaced");

  /** One line of the table. */
  private record Line(String build, String attack, Advantage advantage, double bound) {
    boolean succeeds() {
      return advantage.low() > bound;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s\t%s\t%.3f\t%.3f to %.3f\t%.3f\t%s",
          build,
          attack,
          advantage.value(),
          advantage.low(),
          advantage.high(),
          bound,
          succeeds() ? "told apart" : "within the bound");
    }
  }

  private static List<Line> attacked(AnsweringBuild.Kind kind, int companies) {
    List<Line> lines = new ArrayList<>();
    for (Question question : Attacks.all()) {
      List<Advantage> found = Attacks.on(kind, question, companies);
      for (int i = 0; i < found.size(); i++) {
        Attack attack = question.attacks().get(i);
        lines.add(
            new Line(
                kind.name(), question.name() + ": " + attack.name(), found.get(i), attack.bound()));
      }
    }
    lines.add(
        new Line(
            kind.name(),
            "eight people in small groups: linear program over three releases",
            Attacks.reconstruction(kind, companies / 8),
            Advantage.bound(Attacks.epsilonOfReconstruction())));
    return lines;
  }

  @Test
  void no_attack_succeeds_on_the_product_and_one_or_more_on_each_naive_build() throws IOException {
    List<Line> lines = new ArrayList<>(attacked(AttackedBuilds.PRODUCT, 300));
    for (AnsweringBuild.Kind naive : AttackedBuilds.NAIVE) {
      lines.addAll(attacked(naive, 100));
    }
    print(lines);
    assertThat(lines)
        .filteredOn(line -> line.build().equals(AttackedBuilds.PRODUCT.name()))
        .hasSizeGreaterThan(10)
        .noneMatch(Line::succeeds);
    for (AnsweringBuild.Kind naive : AttackedBuilds.NAIVE) {
      assertThat(lines)
          .as(naive.name())
          .filteredOn(line -> line.build().equals(naive.name()))
          .anyMatch(Line::succeeds);
    }
  }

  /** Of what is read so one average is one draw, which {@code membership} measures. */
  @Test
  void whoever_asks_for_a_new_release_every_six_hours_reads_the_first_one_again() {
    Question edge = Attacks.all().getFirst();
    AnsweringBuild.Kind published = AttackedBuilds.published(TestDatabase.fresh(), home);
    for (int company = 0; company < 3; company++) {
      AnsweringBuild build = published.of(edge.with(), company);
      Set<AnsweringBuild.Page> pages = new HashSet<>();
      for (int read = 0; read < 6; read++) {
        pages.add(build.read(6 * read));
      }
      assertThat(pages).hasSize(1);
    }
  }

  @Test
  void a_group_of_fewer_than_k_is_shown_as_rarely_as_delta_allows() {
    assertThat(Attacks.tooSmall(AttackedBuilds.PRODUCT, 300)).isLessThanOrEqualTo(2);
  }

  private static void print(List<Line> lines) throws IOException {
    StringBuilder table =
        new StringBuilder("build\tattack\tadvantage\t95 % range\tbound of epsilon\tfound\n");
    lines.forEach(line -> table.append(line).append('\n'));
    Files.createDirectories(TABLE.toAbsolutePath().getParent());
    Files.writeString(TABLE, table.toString());
    System.out.print(table);
  }
}
