package com.orgscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.bench.TrialBench.Plan;
import com.orgscope.bench.TrialTable.Cost;
import com.orgscope.category.ApplicationQuestions;
import com.orgscope.category.ApplicationQuestions.Letters;
import com.orgscope.category.Categorizer;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialBenchTest {
  private static final Categorizer NOBODY =
      (company, everybody) -> {
        throw new IllegalStateException("nobody is judged");
      };

  @TempDir private Path folder;

  private final TrialBench bench = new TrialBench(NOBODY, new AlwaysAsLong());

  @Test
  void a_model_that_never_errs_fails_the_bench() throws IOException {
    table("applications.tsv", "Quillwort\tany\tcrm\tcertain\tSales=mainly\tsells");
    table("truth.tsv", "Quillwort\tany\tcrm");
    assertThatThrownBy(() -> bench.run(new Plan(folder, 1, 60, 0.7), Progress.NONE))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no recorded answer is wrong");
  }

  @Test
  void a_company_without_an_unknown_application_fails_the_bench() throws IOException {
    table("applications.tsv", "Quillwort\tany\tcrm\tcertain\tSales=mainly\tsells");
    table("truth.tsv", "Quillwort\tany\tno-such-function");
    assertThatThrownBy(() -> bench.run(new Plan(folder, 1, 60, 0.7), Progress.NONE))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("could bear an unknown name");
  }

  @Test
  void a_question_is_paid_once_however_many_use_what_it_is_about() {
    Cost cost = new Cost(1, 40, 0.0002).plus(new Cost(1, 10, 0.0003));
    assertThat(cost.questions()).isEqualTo(2);
    assertThat(cost.usd()).isCloseTo(0.0005, within(1e-9));
    assertThat(cost.kept()).isCloseTo(0.96, within(1e-9));
    assertThat(Cost.NOTHING.kept()).isZero();
  }

  @Test
  void a_question_of_eight_thousand_letters_costs_a_fortieth_of_a_cent() {
    assertThat(Cost.usd(new Letters(7_980, 20))).isCloseTo(0.00025, within(1e-9));
  }

  private void table(String name, String row) throws IOException {
    String head =
        name.equals("truth.tsv")
            ? "label\tindustry\tfunction"
            : "label\tindustry\tfunction\tsure\tkinds\tnote";
    Files.writeString(folder.resolve(name), head + "\n" + row + "\n");
  }

  private static final class AlwaysAsLong implements ApplicationQuestions {
    @Override
    public Asked ask(Caller system, LocalDate asOf) {
      return Asked.NOTHING;
    }

    @Override
    public Categorizer.Outlook outlook(Caller system, LocalDate asOf) {
      throw new IllegalStateException("no night comes");
    }

    @Override
    public Letters letters(String industry, String label) {
      return new Letters(8_000, label.length());
    }
  }
}
