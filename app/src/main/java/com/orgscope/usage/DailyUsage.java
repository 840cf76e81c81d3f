package com.orgscope.usage;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.Regrouping;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Rolls events up into days. {@code daily.sql} is the one place that says what an access, an active
 * slot, a session, a switch, a failure and a challenge are.
 */
@Component
public final class DailyUsage {
  /** Days in one commit: bounds memory, and gives whoever watches something to see. */
  private static final int DAYS_AT_ONCE = 28;

  /** All days that a table can have. */
  static final TimeWindow EVER =
      new TimeWindow(LocalDate.of(1970, 1, 1), LocalDate.of(9999, 12, 31));

  private static final NamedQuery COUNTED = new NamedQuery(DailyUsage.class, "counted-days");
  private static final NamedQuery EVENTS = new NamedQuery(DailyUsage.class, "event-days");
  private static final NamedQuery DAILY = new NamedQuery(DailyUsage.class, "daily");

  private final Lake lake;
  private final Function<TenantId, Regrouping> regrouping;

  @Autowired
  DailyUsage(Lake lake, IdentityResolution resolution) {
    this(lake, resolution::regrouping);
  }

  DailyUsage(Lake lake, Function<TenantId, Regrouping> regrouping) {
    this.lake = lake;
    this.regrouping = regrouping;
  }

  /**
   * Brings {@code app_usage_daily} up to what has come in, to whose events are whose by now, and to
   * what is withheld by now: of a day that was counted with it, other figures are not whole. Doing
   * it again changes nothing; a run that is broken off leaves the days that are left due.
   *
   * @param progress in days
   */
  public void refresh(TenantId tenant, Progress progress) {
    Regrouping regrouped = regrouping.apply(tenant);
    if (!regrouped.days().isEmpty()) {
      lake.markDue(tenant, regrouped.days());
    }
    regrouped.settle().run();
    List<LocalDate> withheld =
        lake.askHeld(
            COUNTED, Scope.everybody(tenant), EVER, Map.of(), true, row -> row.getDate("day"));
    if (!withheld.isEmpty()) {
      lake.markDue(tenant, withheld);
    }
    Map<String, Object> owners = KeyOwners.of(regrouped.periods()).parameters();
    List<LocalDate> days = List.copyOf(affected(lake.dueDays(tenant)));
    progress.at(0, days.size());
    for (int from = 0; from < days.size(); from += DAYS_AT_ONCE) {
      int to = Math.min(days.size(), from + DAYS_AT_ONCE);
      lake.derive(
          tenant, LakeTable.APP_USAGE_DAILY, new TreeSet<>(days.subList(from, to)), DAILY, owners);
      progress.at(to, days.size());
    }
  }

  /** Of whose days with withheld rows no figure is whole. */
  List<LocalDate> withWithheld(TenantId tenant) {
    return lake.askHeld(
        EVENTS, Scope.everybody(tenant), EVER, Map.of(), true, row -> row.getDate("day"));
  }

  /** As {@link #refresh}, of these days too. */
  void refresh(TenantId tenant, List<LocalDate> anew, Progress progress) {
    lake.markDue(tenant, anew);
    refresh(tenant, progress);
  }

  /**
   * The due days, each after its next day: that day's first switch may come from a due day's last
   * half hour, and is to be counted anew before the due day is off the list.
   */
  static List<LocalDate> affected(SortedSet<LocalDate> due) {
    TreeSet<LocalDate> days = new TreeSet<>(due);
    due.forEach(day -> days.add(day.plusDays(1)));
    return new ArrayList<>(days.descendingSet());
  }
}
