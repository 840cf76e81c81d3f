package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How many people of a tenant use each application in a window.
 *
 * @param people who use any application
 */
record Users(long people, Map<AppId, Long> byApplication) {

  static Users among(Collection<PersonTally> tallies) {
    Map<AppId, Long> byApplication = new HashMap<>();
    long people = 0;
    for (PersonTally tally : tallies) {
      tally.used().forEach(app -> byApplication.merge(app, 1L, Long::sum));
      people += tally.used().isEmpty() ? 0 : 1;
    }
    return new Users(people, byApplication);
  }

  long of(AppId app) {
    return byApplication.getOrDefault(app, 0L);
  }

  /** Whether more than half of those who use anything use this. */
  boolean common(AppId app) {
    return of(app) * 2 > people;
  }
}
