package com.orgscope.category;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.state.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Categories that their people contest. From the beginning of a review to its end a category stays
 * as it was, whatever a night says; it counts in no release and is shown to no manager; and nobody
 * sets another. The room that keeps the contests begins and ends reviews.
 */
@Component
public class LabelReviews {
  private final LabelReviewStore store;

  LabelReviews(LabelReviewStore store) {
    this.store = store;
  }

  /**
   * A review as a manager may know it.
   *
   * @param until null while nobody has decided
   */
  public record Review(PersonKey person, Instant since, @Nullable Instant until) {}

  /** Begins a review of the person's own category. */
  public Effect beginning(Caller caller, PersonKey person, Instant at) {
    return store.beginning(caller, person, at);
  }

  /** Ends the review that is open. */
  public Effect ending(Caller caller, PersonKey person, Instant at) {
    return store.ending(caller, person, at);
  }

  /** Whose category is under review, of those whose rows the caller has. */
  public Set<PersonKey> open(Caller caller) {
    return all(caller).stream()
        .filter(review -> review.until() == null)
        .map(Review::person)
        .collect(Collectors.toSet());
  }

  /** Those that the caller has the rows of, the newest first. */
  public List<Review> all(Caller caller) {
    return store.all(caller);
  }
}
