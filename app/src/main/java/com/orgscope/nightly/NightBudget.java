package com.orgscope.nightly;

import com.orgscope.kernel.Caller;
import com.orgscope.llm.KillSwitch;
import com.orgscope.llm.Spending;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a night may cost what it is quoted at. */
@Component
class NightBudget {
  private final Spending spending;
  private final KillSwitch killSwitch;

  NightBudget(Spending spending, KillSwitch killSwitch) {
    this.spending = spending;
    this.killSwitch = killSwitch;
  }

  /**
   * Why a night does not begin, if it is quoted above what is left of the tenant's month, or of all
   * tenants'. One whose models are stopped asks nobody, so it costs nothing.
   *
   * @param quotedNano in nano-dollars
   */
  Optional<String> exceededBy(Caller caller, long quotedNano) {
    if (quotedNano <= 0 || killSwitch.pulled(caller.tenant()).isPresent()) {
      return Optional.empty();
    }
    return exceeded(quotedNano, spending.month(caller), "of the month's budget")
        .or(() ->
            exceeded(
                quotedNano, spending.everybodysMonth(), "of the month's budget of all companies"));
  }

  static Optional<String> exceeded(long quotedNano, Spending.Month month, String of) {
    long left = Math.max(0, month.budgetNano() - month.committedNano());
    return quotedNano > left
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "it is quoted at $%.4f, and $%.4f %s is left",
                quotedNano / Nightly.NANO,
                left / Nightly.NANO,
                of))
        : Optional.empty();
  }
}
