package com.orgscope.review;

import com.orgscope.category.Assignment;
import com.orgscope.category.LabelReviews;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Whose use changed at once since they were judged: they wait for a person's word, until a night
 * has judged that day or somebody said something.
 */
@Service
public class Notices {
  /** As long as a night looks back. */
  private static final int KEPT_DAYS = 90;

  private final NoticeStore store;
  private final LabelReviews reviews;

  Notices(NoticeStore store, LabelReviews reviews) {
    this.store = store;
    this.reviews = reviews;
  }

  /**
   * Somebody who began to use many applications in one day.
   *
   * @param at when it was noticed
   */
  record Notice(PersonKey person, LocalDate day, int applications, Instant at) {}

  /** Notices people of a day by how many applications they began to use on it; again adds none. */
  public void add(Caller system, LocalDate day, Map<PersonKey, Integer> applications) {
    store.add(system, day, applications, day.minusDays(KEPT_DAYS));
  }

  /** The newest of each person that the caller has the row of, and since when each was decided. */
  Open open(Caller caller) {
    Map<PersonKey, Notice> newest = new HashMap<>();
    store.all(caller).forEach(one -> newest.putIfAbsent(one.person(), one));
    Map<PersonKey, Instant> decided = new HashMap<>();
    reviews
        .all(caller)
        .forEach(review -> {
          Instant until = review.until();
          if (until != null) {
            decided.merge(review.person(), until, (one, other) -> one.isAfter(other) ? one : other);
          }
        });
    return new Open(newest, decided);
  }

  /** What is noticed of whom. */
  record Open(Map<PersonKey, Notice> newest, Map<PersonKey, Instant> decided) {

    /** Whether what holds for somebody is older than what was noticed of them. */
    boolean waits(Assignment one) {
      Notice notice = newest.get(one.person());
      if (notice == null || !one.asOf().isBefore(notice.day())) {
        return false;
      }
      Assignment.Override word = one.override();
      Instant decision = decided.get(one.person());
      return (word == null || word.at().isBefore(notice.at()))
          && (decision == null || decision.isBefore(notice.at()));
    }
  }
}
