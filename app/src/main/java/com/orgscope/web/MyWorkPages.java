package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.access.Looks;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.nightly.JudgedAgain;
import com.orgscope.usage.Applications;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import com.orgscope.web.TeamPage.Share;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Tells somebody what they mostly do, by what, and who looked. */
@Component
@ConditionalOnWebApplication
final class MyWorkPages {
  private static final int DAYS = 90;
  private static final int APPS = 10;
  private static final int NAMED = 3;
  private static final int LOOKS = 3;

  private final PageAccess access;
  private final Assignments assignments;
  private final Taxonomies taxonomies;
  private final Usage usage;
  private final Looks looks;
  private final InstantSource clock;

  MyWorkPages(
      PageAccess access,
      Assignments assignments,
      Taxonomies taxonomies,
      Usage usage,
      Looks looks,
      InstantSource clock) {
    this.access = access;
    this.assignments = assignments;
    this.taxonomies = taxonomies;
    this.usage = usage;
    this.looks = looks;
    this.clock = clock;
  }

  /**
   * Of the caller.
   *
   * @param counted whether they take part
   */
  MyWork of(Caller caller, ZoneId zone, Applications applications, boolean counted) {
    List<LooksPage.Row> looked =
        access.admitted(caller, Action.OWN_LOOKS, () -> looks.atMe(caller)).stream()
            .map(look -> PersonController.row(look, zone))
            .distinct()
            .limit(LOOKS)
            .toList();
    PersonKey me = caller.person();
    Optional<Assignment> said = me == null ? Optional.empty() : assignments.current(caller, me);
    Taxonomy taxonomy = taxonomies.of(caller);
    TimeWindow window =
        TimeWindow.ending(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), DAYS);
    List<Share> apps =
        me == null || !counted ? List.of() : apps(usage.of(caller, me, window), applications);
    return new MyWork(
        said.map(one -> headline(one, taxonomy)).orElse("Nothing is said of your work"),
        said.map(one ->
                "Found of your use up to %s. What you use now is below."
                    .formatted(Formats.day(one.asOf())))
            .orElse(""),
        said.filter(one -> one.roles().size() > 1)
            .map(one -> WorkBars.roles(one, taxonomy))
            .orElse(List.of()),
        apps,
        apps.isEmpty()
            ? "Nothing was counted of you in the last %d days.".formatted(DAYS)
            : "Shares of your active quarters of an hour in the last %d days. Sign-in logs hold no durations, and nothing of what you did there."
                .formatted(DAYS),
        looked,
        counted ? JudgedAgain.sentences() : List.of());
  }

  private static List<Share> apps(PersonUsage used, Applications applications) {
    return WorkBars.drawn(
        used.apps().stream()
            .limit(APPS)
            .map(use ->
                new Share(
                    use.app().id().value(),
                    CategoryColours.GREY,
                    use.app().function().map(applications::functionName).orElse(""),
                    Formats.wholePercent(use.share()),
                    0))
            .toList());
  }

  /** With why, as far as applications say so. */
  private static String headline(Assignment said, Taxonomy taxonomy) {
    String category = said.category();
    if (category == null) {
      return "Too little is known to say what you mostly do";
    }
    String name = taxonomy.ownName(category);
    if (said.override() != null) {
      return "You mostly do %s, because a person said so".formatted(name);
    }
    List<String> apps =
        WorkBars.applications(said.judgment()).stream().map(Share::label).limit(NAMED).toList();
    String mostly =
        said.judgment().status() == Status.UNCERTAIN ? "You perhaps mostly do " : "You mostly do ";
    return apps.isEmpty()
        ? mostly + name + ", by what you use and who else uses it"
        : mostly + name + ", because you use " + joined(apps);
  }

  private static String joined(List<String> apps) {
    int last = apps.size() - 1;
    return last == 0
        ? apps.getFirst()
        : String.join(", ", apps.subList(0, last)) + " and " + apps.get(last);
  }
}
