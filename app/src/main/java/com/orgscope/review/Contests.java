package com.orgscope.review;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.LabelReviews;
import com.orgscope.category.Labels;
import com.orgscope.category.Overrides;
import com.orgscope.category.Taxonomies;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.review.Contest.Decision;
import com.orgscope.review.Contest.Outcome;
import com.orgscope.state.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What people say against their category, and what somebody decided. From the contest to the
 * decision the category is under review ({@link LabelReviews}).
 */
@Service
public class Contests {
  private static final int LONGEST_TEXT = 2_000;

  private final ContestStore store;
  private final Assignments assignments;
  private final Overrides overrides;
  private final Taxonomies taxonomies;
  private final Access access;
  private final Deciders deciders;

  Contests(
      ContestStore store,
      Assignments assignments,
      Overrides overrides,
      Taxonomies taxonomies,
      Access access,
      Deciders deciders) {
    this.store = store;
    this.assignments = assignments;
    this.overrides = overrides;
    this.taxonomies = taxonomies;
    this.access = access;
    this.deciders = deciders;
  }

  /**
   * Contests the caller's own category.
   *
   * @param wanted the category it is in their view, in the tenant's words or the usual ones
   * @param statement why, 1 to 2,000 characters
   * @throws Failure for the operator, if they have no category, it is contested already, {@code
   *     wanted} is none or the same, or the caller may not
   */
  public Contest open(Caller caller, String wanted, String statement) {
    PersonKey me = self(caller);
    String why = text("a contest", statement);
    Assignment mine =
        assignments
            .current(caller, me)
            .filter(one -> one.category() != null)
            .orElseThrow(
                () -> Failure.operator("nothing was said of your work yet that you could contest"));
    if (mine.underReview()) {
      throw Failure.operator("you contest your category already: it is under review");
    }
    String category = String.valueOf(mine.category());
    String kept = new Labels(taxonomies.of(caller)).named(wanted);
    if (kept.equals(category)) {
      throw Failure.operator("that is the category you have: say which one it should be");
    }
    Assignment.Override by = mine.override();
    return store.open(
        caller, me, new ContestStore.Opened(category, by == null ? null : by.by(), kept, why));
  }

  /** What the caller contested last. */
  public Optional<Contest> mine(Caller caller) {
    PersonKey me = self(caller);
    return store.of(caller, me);
  }

  /**
   * What waits for a decision, the one that is due first first.
   *
   * @throws Failure for the operator, if the caller decides on none
   */
  public List<Contest> queue(Caller caller) {
    access.require(caller, Action.REVIEW, "contests");
    return store.open(caller);
  }

  /**
   * Decides on a contest: the category stays, or the person gets another one until somebody
   * withdraws it. The review ends.
   *
   * @param category in the tenant's words or the usual ones; null if it stays
   * @param reason 1 to 2,000 characters; the person reads it
   * @throws Failure for the operator, if there is no such contest or somebody decided already, or
   *     the caller may not: it is theirs, they manage the person or did since it was opened, or
   *     they set the category
   */
  public Contest decide(Caller caller, long number, @Nullable String category, String reason) {
    Contest contest =
        store
            .get(caller, number)
            .orElseThrow(() -> Failure.operator("there is no contest " + number));
    access.require(caller, Action.REVIEW, contest.person());
    deciders.require(caller, contest);
    String why = text("a decision", reason);
    if (contest.decision() != null) {
      throw Failure.operator("contest %d is decided: %s".formatted(number, contest.state()));
    }
    String given =
        category == null ? contest.category() : new Labels(taxonomies.of(caller)).named(category);
    Outcome outcome = given.equals(contest.category()) ? Outcome.UPHELD : Outcome.CHANGED;
    Instant now = store.now();
    Decision decision = new Decision(outcome, given, why, caller.principal(), now);
    store.decide(
        caller,
        contest,
        decision,
        outcome == Outcome.UPHELD
            ? Effect.NONE
            : overrides.deciding(caller, contest.person(), given, now));
    deciders.record(caller, contest, outcome);
    return store.get(caller, number).orElseThrow();
  }

  /**
   * How many wait.
   *
   * @param overdue of which nobody decided in time
   * @param nextDue null if none waits
   */
  public record Waiting(int open, int overdue, @Nullable Instant nextDue) {}

  /** For operations: nothing of whom they are. */
  public Waiting waiting(Caller caller) {
    access.require(caller, Action.OPERATIONS, "contests");
    List<Contest> open = store.open(caller);
    Instant now = store.now();
    return new Waiting(
        open.size(),
        (int) open.stream().filter(contest -> contest.overdue(now)).count(),
        open.isEmpty() ? null : open.getFirst().dueAt());
  }

  private PersonKey self(Caller caller) {
    access.require(caller, Action.CONTEST, "their own category");
    PersonKey me = caller.person();
    if (me == null) {
      throw Failure.bug("a " + caller.role() + " without a person", null);
    }
    return me;
  }

  private static String text(String what, String raw) {
    String text = DisplayText.of(raw).strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw Failure.operator(
          what + " needs a reason of 1 to %,d characters".formatted(LONGEST_TEXT));
    }
    return text;
  }
}
