package com.orgscope.claim;

import com.orgscope.claim.Look.Compared;
import com.orgscope.claim.Panel.Sides;
import com.orgscope.directory.Person;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.SignInDays;
import com.orgscope.usage.SignInDays.Measure;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at one claim, on one due day after the other. */
final class Looks {
  private static final double PERCENT = 100;

  private final Facts facts;
  private final Collection<Person> people;
  private final int k;
  private final ClaimSettings settings;

  /**
   * What is known of a claim's people.
   *
   * @param first the day from which the first have the change
   * @param log null if it holds nothing
   * @param since from when each has it who has it
   * @param among whom it concerns
   * @param changedByOthers when another claim changed the same for somebody
   * @param cost of an hour
   * @param byLot whether everybody who has it was drawn by lot
   */
  record Facts(
      LocalDate first,
      MeasuredDays.@Nullable Log log,
      Map<PersonKey, SignInDays> days,
      Map<PersonKey, LocalDate> since,
      Set<PersonKey> among,
      Map<PersonKey, List<LocalDate>> changedByOthers,
      HourCost cost,
      boolean byLot) {}

  /**
   * @param k people of whom nothing is told if they are fewer, on either side
   */
  Looks(Facts facts, Collection<Person> people, int k, ClaimSettings settings) {
    this.facts = facts;
    this.people = List.copyOf(people);
    this.k = k;
    this.settings = settings;
  }

  /**
   * @param day how many days after the first people had the change
   */
  Look after(int day) {
    LocalDate until = facts.first().plusDays(day);
    MeasuredDays.Log log = facts.log();
    if (log == null || log.last().isBefore(until.minusDays(1))) {
      return cannotTell(
          day,
          log == null
              ? "the log holds nothing of these weeks"
              : "the log ends on %s, before the look's last day".formatted(log.last()));
    }
    Panel panel = new Panel(facts.days(), log, until, settings);
    int weeks = panel.weeksBefore(facts.first());
    if (weeks < Panel.LEAST_WEEKS) {
      return cannotTell(
          day,
          "the log holds %d whole weeks before %s, and %d are needed"
              .formatted(weeks, facts.first(), Panel.LEAST_WEEKS));
    }
    LocalDate from = facts.first().minusDays((long) Panel.WEEK * weeks);
    Map<PersonKey, @Nullable LocalDate> compared = compared(from, until);
    Map<PersonKey, @Nullable LocalDate> leftOut = there(from, until);
    leftOut.keySet().removeAll(compared.keySet());
    Sides sides = panel.sides(compared);
    if (sides.changedPeople() < k && panel.isThin(facts.first())) {
      return cannotTell(
          day,
          "the log lacks %d days of the weeks around %s: before and after it, %d weeks with each day of the week are needed"
              .formatted(panel.lacking(facts.first()), facts.first(), Panel.LEAST_HELD));
    }
    Sides out = panel.sides(leftOut);
    if (isFew(out.changedPeople()) || isFew(out.notYet().size())) {
      return cannotTell(
          day,
          "another claim changed the same for fewer than %d people of one side, who are left out: held against a look with them, this one would tell of the few"
              .formatted(k));
    }
    return compare(day, panel, sides, leftOut.size());
  }

  private boolean isFew(int people) {
    return people > 0 && people < k;
  }

  /** Of whom it is known what changed for them, and from when they have the change if they do. */
  Map<PersonKey, @Nullable LocalDate> compared(LocalDate from, LocalDate until) {
    Map<PersonKey, @Nullable LocalDate> compared = there(from, until);
    compared.keySet().removeIf(person -> isChangedByOthers(person, from, until));
    return compared;
  }

  /** Who worked here and was seen before, and from when they have the change if they do. */
  private Map<PersonKey, @Nullable LocalDate> there(LocalDate from, LocalDate until) {
    Map<PersonKey, @Nullable LocalDate> there = new HashMap<>();
    for (Person person : people) {
      SignInDays own = facts.days().get(person.key());
      if (own != null
          && own.seen()
          && facts.among().contains(person.key())
          && person.worksOn(from)
          && person.worksOn(until.minusDays(1))) {
        there.put(person.key(), facts.since().get(person.key()));
      }
    }
    return there;
  }

  private boolean isChangedByOthers(PersonKey person, LocalDate from, LocalDate until) {
    return facts.changedByOthers().getOrDefault(person, List.of()).stream()
        .anyMatch(day -> !day.isBefore(from) && day.isBefore(until));
  }

  private Look compare(int day, Panel panel, Sides sides, int leftOut) {
    if (sides.changedPeople() < k) {
      return cannotTell(day, tooFew(sides.changedPeople(), "have it for four weeks", leftOut));
    }
    if (sides.notYet().isEmpty() && leftOut == 0) {
      Estimate alone = Comparison.alone(panel.changed(sides, Measure.SECONDS));
      return look(
          day,
          Finding.NOBODY_TO_COMPARE,
          "everybody has it by then: before and after alone prove nothing",
          null,
          alone);
    }
    if (sides.notYet().size() < k) {
      return cannotTell(day, tooFew(sides.notYet().size(), "have it not yet", leftOut));
    }
    Comparison seconds = panel.comparison(sides, Measure.SECONDS);
    Finding finding = seconds.finding(settings.smallestShare());
    String doubt = doubt(finding, seconds, panel.timed(sides));
    return look(
        day,
        doubt.isEmpty() || finding == Finding.NOT_PARALLEL ? finding : Finding.CANNOT_TELL,
        doubt,
        panel.compared(sides, leftOut, facts.cost()),
        null);
  }

  /** Why what was found tells nothing of the change; empty where it does. */
  private String doubt(Finding finding, Comparison seconds, Timed timed) {
    double smallest = settings.smallestShare();
    if (finding == Finding.NOT_PARALLEL) {
      return "the groups went apart in the weeks before the change already";
    }
    if (timed.ends() || seconds.timedAlike(timed).finding(smallest) != finding) {
      return "the log times %s of the challenges of those who have it before and %s after it, of the others %s and %s: had it timed as many after as before, something else would be found"
          .formatted(
              share(timed.before()),
              share(timed.after()),
              share(timed.notYetBefore()),
              share(timed.notYetAfter()));
    }
    return finding == Finding.SAVED && !facts.byLot() && seconds.isExplainedByChoice(smallest)
        ? "too few people to tell a saving from their having been chosen since they took long of late; with more of them, or a share drawn by lot, it can be told"
        : "";
  }

  private static String share(@Nullable Double share) {
    return share == null ? "none" : Math.round(PERCENT * share) + " %";
  }

  private String tooFew(int people, String who, int leftOut) {
    return "%d people %s, and %d are needed%s"
        .formatted(
            people,
            who,
            k,
            leftOut == 0
                ? ""
                : "; %d are left out since another claim changed the same for them"
                    .formatted(leftOut));
  }

  private Look cannotTell(int day, String because) {
    return look(day, Finding.CANNOT_TELL, because, null, null);
  }

  private Look look(
      int day,
      Finding finding,
      String because,
      @Nullable Compared compared,
      @Nullable Estimate alone) {
    return new Look(
        day, facts.first().plusDays(day).minusDays(1), finding, because, compared, alone);
  }
}
