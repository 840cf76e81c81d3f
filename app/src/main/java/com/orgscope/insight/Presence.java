package com.orgscope.insight;

import com.orgscope.category.Assignment;
import com.orgscope.category.Judgment;
import com.orgscope.directory.Person;
import com.orgscope.kernel.AppId;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.SignInTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person in some weeks, as far as it explains why hours differ from those of other weeks.
 *
 * @param seconds a week of signing in that the log holds, whole
 * @param category the decided one, else {@link Release#NOT_YET_KNOWN}
 * @param origin model and prompt that decided it; empty if none did, or somebody said otherwise
 * @param unit the department, empty without one
 * @param signIns failures and challenges on the way to each application that was used
 */
record Presence(
    long seconds, String category, String origin, String unit, Map<AppId, Long> signIns) {
  private static final double WEEK_DAYS = 7;

  Presence {
    signIns = Map.copyOf(signIns);
  }

  static Presence of(
      @Nullable PersonUsage used, @Nullable Assignment said, @Nullable Person person) {
    Map<AppId, Long> signIns = new HashMap<>();
    long seconds = 0;
    if (used != null) {
      SignInTime time = used.signIn();
      double weeks = used.window().days() / WEEK_DAYS;
      seconds = Math.round((time.failureSeconds() + time.challengeSeconds()) / weeks);
      for (AppUse app : used.apps()) {
        signIns.put(app.app().id(), app.failures() + app.challenges());
      }
    }
    Assignment decided = said != null && said.status() == Judgment.Status.DECIDED ? said : null;
    String category = decided == null ? null : decided.category();
    return new Presence(
        seconds,
        category == null ? Release.NOT_YET_KNOWN : category,
        decided == null || decided.override() != null ? "" : origin(decided.judgment().origin()),
        person == null ? "" : Units.department(person).orElse(""),
        signIns);
  }

  private static String origin(Judgment.Origin origin) {
    return origin.model() + ' ' + origin.prompt();
  }

  /** Which part of the seconds is spent at applications that were not used before, 0 to 1. */
  double partAtNew(Presence before) {
    long all = 0;
    long fresh = 0;
    for (Map.Entry<AppId, Long> app : signIns.entrySet()) {
      all += app.getValue();
      fresh += before.signIns.containsKey(app.getKey()) ? 0 : app.getValue();
    }
    return all == 0 ? 0 : (double) fresh / all;
  }
}
