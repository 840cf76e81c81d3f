package com.orgscope.web;

import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.review.Feedback;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What is said of the work of whoever looks, and what they say of that. */
@Component
@ConditionalOnWebApplication
final class MePages {
  private static final String WHO_READS =
      "Nobody reads it with your name: what is told of ratings is of groups as large as your"
          + " company's policy says.";

  private final ContestPages contests;
  private final Feedback feedback;
  private final Tenants tenants;

  MePages(ContestPages contests, Feedback feedback, Tenants tenants) {
    this.contests = contests;
    this.feedback = feedback;
    this.tenants = tenants;
  }

  MePage of(Caller caller) {
    MePage page = contests.me(caller);
    return page.rated(
        feedback
            .rating(caller)
            .map(rating ->
                new MePage.Rated(
                    rating.stars(),
                    "You said %d of 5 on %s. %s"
                        .formatted(
                            rating.stars(),
                            Formats.moment(rating.at(), tenants.get(caller.tenant()).zone()),
                            WHO_READS)))
            .orElseGet(() -> new MePage.Rated(0, WHO_READS)));
  }
}
