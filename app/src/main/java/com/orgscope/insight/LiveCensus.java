package com.orgscope.insight;

import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Taxonomies;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Counts everybody by the directory, the lake and the current categories. */
@Component
final class LiveCensus implements Censuses {
  private final Assignments assignments;
  private final Taxonomies taxonomies;
  private final Usage usage;
  private final UnitBook units;
  private final LiveQuarter quarters;
  private final InsightSettings settings;

  LiveCensus(
      Assignments assignments,
      Taxonomies taxonomies,
      Usage usage,
      UnitBook units,
      LiveQuarter quarters,
      InsightSettings settings) {
    this.assignments = assignments;
    this.taxonomies = taxonomies;
    this.usage = usage;
    this.units = units;
    this.quarters = quarters;
    this.settings = settings;
  }

  /** The newest run's day, and nobody's: whose answer is the newest would follow one person. */
  @Override
  public Optional<Census> take(
      Caller caller, List<Assumption> assumptions, Function<LocalDate, Quarter> quarter) {
    return assignments
        .newest(caller)
        .map(newest ->
            count(
                caller,
                newest.run(),
                newest.asOf(),
                new Headcount(taxonomies.of(caller), assumptions),
                quarter.apply(newest.asOf())));
  }

  private Census count(
      Caller caller, String run, LocalDate asOf, Headcount headcount, Quarter quarter) {
    UnitBook.Staff staff = units.staff(caller);
    TimeWindow window = TimeWindow.ending(asOf, settings.frictionDays());
    Map<PersonKey, PersonUsage> used = usage.everybody(caller, window);
    List<Assignment> current = assignments.current(caller);
    LiveQuarter.Read read =
        quarters.read(caller, quarter, new LiveQuarter.Now(window, staff.people(), used, current));
    return headcount.of(
        run,
        window,
        new Headcount.Rows(
            staff.people(),
            used,
            current,
            staff.departmentChanges(),
            staff.divisions(),
            read.idleMoney(),
            read.parts()));
  }
}
