package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.table.Table;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.WorkFunction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What active time is told by. */
class UseFunctionsTest {
  private static final UseFunctions FUNCTIONS = UseFunctions.instance();
  private static final PersonKey SOMEBODY = new PersonKey(new UUID(0, 1));
  private static final TimeWindow WINDOW = TimeWindow.ending(LocalDate.of(2026, 10, 31), 28);

  @Test
  void every_function_of_an_application_is_under_one_of_a_dozen_names() {
    for (List<String> row : Table.read(WorkFunction.class, "functions.tsv").rows()) {
      String function = row.getFirst();
      assertThat(FUNCTIONS.of(function).equals(UseFunctions.OTHER))
          .as(function)
          .isEqualTo(UseFunctions.WAYS_IN.contains(function));
    }
    assertThat(FUNCTIONS.names()).hasSizeBetween(12, 14).doesNotHaveDuplicates();
  }

  @Test
  void time_is_shared_out_by_functions_and_ways_in_are_nobodys_work() {
    PersonUsage used =
        used(
            use("Mail", 0.4, Map.of("email-calendar", 1.0)),
            use("Desk", 0.3, Map.of("customer-support", 0.5, "crm", 0.25, "team-chat", 0.25)),
            use("Portal", 0.2, Map.of("portal", 1.0)),
            use("Zorbal", 0.1, Map.of()));
    Map<String, Double> shares = FUNCTIONS.shares(used);
    assertThat(shares).containsOnlyKeys("Communication", "Customers", UseFunctions.OTHER);
    assertThat(Hundredths.of(shares, FUNCTIONS.names())[FUNCTIONS.names().indexOf("Customers")])
        .isEqualTo(28);
    assertThat(FUNCTIONS.shares(PersonUsage.none(SOMEBODY, WINDOW))).isEmpty();
  }

  private static PersonUsage used(AppUse... uses) {
    PersonUsage none = PersonUsage.none(SOMEBODY, WINDOW);
    return new PersonUsage(
        SOMEBODY, WINDOW, Stream.of(uses).toList(), 9, 9, 9, null, null, 0, 0, 0, none.signIn());
  }

  private static AppUse use(String name, double share, Map<String, Double> functions) {
    Application app =
        new Application(
            new AppId(name), functions, functions.isEmpty() ? Basis.NONE : Basis.CURATED, "");
    Instant at = Instant.parse("2026-10-30T10:00:00Z");
    return new AppUse(app, 1, 1, share, 1, 0, 0, 0, at, at, 1, false);
  }
}
