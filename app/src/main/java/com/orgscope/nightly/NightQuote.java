package com.orgscope.nightly;

import com.orgscope.category.Categorizer.Outlook;
import java.time.LocalDate;
import java.util.Map;

/**
 * What a night would ask, before it does.
 *
 * @param selected people by the reason they would be chosen for
 * @param outlook questions, money and time; all zero where no model outside can be asked
 */
public record NightQuote(LocalDate asOf, Map<String, Integer> selected, Outlook outlook) {
  public int people() {
    return selected.values().stream().mapToInt(n -> n).sum();
  }
}
