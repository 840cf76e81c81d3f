package com.orgscope.web;

import com.orgscope.category.LabelReviews;
import com.orgscope.category.LabelReviews.Review;
import com.orgscope.directory.Identity;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What a manager reads of contests: that a report's category is under review, and no more. */
@Component
@ConditionalOnWebApplication
final class ReportReviews {
  private final LabelReviews reviews;
  private final People people;
  private final Tenants tenants;

  ReportReviews(LabelReviews reviews, People people, Tenants tenants) {
    this.reviews = reviews;
    this.people = people;
    this.tenants = tenants;
  }

  /** Whoever of them contests, or did; of neither, why or against what. */
  ReviewPage page(Caller caller) {
    List<Review> theirs =
        reviews.all(caller).stream()
            .filter(review -> !review.person().equals(caller.person()))
            .toList();
    Map<PersonKey, Identity> names = theirs.isEmpty() ? Map.of() : people.identities(caller);
    ZoneId zone = tenants.get(caller.tenant()).zone();
    Set<PersonKey> told = new HashSet<>();
    List<ReviewPage.Report> reports = new ArrayList<>();
    for (Review review : theirs) {
      Identity name = names.get(review.person());
      if (name != null && told.add(review.person())) {
        reports.add(
            new ReviewPage.Report(
                String.valueOf(name.displayName()),
                review.until() == null
                    ? "under review"
                    : "decided " + Formats.moment(review.until(), zone)));
      }
    }
    return new ReviewPage(
        reports.isEmpty()
            ? "The category of nobody who reports to you is under review."
            : "While a category is under review, you do not see it and cannot set it."
                + " Somebody else decides.",
        List.of(),
        List.of(),
        reports);
  }
}
