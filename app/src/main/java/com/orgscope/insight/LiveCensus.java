package com.orgscope.insight;

import com.orgscope.category.Assignments;
import com.orgscope.category.Taxonomies;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.licence.Licences;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Counts everybody by the directory, the lake and the current categories. */
@Component
final class LiveCensus implements Censuses {
  private final Assignments assignments;
  private final Taxonomies taxonomies;
  private final Usage usage;
  private final UnitBook units;
  private final Licences licences;
  private final InsightSettings settings;

  LiveCensus(
      Assignments assignments,
      Taxonomies taxonomies,
      Usage usage,
      UnitBook units,
      Licences licences,
      InsightSettings settings) {
    this.assignments = assignments;
    this.taxonomies = taxonomies;
    this.usage = usage;
    this.units = units;
    this.licences = licences;
    this.settings = settings;
  }

  /** The newest run's day, and nobody's: whose answer is the newest would follow one person. */
  @Override
  public Optional<Census> take(Caller caller, List<Assumption> assumptions) {
    return assignments
        .newest(caller)
        .map(newest -> count(caller, newest.run(), newest.asOf(), assumptions));
  }

  private Census count(Caller caller, String run, LocalDate asOf, List<Assumption> assumptions) {
    UnitBook.Staff staff = units.staff(caller);
    TimeWindow window = TimeWindow.ending(asOf, settings.frictionDays());
    return new Headcount(taxonomies.of(caller), assumptions)
        .of(
            run,
            window,
            new Headcount.Rows(
                staff.people(),
                usage.everybody(caller, window),
                assignments.current(caller),
                staff.divisions(),
                licences.areKnown(caller) ? licences.idleMoney(caller, asOf) : null));
  }
}
