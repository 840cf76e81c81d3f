package com.orgscope.review;

import com.orgscope.audit.Audit;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.review.Contest.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who decides on a contest, beside the role: nobody whom it concerns. Somebody is known by the
 * principal and, if the directory has them, by the person; whoever has a second login of which the
 * directory knows nothing is a second somebody.
 */
@Component
final class Deciders {
  private final People people;
  private final Audit audit;
  private final InstantSource clock;

  Deciders(People people, Audit audit, InstantSource clock) {
    this.people = people;
    this.audit = audit;
    this.clock = clock;
  }

  void require(Caller caller, Contest contest) {
    String concerned = concerned(caller, contest);
    if (concerned != null) {
      audit.record(caller, "refused: decide on a contest", contest.person().toString(), concerned);
      throw Failure.operator(
          "contest %d is decided by somebody else: %s".formatted(contest.number(), concerned));
    }
  }

  private @Nullable String concerned(Caller caller, Contest contest) {
    PersonKey decider = caller.person();
    if (contest.person().equals(decider)) {
      return "nobody decides on their own";
    }
    if (caller.principal().equals(contest.setBy())) {
      return "whoever set the category does not decide whether it is right";
    }
    return decider != null && isManager(caller, decider, contest)
        ? "a manager does not decide on a contest of their report"
        : null;
  }

  /** On any day from the contest to today. */
  private boolean isManager(Caller caller, PersonKey decider, Contest contest) {
    LocalDate opened = day(contest.openedAt());
    LocalDate today = day(clock.instant());
    return people.reporting(Caller.system(caller.tenant(), "review")).stream()
        .filter(period -> period.person().equals(contest.person()))
        .filter(period -> !period.from().isAfter(today) && period.until().isAfter(opened))
        .anyMatch(period -> period.manager().equals(decider));
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** What came of it, beside the look that was written down before. */
  void record(Caller caller, Contest contest, Outcome outcome) {
    audit.record(
        caller,
        "contest " + outcome.word(),
        contest.person().toString(),
        "contest " + contest.number());
  }
}
