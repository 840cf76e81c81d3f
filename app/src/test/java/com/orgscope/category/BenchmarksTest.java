package com.orgscope.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables say of the lines of work of an industry. */
class BenchmarksTest {
  private static final Table PRIORS = Table.read(Benchmarks.class, "priors.tsv");

  /** However many lines a kind of work has, and whatever their parts sum to. */
  @ParameterizedTest
  @ValueSource(strings = {"technology", "finance", "healthcare", "retail", "manufacturing"})
  void the_lines_of_a_kind_of_work_share_what_the_industry_has_of_it(String industry) {
    Benchmarks benchmarks = new Benchmarks(Taxonomy.forIndustry(industry));
    List<String> row =
        PRIORS.rows().stream().filter(r -> r.get(0).equals(industry)).findFirst().orElseThrow();
    double[] prior = benchmarks.prior();
    for (int c = 0; c < benchmarks.categories().size(); c++) {
      double sum = 0;
      for (int l = 0; l < prior.length; l++) {
        sum += benchmarks.lines().get(l).category() == c ? prior[l] : 0;
      }
      String category = benchmarks.categories().get(c);
      double percent = Double.parseDouble(row.get(PRIORS.columns().indexOf(category)));
      assertThat(sum).as(category).isCloseTo(percent / 100, within(0.005));
    }
  }

  @Test
  void a_line_of_work_that_is_rare_elsewhere_may_be_common_in_its_industry() {
    assertThat(part("finance", "Operations", "Banking & Settlement")).isGreaterThan(0.35);
    assertThat(part("technology", "Operations", "Banking & Settlement")).isLessThan(0.03);
    assertThat(part("manufacturing", "Engineering", "Product & Mechanical Engineering"))
        .isGreaterThan(0.5);
    assertThat(part("technology", "Engineering", "Product & Mechanical Engineering"))
        .isLessThan(0.1);
  }

  /** Of those who do a kind of work. */
  private static double part(String industry, String category, String subCategory) {
    Benchmarks benchmarks = new Benchmarks(Taxonomy.forIndustry(industry));
    double[] prior = benchmarks.prior();
    double line = 0;
    double all = 0;
    for (int l = 0; l < prior.length; l++) {
      Benchmarks.Line of = benchmarks.lines().get(l);
      boolean ofCategory = benchmarks.categories().get(of.category()).equals(category);
      all += ofCategory ? prior[l] : 0;
      line += ofCategory && of.subCategory().equals(subCategory) ? prior[l] : 0;
    }
    return line / all;
  }
}
