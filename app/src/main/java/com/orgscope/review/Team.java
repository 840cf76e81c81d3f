package com.orgscope.review;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.LabelReviews;
import com.orgscope.category.Overrides;
import com.orgscope.directory.Identity;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A manager's direct reports as the works-council policy shows them, and the manager's word about
 * them. Who is shown, the database says: of whoever opted out, of whom too little is known, who is
 * new, or of whom the policy shows nothing, there is no row, and nothing here tells these apart.
 */
@Service
public class Team {
  /** People on a page. */
  public static final int PAGE = 25;

  /** Kept as the reason of a word that agrees with the model. */
  private static final String CONFIRMED = "confirmed";

  private final People people;
  private final Assignments assignments;
  private final Overrides overrides;
  private final LabelReviews reviews;
  private final Access access;
  private final Feedback feedback;

  Team(
      People people,
      Assignments assignments,
      Overrides overrides,
      LabelReviews reviews,
      Access access,
      Feedback feedback) {
    this.feedback = feedback;
    this.people = people;
    this.assignments = assignments;
    this.overrides = overrides;
    this.reviews = reviews;
    this.access = access;
  }

  /** How it stands with somebody, what wants a word first. */
  public enum Standing {
    /** The model is not sure, and the policy shows how sure it is. */
    UNSURE,
    /** They contest it; somebody else decides. */
    UNDER_REVIEW,
    /** A model or a person said it. */
    SAID,
    /** Nothing is shown, whyever. */
    NOTHING;

    /** As the API writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A direct report.
   *
   * @param said null where nothing is shown
   * @param since when a model said it first without a break, by day; null where nothing is shown,
   *     or the policy shows categories alone
   * @param dated whether the policy shows since when
   * @param reasoned whether why is shown as well
   * @param answered what the caller answered of it; null if they did not, or nothing is shown
   */
  public record Report(
      PersonKey person,
      Identity names,
      @Nullable String title,
      Standing standing,
      @Nullable Assignment said,
      @Nullable LocalDate since,
      boolean dated,
      boolean reasoned,
      Feedback.@Nullable Answer answered) {

    /** By which a page calls them. */
    public String name() {
      return Objects.requireNonNullElse(
          names.displayName(), Objects.requireNonNullElse(names.login(), "Without a name"));
    }
  }

  /**
   * What became of the manager's own words.
   *
   * @param hold that stand now
   * @param unanswered no night judged these people since
   * @param agreed the night since says the same
   * @param differ it says otherwise, and the word holds all the same
   */
  public record Effect(int hold, int unanswered, int agreed, int differ) {}

