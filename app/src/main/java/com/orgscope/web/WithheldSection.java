package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.usage.WithheldUse;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** How much use is counted as withheld, in words. */
@Component
final class WithheldSection {
  private static final int DAYS = 90;

  private final WithheldUse withheld;
  private final LeastGroup least;

  WithheldSection(WithheldUse withheld, LeastGroup least) {
    this.withheld = withheld;
    this.least = least;
  }

  String lead(Caller caller, LocalDate today) {
    return withheld
        .of(caller, TimeWindow.ending(today, DAYS), least.of(caller.tenant()))
        .map(counted ->
            "About %s accesses to %s in %d days. No other page, answer, question or export has them."
                .formatted(
                    Formats.people(counted.accesses()),
                    counted.applications() == 1
                        ? "one application"
                        : Formats.people(counted.applications()) + " applications",
                    DAYS))
        .orElse(
            "None in %d days, or by fewer than %d people: the two look the same."
                .formatted(DAYS, least.of(caller.tenant())));
  }
}
