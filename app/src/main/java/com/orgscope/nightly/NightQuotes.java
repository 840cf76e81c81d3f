package com.orgscope.nightly;

import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.nightly.PreparedNights.Prepared;
import com.orgscope.recommendation.Recommendations;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What a night will ask and cost, told before it does. */
@Component
class NightQuotes {
  private static final int PAST = 5;

  private final NightInputs inputs;
  private final PreparedNights prepared;
  private final Recommendations recommendations;
  private final NightStore nights;
  private final NightReports reports;

  NightQuotes(
      NightInputs inputs,
      PreparedNights prepared,
      Recommendations recommendations,
      NightStore nights,
      NightReports reports) {
    this.inputs = inputs;
    this.prepared = prepared;
    this.recommendations = recommendations;
    this.nights = nights;
    this.reports = reports;
  }

  /** Of a night that may never be. */
  NightQuote of(Caller system, LocalDate asOf, Deferral deferral) {
    Map<PersonKey, Reason> chosen = deferral.tonight();
    Map<String, Integer> selected = new TreeMap<>();
    chosen.values().forEach(reason -> selected.merge(reason.word(), 1, Integer::sum));
    Prepared night = prepared.prepare(system, asOf + ".quote", asOf);
    return new NightQuote(
        asOf,
        selected,
        new NightReport.Deferred(deferral.later().size(), deferral.longest()),
        outlook(night, chosen.keySet()).and(inputs.outlook(system, asOf)),
        recommendations.outlook(system),
        reports.recent(system, PAST));
  }

  /**
   * Once a night, so that what it comes to can be compared.
   *
   * @return what asking is to cost, in nano-dollars
   */
  long keep(Caller system, String run) {
    Prepared night = prepared.of(system, run);
    Outlook habits = outlook(night, nights.chosen(system, run));
    long quoted = habits.and(recommendations.outlook(system)).costNano();
    nights.quoted(system, run, quoted);
    nights.heard(system, run, night.judge().heard());
    return quoted;
  }

  private static Outlook outlook(Prepared night, Collection<PersonKey> people) {
    return night.judge().outlook(people.stream().map(night::subject).toList());
  }
}
