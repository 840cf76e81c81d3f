package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPlacementTest {
  private static final KnownApplications KNOWN = KnownApplications.instance();
  private static final TextPlacement TEXT = new TextPlacement(KNOWN);

  @ParameterizedTest
  @CsvSource({
    "claims-portal-prod, insurance-claims",
    "LoanOriginationV2, core-banking",
    "ledger_close, accounting-erp",
    "nurseHandoff, patient-care",
    "ShiftBoard, store-workforce",
    "FreightTracker, warehouse-logistics",
    "Treasury Cockpit, treasury",
    "Field Tech Dispatch, field-service",
    "ShelfScan, merchandising",
    "yard management, warehouse-logistics",
    "assembly line monitor, manufacturing-execution",
    "Legal Matter Hub, legal-research",
    "kyc-checks, risk-analytics",
    "timesheets, store-workforce",
    "Linear Payments, billing-payments",
    "lab results viewer, laboratory-pharmacy",
    "candidate-tracker, recruiting",
  })
  void an_in_house_name_is_placed_by_its_words(String name, String function) {
    assertThat(TEXT.place(name, "").keySet()).first().isEqualTo(function);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zyvora", "The Hub", "admin", "X-17", "", "Portal 2", "Quxlet", "prod"})
  void a_name_that_says_nothing_is_placed_nowhere(String name) {
    assertThat(TEXT.place(name, "")).isEmpty();
  }

  @Test
  void a_description_outweighs_a_misleading_name() {
    assertThat(TEXT.place("Linear", "handles card payments, invoices and refunds").keySet())
        .first()
        .isEqualTo("billing-payments");
    assertThat(TEXT.place("Ward Street", "insurance claims handling by adjusters").keySet())
        .first()
        .isEqualTo("insurance-claims");
  }

  @Test
  void probabilities_sum_to_one_likeliest_first() {
    List<Double> p = List.copyOf(TEXT.place("orders", "purchase orders and invoices").values());
    assertThat(p.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
    assertThat(p).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void one_word_is_weaker_ground_than_several() {
    double one = TEXT.place("quote", "").values().iterator().next();
    double several = TEXT.place("quote", "sales proposal with pricing").values().iterator().next();
    assertThat(one).isLessThan(several);
  }

  @Test
  void left_one_out_the_first_function_is_mostly_right_and_its_probability_honest() {
    int right = 0;
    int placed = 0;
    double gap = 0;
    double[] binStated = new double[10];
    int[] binRight = new int[10];
    int[] binCount = new int[10];
    for (KnownApplication app : KNOWN.all()) {
      Map<String, Double> functions = TEXT.place("", app.description(), app);
      if (functions.isEmpty()) {
        continue;
      }
      placed++;
      Map.Entry<String, Double> first = functions.entrySet().iterator().next();
      boolean hit = app.functions().contains(first.getKey());
      int bin = Math.min(9, (int) (first.getValue() * 10));
      right += hit ? 1 : 0;
      binStated[bin] += first.getValue();
      binRight[bin] += hit ? 1 : 0;
      binCount[bin]++;
    }
    for (int bin = 0; bin < 10; bin++) {
      gap += Math.abs(binStated[bin] - binRight[bin]);
    }
    assertThat(placed).isGreaterThan(KNOWN.all().size() * 9 / 10);
    assertThat((double) right / placed).isGreaterThan(0.75);
    assertThat(gap / placed).as("expected calibration error").isLessThan(0.10);
  }
}
