package com.orgscope.licence;

import com.orgscope.kernel.AppId;
import com.orgscope.usage.HourGaps;
import com.orgscope.usage.LoggedHours;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hours that a provider's log lacks though nobody says so. They follow everybody's sign-ins.
 *
 * @param quiet days of which every source was asked for every hour and has no more
 * @param missing days of which nobody knows who was there
 */
record LogHoles(LoggedHours hours, Set<LocalDate> quiet, Set<LocalDate> missing) {
  /** Where nobody looked for them. */
  static final LogHoles NONE =
      new LogHoles(new LoggedHours(Map.of(), Map.of()), Set.of(), Set.of());

  /** In whose log somebody's use of the application might have been, in order. */
  List<HourGaps.Stretch> of(AppId application) {
    return hours.lacking(application).stream()
        .filter(stretch -> stretch.days().anyMatch(day -> !quiet.contains(day)))
        .toList();
  }

  SeatRule.LogDays in(SeatRule.LogDays days, AppId application) {
    return of(application).stream()
        .map(HourGaps.Stretch::lastDay)
        .max(LocalDate::compareTo)
        .map(last -> days.holedOn(last, missing.stream().filter(last::isBefore).count()))
        .orElse(days);
  }
}
