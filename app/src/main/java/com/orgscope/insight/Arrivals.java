package com.orgscope.insight;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** How many events the lake holds, for operations: counts, and nobody's in particular. */
@Service
public class Arrivals {
  private static final NamedQuery BY_DAY = new NamedQuery(Arrivals.class, "arrivals");

  private final Lake lake;
  private final Access access;

  Arrivals(Lake lake, Access access) {
    this.lake = lake;
    this.access = access;
  }

  /** Events that occurred on one UTC day, by the sign-in log they were read from. */
  public record Day(LocalDate day, String source, long events) {}

  /** Newest day first. */
  public List<Day> byDay(Caller caller, TimeWindow window) {
    access.require(caller, Action.OPERATIONS, "events by day");
    return lake.ask(
        BY_DAY,
        Scope.everybody(caller.tenant()),
        window,
        Map.of(),
        row -> new Day(row.getDate("day"), row.getString("source"), row.getLong("events")));
  }
}
