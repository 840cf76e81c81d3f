package com.orgscope.nightly;

import com.orgscope.category.Categorizer.Outlook;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a night would ask, before it does.
 *
 * @param selected people by the reason they would be chosen for
 * @param deferred who would be left to later nights
 * @param outlook questions about habits, their money and time; all zero where no model outside can
 *     be asked
 * @param suggestions the same of questions about what could be changed
 * @param past the last nights, the newest first, with what they were quoted and what they cost
 */
public record NightQuote(
    LocalDate asOf,
    Map<String, Integer> selected,
    NightReport.Deferred deferred,
    Outlook outlook,
    Outlook suggestions,
    List<Nightly.NightSummary> past) {
  public NightQuote {
    past = List.copyOf(past);
  }

  /** Both kinds of questions. */
  public Outlook whole() {
    return outlook.and(suggestions);
  }

  public int people() {
    return selected.values().stream().mapToInt(n -> n).sum();
  }
}
