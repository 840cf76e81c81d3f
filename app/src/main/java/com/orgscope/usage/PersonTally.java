package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One person's counts while an answer is read. Rows may come under several stored names of an
 * application; here they become one.
 */
final class PersonTally {
  private static final Comparator<AppUse> LARGEST_FIRST =
      Comparator.comparingDouble(AppUse::activeSlots)
          .thenComparing(AppUse::accesses)
          .reversed()
          .thenComparing(use -> use.app().id());

  private final Map<AppId, Application> applications = new HashMap<>();
  private final Map<AppId, Counts> byApplication = new HashMap<>();
  private Counts whole = Counts.NONE;
  private int activeDays;

  void addApplication(Application application, Counts counts) {
    applications.putIfAbsent(application.id(), application);
    byApplication.merge(application.id(), counts, Counts::plus);
  }

  /** Counts of everything, friction that led to no application included. */
  void setWhole(Counts counts, int days) {
    whole = counts;
    activeDays = days;
  }

  Set<AppId> used() {
    return byApplication.keySet();
  }

  PersonUsage usage(PersonKey person, TimeWindow window, Users users) {
    List<AppUse> apps = new ArrayList<>();
    byApplication.forEach((id, counts) -> {
      Application application = applications.get(id);
      Instant firstAt = counts.firstAt();
      Instant lastAt = counts.lastAt();
      if (application != null && firstAt != null && lastAt != null) {
        apps.add(
            new AppUse(
                application,
                counts.accesses(),
                counts.activeSlots(),
                whole.active() == 0 ? 0 : (double) counts.active() / whole.active(),
                counts.sessions(),
                counts.switches(),
                counts.failures(),
                counts.challenges(),
                firstAt,
                lastAt,
                counts.weeks(),
                users.common(id)));
      }
    });
    apps.sort(LARGEST_FIRST);
    return new PersonUsage(
        person,
        window,
        apps,
        whole.accesses(),
        whole.activeSlots(),
        activeDays,
        whole.firstAt(),
        whole.lastAt(),
        whole.failures(),
        whole.challenges(),
        whole.switches(),
        whole.signIn());
  }
}
