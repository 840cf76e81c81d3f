package com.orgscope.usage;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** On which days a tenant's log has anybody's access at all. */
@Component
public final class AccessDays {
  private static final NamedQuery DAYS = new NamedQuery(AccessDays.class, "access-days");

  private final Lake lake;
  private final Access access;

  AccessDays(Lake lake, Access access) {
    this.lake = lake;
    this.access = access;
  }

  public record Day(LocalDate day, Instant firstAt, Instant lastAt) {}

  /** The days of the window with an access, in order; the others are missing. */
  public SortedMap<LocalDate, Day> of(Caller caller, TimeWindow window) {
    access.require(caller, Action.OPERATIONS, "days of the log");
    SortedMap<LocalDate, Day> days = new TreeMap<>();
    lake.ask(
        DAYS,
        Scope.everybody(caller.tenant()),
        window,
        Map.of(),
        row -> {
          Day day =
              new Day(row.getDate("day"), row.getInstant("first_at"), row.getInstant("last_at"));
          days.put(day.day(), day);
          return day;
        });
    return days;
  }
}
