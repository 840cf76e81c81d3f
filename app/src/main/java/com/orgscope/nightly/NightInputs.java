package com.orgscope.nightly;

import com.orgscope.category.ApplicationQuestions;
import com.orgscope.category.ApplicationQuestions.Asked;
import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erasures;
import com.orgscope.usage.DailyUsage;
import java.time.InstantSource;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** What a night judges by: the counted days, without the erased, and what applications are for. */
@Component
class NightInputs {
  private final Erasures erasures;
  private final DailyUsage dailyUsage;
  private final ApplicationQuestions applications;
  private final Tenants tenants;
  private final InstantSource clock;

  NightInputs(
      Erasures erasures,
      DailyUsage dailyUsage,
      ApplicationQuestions applications,
      Tenants tenants,
      InstantSource clock) {
    this.tenants = tenants;
    this.clock = clock;
    this.erasures = erasures;
    this.dailyUsage = dailyUsage;
    this.applications = applications;
  }

  /** Before anybody is looked at. */
  void bringUpToDate(Caller system) {
    erasures.forgetLate(system.tenant());
    countDays(system.tenant());
  }

  /** Asks what applications are for, so that tonight's people are judged by the answers. */
  Asked describe(Caller system, LocalDate asOf) {
    return applications.ask(system, asOf);
  }

  /** The day that is over where the tenant is. */
  LocalDate lastDay(TenantId tenant) {
    return LocalDate.ofInstant(clock.instant(), tenants.get(tenant).zone()).minusDays(1);
  }

  void countDays(TenantId tenant) {
    dailyUsage.refresh(tenant, Progress.NONE);
  }

  /** What asking about applications would take. */
  Outlook outlook(Caller system, LocalDate asOf) {
    return applications.outlook(system, asOf);
  }
}