  /**
   * A page of reports.
   *
   * @param page counted from 1
   * @param of of all reports, how many stand how
   * @param named whether the policy shows anything of any of them
   */
  public record Page(
      List<Report> reports,
      int page,
      int pages,
      Map<Standing, Long> of,
      Effect effect,
      boolean named) {
    public Page {
      reports = List.copyOf(reports);
      of = Map.copyOf(of);
    }

    /** All of them, on whichever page. */
    public long all() {
      return of.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * What the caller may see of their direct reports, and each of whom something is shown is told
   * that they looked.
   *
   * @param today of which day somebody works here
   * @param page counted from 1; the last one where there are fewer
   * @throws Failure for the operator, if the caller is no manager
   */
  public Page page(Caller caller, LocalDate today, int page) {
    access.require(caller, Action.TEAM, "who reports to them");
    Map<PersonKey, Managers> agreed = access.agreedReports(caller);
    List<Report> all = new ArrayList<>(reports(caller, today, agreed));
    boolean named = !agreed.isEmpty();
    Map<Standing, Long> of =
        all.stream().collect(Collectors.groupingBy(Report::standing, Collectors.counting()));
    int pages = Math.max(1, (all.size() + PAGE - 1) / PAGE);
    int at = Math.clamp(page, 1, pages);
    List<Report> shown =
        named ? all.subList((at - 1) * PAGE, Math.min(at * PAGE, all.size())) : List.of();
    tell(caller, shown);
    return new Page(shown, at, pages, of, effect(caller, all), named);
  }

  /**
   * Some reports in the order that a program reads them in.
   *
   * @param more whether others come after these
   * @param all of them, whichever are shown
   * @param named whether the policy shows anything of any of them
   */
  public record Some(List<Report> reports, boolean more, long all, Effect effect, boolean named) {
    public Some {
      reports = List.copyOf(reports);
    }
  }

  /**
   * As {@link #page}, of the first in an order that are still left.
   *
   * @param left which of them were not shown yet
   * @param most how many are shown at most
   * @throws Failure for the operator, if the caller is no manager
   */
  public Some some(
      Caller caller, LocalDate today, Comparator<Report> order, Predicate<Report> left, int most) {
    access.require(caller, Action.TEAM, "who reports to them");
    Map<PersonKey, Managers> agreed = access.agreedReports(caller);
    List<Report> all = reports(caller, today, agreed);
    boolean named = !agreed.isEmpty();
    List<Report> rest =
        named ? all.stream().filter(left).sorted(order).toList() : List.<Report>of();
    List<Report> shown = rest.subList(0, Math.min(most, rest.size()));
    tell(caller, shown);
    return new Some(shown, shown.size() < rest.size(), all.size(), effect(caller, all), named);
  }

  private void tell(Caller caller, List<Report> shown) {
    Set<PersonKey> looked =
        shown.stream()
            .filter(report -> report.said() != null)
            .map(Report::person)
            .collect(Collectors.toSet());
    if (!looked.isEmpty()) {
      access.requireTeam(caller, looked);
    }
  }

  private List<Report> reports(Caller caller, LocalDate today, Map<PersonKey, Managers> agreed) {
    List<Person> direct =
        people.all(caller).stream()
            .filter(person -> !person.key().equals(caller.person()) && person.worksOn(today))
            .toList();
    if (direct.isEmpty()) {
      return List.of();
    }
    Map<PersonKey, Identity> names = people.identities(caller);
    Map<PersonKey, Assignment> said =
        assignments.current(caller).stream()
            .collect(Collectors.toMap(Assignment::person, Function.identity()));
    Map<PersonKey, LocalDate> since = assignments.since(caller);
    Set<PersonKey> contested = reviews.open(caller);
    Map<PersonKey, Feedback.Answer> answers = feedback.answers(caller, List.copyOf(said.values()));
    return direct.stream()
        .map(person -> {
          boolean contests = contested.contains(person.key());
          // Of a contest a manager has no row.
          Assignment shown = said.get(person.key());
          boolean sure = agreed.get(person.key()) == Managers.NAMED;
          return new Report(
              person.key(),
              Objects.requireNonNullElse(names.get(person.key()), new Identity(null, null, null)),
              person.title(),
              standing(shown, contests, sure),
              shown,
              shown == null || !sure ? null : since.get(person.key()),
              shown != null && sure,
              shown != null && reasoned(shown),
              answers.get(person.key()));
        })
        .sorted(
            Comparator.comparing(Report::standing)
                .thenComparing(report -> report.name().toLowerCase(Locale.ROOT))
                .thenComparing(Report::person))
        .toList();
  }

  /**
   * @param sure whether the policy shows how sure the model is
   */
  private static Standing standing(@Nullable Assignment said, boolean contested, boolean sure) {
    if (contested) {
      return Standing.UNDER_REVIEW;
    }
    if (said == null || said.category() == null) {
      return Standing.NOTHING;
    }
    return sure && said.status() == Status.UNCERTAIN ? Standing.UNSURE : Standing.SAID;
  }

  /**
   * Whether the row has why, as the policy lets it: parts of the work. Where too little is known
   * there are none, and what is said counts days.
   */
  private static boolean reasoned(Assignment said) {
    return !said.judgment().roles().isEmpty();
  }

  private Effect effect(Caller caller, List<Report> all) {
    List<Assignment> mine =
        all.stream()
            .map(Report::said)
            .filter(Objects::nonNull)
            .filter(said -> isOf(caller, said))
            .toList();
    if (mine.isEmpty()) {
      return new Effect(0, 0, 0, 0);
    }
    Set<PersonKey> unanswered = new HashSet<>(overrides.afterLastAnswer(caller));
    int waiting = (int) mine.stream().filter(one -> unanswered.contains(one.person())).count();
    int agreed =
        (int)
            mine.stream()
                .filter(one -> !unanswered.contains(one.person()))
                .filter(one -> Objects.equals(one.category(), one.judgment().category()))
                .count();
    return new Effect(mine.size(), waiting, agreed, mine.size() - waiting - agreed);
  }

  /** Whether the caller said it themselves, and can take it back. */
  public static boolean isOf(Caller caller, Assignment said) {
    return said.override() != null && said.override().by().equals(caller.principal());
  }

  /**
   * Gives a report a category, which holds at once.
   *
   * @return the category as it is kept
   * @throws Failure for the operator, if nothing is shown of them, they are no report of the
   *     caller, or as {@link Overrides#set}
   */
  public String set(Caller caller, PersonKey person, String category, String reason) {
    requireShown(caller, person);
    return overrides.set(caller, person, category, reason);
  }

  /**
   * Says of reports that what is said of them is right, so that it holds until it is undone. Of
   * whoever a person's word holds already nothing is said again.
   *
   * @return of how many it was said
   * @throws Failure for the operator, as {@link #set}; whoever was named before stays confirmed
   */
  public int confirm(Caller caller, Collection<PersonKey> reports) {
    if (reports.isEmpty() || reports.size() > PAGE) {
      throw Failure.operator("tick 1 to " + PAGE + " people to confirm");
    }
    int confirmed = 0;
    for (PersonKey person : new HashSet<>(reports)) {
      Optional<Assignment> said = requireShown(caller, person);
      String category = said.map(Assignment::category).orElse(null);
      if (category == null) {
        access.require(caller, Action.OVERRIDE, person);
      } else if (said.get().override() == null) {
        overrides.set(caller, person, category, CONFIRMED);
        confirmed++;
      }
    }
    return confirmed;
  }

  /**
   * Takes the caller's last word back.
   *
   * @throws Failure for the operator, as {@link #set}, or if the last word is not the caller's
   */
  public void undo(Caller caller, PersonKey person) {
    requireShown(caller, person);
    var unused = overrides.undo(caller, person);
  }

  private Optional<Assignment> requireShown(Caller caller, PersonKey person) {
    access.require(caller, Action.TEAM, person.toString());
    return shown(caller, person);
  }

  /**
   * What is shown of somebody; empty of the manager themselves, if nothing is.
   *
   * @throws Failure for the operator: the same of a report of whom nothing is shown, whyever that
   *     is, and of whoever is no report; another of whoever contests it
   */
  Optional<Assignment> shown(Caller manager, PersonKey person) {
    Optional<Assignment> said = assignments.current(manager, person);
    if (said.isEmpty() && !person.equals(manager.person())) {
      throw reviews.open(manager).contains(person)
          ? Overrides.underReview()
          : Overrides.nothingShown();
    }
    return said;
  }
}
