package com.orgscope.review;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.LabelReviews;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Who waits for a person's word: whoever contests their category, of whom the model is unsure, and
 * who began to use many applications in one day since they were judged. A manager has their reports
 * only, never themselves, and reads of a contest only that there is one.
 */
@Service
public class ReviewQueue {
  private final Assignments assignments;
  private final LabelReviews reviews;
  private final Notices notices;
  private final Access access;

  ReviewQueue(Assignments assignments, LabelReviews reviews, Notices notices, Access access) {
    this.notices = notices;
    this.assignments = assignments;
    this.reviews = reviews;
    this.access = access;
  }

  /** Why somebody waits. */
  public enum Why {
    CONTESTED,
    UNCERTAIN,
    NEW_APPLICATIONS;

    /** As the command line and the API write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Somebody who waits.
   *
   * @param category that is contested, or that the model would rather say; null where the caller
   *     may not know it
   * @param confidence the model's own, 0 to 1; 0 where the caller may not know it
   * @param asOf the last day that was looked at; null where the caller may not know it
   * @param began what they began to use at once; null for another reason
   */
  public record Waiting(
      PersonKey person,
      Why why,
      @Nullable String category,
      double confidence,
      @Nullable LocalDate asOf,
      @Nullable Began began) {}

  /** Applications that somebody had not used before, in one day. */
  public record Began(int applications, LocalDate day) {}

  /**
   * Who waits for the caller: contests first, then of whom the model is unsure, then whose use
   * changed at once; in each of these the least sure first. A manager has of whom the model is
   * unsure only where the policy shows how sure it is, and reads of nobody what they began to use
   * or when; each of whom they read a category is told that they looked.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller sets nobody's category
   */
  public List<Waiting> of(Caller caller) {
    access.require(caller, Action.OVERRIDE, "who waits for a word");
    Set<PersonKey> contested = new HashSet<>(reviews.open(caller));
    // Null for whoever is no manager.
    @Nullable Map<PersonKey, Managers> agreed =
        caller.role() == Role.MANAGER ? access.agreedReports(caller) : null;
    List<Waiting> waiting = new ArrayList<>();
    Notices.Open noticed = notices.open(caller);
    for (Assignment one : assignments.current(caller)) {
      if (one.underReview()) {
        contested.remove(one.person());
        waiting.add(waiting(one, Why.CONTESTED, null));
      } else if (one.override() == null && one.status() == Status.UNCERTAIN) {
        if (agreed != null && agreed.get(one.person()) != Managers.NAMED) {
          continue;
        }
        waiting.add(waiting(one, Why.UNCERTAIN, null));
      } else if (agreed == null && noticed.waits(one)) {
        Notices.Notice notice = Objects.requireNonNull(noticed.newest().get(one.person()));
        waiting.add(
            waiting(one, Why.NEW_APPLICATIONS, new Began(notice.applications(), notice.day())));
      }
    }
    // A manager has no row of what is contested: see the policies of the tables.
    contested.forEach(
        person -> waiting.add(new Waiting(person, Why.CONTESTED, null, 0, null, null)));
    waiting.removeIf(one -> one.person().equals(caller.person()));
    waiting.sort(
        Comparator.comparing(Waiting::why)
            .thenComparingDouble(Waiting::confidence)
            .thenComparing(Waiting::person));
    if (agreed != null) {
      tell(caller, waiting);
    }
    return waiting;
  }

  private void tell(Caller manager, List<Waiting> waiting) {
    Set<PersonKey> shown =
        waiting.stream()
            .filter(one -> one.category() != null)
            .map(Waiting::person)
            .collect(Collectors.toSet());
    if (!shown.isEmpty()) {
      access.requireTeam(manager, shown);
    }
  }

  private static Waiting waiting(Assignment one, Why why, @Nullable Began began) {
    return new Waiting(one.person(), why, one.category(), one.confidence(), one.asOf(), began);
  }
}
