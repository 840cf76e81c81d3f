package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a quote fits the two figures beside it. */
class QuoteErrorTest {
  @ParameterizedTest
  @CsvSource({
    "2.00, 1.00, 100 % too high",
    "1.00, 2.00, 50 % too low",
    "12.34, 12.35, less than 1 % too low",
    "12.35, 12.34, less than 1 % too high",
    // Both are printed as $0.01.
    "0.012, 0.014, right",
    "3.00, 3.00, right",
    "3.00, 0, too high",
    "0, 3.00, 100 % too low",
    "0, 0, ''",
    "41, 1, '4,000 % too high'",
  })
  void no_quote_is_off_by_nothing(double quoted, double paid, String told) {
    assertThat(QuoteError.of(quoted, paid, usd -> String.format(Locale.ROOT, "$%.2f", usd)))
        .isEqualTo(told);
  }
}
