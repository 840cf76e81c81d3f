package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.Nightly.NightSummary;
import com.orgscope.web.OperationsPage.Health;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightLampTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "RUNNING, -, -, -, UNKNOWN, A night is running",
        "HELD, 900, 800, 31 % would change, WATCH, The last night is held back",
        "PARTIAL, 900, 800, 2 hours are missing, WATCH, The last night is partial",
        "FAILED, 900, 0, given up, WATCH, The last night failed",
        "REFUSED, 900, 0, quoted too high, WATCH, The last night did not begin",
        "ROLLED_BACK, 900, 800, -, WATCH, The last night was rolled back",
        "PUBLISHED, 900, 800, -, GOOD, The last night holds",
        "PUBLISHED, 900, 0, -, WATCH, The last night decided nobody",
        // Nobody needed to be judged.
        "PUBLISHED, 0, 0, -, GOOD, The last night holds",
        // Of before this was kept.
        "PUBLISHED, -, -, -, GOOD, The last night holds",
      })
  void the_lamp_of_the_last_night_says_how_it_ended(
      NightReport.State ended,
      @Nullable Integer people,
      @Nullable Integer decided,
      @Nullable String because,
      CeoPage.State state,
      String title) {
    Health lamp = HealthLamps.lastNight(night(ended, because, people, decided, null, null));
    assertThat(lamp.title()).isEqualTo(title);
    assertThat(lamp.state()).isEqualTo(state);
    assertThat(lamp.detail()).contains("2026-11-21.1").doesNotContain("null");
    if (because != null) {
      assertThat(lamp.detail()).contains(because);
    }
  }

  @Test
  void three_nights_in_a_row_that_failed_are_critical() {
    NightSummary failed = night(NightReport.State.FAILED, "x", 900, 0, null, null);
    NightSummary held = night(NightReport.State.HELD, "x", 900, 0, null, null);
    assertThat(HealthLamps.failing(List.of(failed, failed, failed)))
        .hasValueSatisfying(lamp -> assertThat(lamp.title()).contains("Critical", "3 nights"));
    assertThat(HealthLamps.failing(List.of(failed, failed))).isEmpty();
    assertThat(HealthLamps.failing(List.of(failed, held, failed))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "PUBLISHED, 900, 800, 12, 700, 12 of 700",
        "PUBLISHED, 900, 800, 0, 1700, '0 of 1,700'",
        "HELD, 900, 800, 200, 700, 200 of 700 would have",
        "PUBLISHED, 900, 800, 0, 0, nobody was decided before",
        "PUBLISHED, 900, 800, -, -, not counted",
        "RUNNING, -, -, -, -, not yet",
        // Counted, and then killed before its end.
        "RUNNING, -, -, 12, 700, not yet",
      })
  void each_night_says_whom_it_changed(
      NightReport.State ended,
      @Nullable Integer people,
      @Nullable Integer decided,
      @Nullable Integer changed,
      @Nullable Integer before,
      String told) {
    assertThat(PastWork.night(night(ended, null, people, decided, changed, before)).changed())
        .isEqualTo(told);
  }

  private static NightSummary night(
      NightReport.State state,
      @Nullable String because,
      @Nullable Integer people,
      @Nullable Integer decided,
      @Nullable Integer changed,
      @Nullable Integer before) {
    return new NightSummary(
        "2026-11-21.1",
        LocalDate.of(2026, 11, 21),
        state,
        because,
        Instant.EPOCH,
        null,
        people,
        decided,
        null,
        null,
        changed,
        before,
        0);
  }

  @Test
  void before_the_first_night_nothing_is_good() {
    assertThat(HealthLamps.lastNight(null).state()).isEqualTo(CeoPage.State.UNKNOWN);
  }
}
