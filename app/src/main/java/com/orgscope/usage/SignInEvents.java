package com.orgscope.usage;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.IdentityResolution;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Row;
import com.orgscope.usage.SignInEvent.What;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Everybody's ways in, event by event, for whoever replays them; nothing of it is kept. */
@Component
public final class SignInEvents {
  private static final NamedQuery WAYS_IN = new NamedQuery(Usage.class, "ways-in");
  private static final NamedQuery APPLICATIONS = new NamedQuery(Usage.class, "applications");

  /** So that no answer outgrows memory, however long the window is. */
  private static final int DAYS_AT_ONCE = 7;

  private final Lake lake;
  private final Applications applications;
  private final Access access;
  private final IdentityResolution resolution;

  SignInEvents(Lake lake, Applications applications, Access access, IdentityResolution resolution) {
    this.lake = lake;
    this.applications = applications;
    this.access = access;
    this.resolution = resolution;
  }

  /**
   * Hands out the events of a window once: those of a person in the order of time, people a week at
   * a time. It is read from events, so that the window must lie within the days whose events are
   * kept; months without any are not asked for.
   *
   * @param subject for the audit log: what is made of them
   * @throws Failure for the operator, if the caller has not everybody's rows
   */
  public void walk(
      Caller caller, String subject, TimeWindow window, Consumer<SignInEvent> visitor) {
    access.require(caller, Action.PERSON_DATA, subject);
    if (access.scope(caller).people() != null) {
      throw Failure.operator(
          subject + " is worked out over everybody, whose rows you do not have: ask IT/Security");
    }
    Set<YearMonth> kept = lake.months(caller.tenant(), LakeTable.SSO_EVENTS).keySet();
    KeyOwners owners = KeyOwners.of(resolution.periods(caller.tenant()));
    for (LocalDate from = window.from();
        from.isBefore(window.until());
        from = from.plusDays(DAYS_AT_ONCE)) {
      LocalDate until = from.plusDays(DAYS_AT_ONCE);
      TimeWindow days =
          new TimeWindow(from, until.isBefore(window.until()) ? until : window.until());
      if (!kept.contains(YearMonth.from(days.from()))
          && !kept.contains(YearMonth.from(days.lastDay()))) {
        continue;
      }
      Map<Long, AppId> names = names(caller, days);
      lake.ask(
          WAYS_IN,
          access.scope(caller),
          days,
          owners.parameters(),
          row -> {
            visitor.accept(event(row, names));
            return true;
          });
    }
  }

  /** By their numbers, in the names of today: two stored names may be one application by now. */
  private Map<Long, AppId> names(Caller caller, TimeWindow days) {
    Map<Long, AppId> names = new HashMap<>();
    lake.ask(
        APPLICATIONS,
        access.scope(caller),
        days,
        Map.of(),
        row -> {
          AppId stored = new AppId(row.getString("app"));
          names.put(row.getLong("number"), applications.application(caller.tenant(), stored).id());
          return true;
        });
    return names;
  }

  private static SignInEvent event(Row row, Map<Long, AppId> names) {
    long app = row.getLong("app");
    return new SignInEvent(
        row.getPerson("person"),
        row.getLong("second"),
        What.at(row.getLong("what")),
        row.getBoolean("entra"),
        app == 0 ? null : names.get(app),
        row.getLong("session"),
        row.getLong("network"),
        row.getLong("place"));
  }
}
