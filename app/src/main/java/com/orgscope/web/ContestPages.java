package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.category.Assignment;
import com.orgscope.category.AssignmentVersion;
import com.orgscope.category.Assignments;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.review.Contest;
import com.orgscope.review.Contest.Decision;
import com.orgscope.review.Contests;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Puts contests into words for whoever looks at them. */
@Component
@ConditionalOnWebApplication
final class ContestPages {
  private final PageAccess access;
  private final Contests contests;
  private final Assignments assignments;
  private final Taxonomies taxonomies;
  private final Tenants tenants;
  private final InstantSource clock;

  ContestPages(
      PageAccess access,
      Contests contests,
      Assignments assignments,
      Taxonomies taxonomies,
      Tenants tenants,
      InstantSource clock) {
    this.access = access;
    this.contests = contests;
    this.assignments = assignments;
    this.taxonomies = taxonomies;
    this.tenants = tenants;
    this.clock = clock;
  }

  MePage me(Caller caller) {
    Optional<Contest> last = access.admitted(caller, Action.CONTEST, () -> contests.mine(caller));
    Taxonomy taxonomy = taxonomies.of(caller);
    ZoneId zone = tenants.get(caller.tenant()).zone();
    boolean open = last.filter(contest -> contest.decision() == null).isPresent();
    return new MePage(
        said(caller).map(one -> said(one, taxonomy)).orElse(null),
        versions(caller).stream().map(one -> sentence(one, taxonomy, zone)).toList(),
        last.map(contest -> sentences(contest, taxonomy, zone)).orElse(List.of()),
        open,
        taxonomy.ownNames(),
        new MePage.Rated(0, ""));
  }

  private Optional<Assignment> said(Caller caller) {
    PersonKey me = caller.person();
    return me == null ? Optional.empty() : assignments.current(caller, me);
  }

  private static MePage.Said said(Assignment one, Taxonomy taxonomy) {
    String category = one.category();
    return new MePage.Said(
        category == null ? "Not enough data" : taxonomy.ownName(category),
        standing(one),
        one.override() == null ? one.reasoning() : one.judgment().reasoning(),
        one.judgment().evidence());
  }

  private static String standing(Assignment one) {
    if (one.underReview()) {
      return "under review: it stays as it is, is in no published number, and your manager does not"
          + " see it";
    }
    return one.override() == null
        ? "%d %% sure".formatted(Math.round(100 * one.confidence()))
        : "set by a person";
  }

  private static List<String> sentences(Contest contest, Taxonomy taxonomy, ZoneId zone) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "On %s you said that it is not %s but %s: “%s”"
            .formatted(
                Formats.moment(contest.openedAt(), zone),
                taxonomy.ownName(contest.category()),
                taxonomy.ownName(contest.wanted()),
                contest.statement()));
    Decision decision = contest.decision();
    sentences.add(
        decision == null
            ? "Somebody of IT/Security who neither manages you nor set it decides by %s."
                .formatted(Formats.moment(contest.dueAt(), zone))
            : decided(decision, taxonomy, zone));
    return sentences;
  }

  private static String decided(Decision decision, Taxonomy taxonomy, ZoneId zone) {
    return "On %s it was decided: %s %s. The reason: “%s”"
        .formatted(
            Formats.moment(decision.at(), zone),
            decision.outcome() == Contest.Outcome.UPHELD ? "it stays" : "it is now",
            taxonomy.ownName(decision.category()),
            decision.reason());
  }

  MePage.Document document(Caller caller) {
    Optional<Contest> last = access.admitted(caller, Action.CONTEST, () -> contests.mine(caller));
    Taxonomy taxonomy = taxonomies.of(caller);
    Optional<Assignment> said = said(caller);
    return new MePage.Document(
        said.map(one -> one.status().word()).orElse(null),
        said.map(Assignment::category).map(taxonomy::ownName).orElse(null),
        said.map(Assignment::confidence).orElse(null),
        last.map(contest -> contested(contest, taxonomy)).orElse(null),
        versions(caller).stream().map(one -> version(one, taxonomy)).toList());
  }

  private List<AssignmentVersion> versions(Caller caller) {
    PersonKey me = caller.person();
    return me == null ? List.of() : assignments.versions(caller, me);
  }

  private static MePage.Version version(AssignmentVersion one, Taxonomy taxonomy) {
    return new MePage.Version(
        one.run(),
        one.asOf().toString(),
        one.publishedAt().toString(),
        one.model(),
        one.prompt(),
        one.status().word(),
        one.category() == null ? null : taxonomy.ownName(String.valueOf(one.category())),
        one.confidence(),
        one.standing().word());
  }

  private static String sentence(AssignmentVersion one, Taxonomy taxonomy, ZoneId zone) {
    String category = one.category();
    String prompt = one.prompt();
    return "%s: %s, %d %% sure. Run %s, %s%s. %s."
        .formatted(
            Formats.moment(one.publishedAt(), zone),
            category == null ? "not enough data" : taxonomy.ownName(category),
            Math.round(100 * one.confidence()),
            one.run(),
            one.model(),
            prompt == null ? "" : " with prompt " + prompt,
            switch (one.standing()) {
              case HOLDS -> "It holds";
              case REPLACED -> "A later one replaced it";
              case ROLLED_BACK -> "It was taken back";
              case CONTESTED -> "It does not count, since you contested what was said before";
            });
  }

  private static MePage.Contested contested(Contest contest, Taxonomy taxonomy) {
    Decision decision = contest.decision();
    return new MePage.Contested(
        contest.state(),
        taxonomy.ownName(contest.category()),
        taxonomy.ownName(contest.wanted()),
        contest.statement(),
        contest.openedAt().toString(),
        contest.dueAt().toString(),
        decision == null
            ? null
            : new MePage.Decided(
                taxonomy.ownName(decision.category()),
                decision.reason(),
                decision.at().toString()));
  }

  ReviewPage queue(Caller caller) {
    List<Contest> open = access.admitted(caller, Action.REVIEW, () -> contests.queue(caller));
    Taxonomy taxonomy = taxonomies.of(caller);
    ZoneId zone = tenants.get(caller.tenant()).zone();
    return new ReviewPage(
        open.isEmpty()
            ? "Nobody contests their category."
            : "People say that their category is wrong. Until you decide it stays, is in no"
                + " published number, and their manager does not see it. Whoever manages them or"
                + " set it does not decide. They read your reason.",
        open.stream().map(contest -> waiting(contest, taxonomy, zone)).toList(),
        taxonomy.ownNames(),
        List.of());
  }

  private ReviewPage.Waiting waiting(Contest contest, Taxonomy taxonomy, ZoneId zone) {
    return new ReviewPage.Waiting(
        contest.number(),
        taxonomy.ownName(contest.category()),
        contest.setBy() == null ? "a model" : "a person",
        taxonomy.ownName(contest.wanted()),
        contest.statement(),
        (contest.overdue(clock.instant()) ? "overdue since " : "by ")
            + Formats.moment(contest.dueAt(), zone));
  }
}
