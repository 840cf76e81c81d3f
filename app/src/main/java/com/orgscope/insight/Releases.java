package com.orgscope.insight;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.GrantedUnits;
import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import com.orgscope.kernel.Role;
import com.orgscope.privacy.Epsilon;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/**
 * The numbers a CEO and an auditor see. Each release is noised once, paid from the tenant's privacy
 * budget before it is drawn, and never changed; publishing again before its period is over gives
 * the same row.
 */
@Service
public class Releases {
  private static final int LONGEST_REASON = 500;
  private static final int MOST_PAST = 60;

  private final PublishedReleases releases;
  private final Censuses censuses;
  private final Access access;
  private final Audit audit;
  private final Assumptions assumptions;
  private final ReleaseGate gate;
  private final ReleaseBudget budget;
  private final ReleaseDraws draws;
  private final InstantSource clock;

  Releases(
      PublishedReleases releases,
      Censuses censuses,
      Access access,
      Audit audit,
      Assumptions assumptions,
      ReleaseGate gate,
      ReleaseBudget budget,
      ReleaseDraws draws,
      InstantSource clock) {
    this.releases = releases;
    this.censuses = censuses;
    this.access = access;
    this.audit = audit;
    this.assumptions = assumptions;
    this.gate = gate;
    this.budget = budget;
    this.draws = draws;
    this.clock = clock;
  }

  /**
   * A look at releases for which nothing that is published or withdrawn meanwhile counts: what
   * there is is asked once and not with each question.
   */
  public <T> T asOfNow(Caller caller, Supplier<T> look) {
    return releases.asOfNow(caller, look);
  }

  /** The newest release; none for a role that may not read one. */
  public Optional<Release> latest(Caller caller) {
    return releases.latest(caller);
  }

  /** The units of which an executive sees cells beside the company's; empty for all others. */
  public Optional<GrantedUnits> units(Caller caller) {
    return caller.role() == Role.EXECUTIVE ? Optional.of(releases.units(caller)) : Optional.empty();
  }

  /**
   * What is published of the unit that the caller, a manager, works in; empty where it is merged
   * with others.
   */
  public Optional<OwnUnit> ownUnit(Caller caller) {
    access.require(caller, Action.TEAM, "published numbers of their unit");
    return releases.ownUnit(caller);
  }

  /**
   * One release by its name, the same for ever; none for a role that may not read it, and where it
   * was withdrawn.
   */
  public Optional<Release> named(Caller caller, String id) {
    return releases.shown(caller, id);
  }

  /** What may be looked at again, the newest first: some years of months. */
  public List<PastRelease> past(Caller caller) {
    return releases.past(caller, MOST_PAST);
  }

  /** The release of earlier days that a release is compared with; empty if it is the first. */
  public Optional<Release> before(Caller caller, Release release) {
    return releases.before(caller, release);
  }

  /** What else could be changed by its figures, what saves most first. */
  public List<ReleaseSaving> further(Release release) {
    return draws.further(release);
  }

  /**
   * How a release differs from the one of earlier days; empty where these cannot be compared.
   *
   * @param before of {@link #before}
   */
  public Optional<ChangeSince> change(Caller caller, Release before, Release release) {
    Optional<ChangeSince> change = ChangeSince.of(before, release);
    // What dollars moved by is worked out from all groups, which an executive does not have.
    return caller.role() == Role.EXECUTIVE ? change.map(ChangeSince::withoutDollars) : change;
  }

  /** Everybody's figures in this release and those before it; empty of fewer than three. */
  public Optional<Trend> trend(Caller caller, Release release) {
    List<Release> newest = new ArrayList<>();
    Optional<Release> next = Optional.of(release);
    while (next.isPresent() && newest.size() < Trend.MOST) {
      Release one = next.get();
      newest.add(one);
      next = releases.before(caller, one);
    }
    return Trend.of(newest);
  }

  /** As programs read it, with how far what is uncertain moves it and how it came about. */
  public ReleaseDocument document(Caller caller, Release release) {
    // Whoever sees some groups only cannot be told what all of them cost.
    boolean whole = caller.role() != Role.EXECUTIVE && !release.cells().isEmpty();
    return ReleaseDocument.of(
        release, whole ? Sensitivity.of(release) : null, trend(caller, release).orElse(null));
  }

  /** Why {@link #publish} would be refused now; empty if it would not. Nothing is paid or drawn. */
  public Optional<Publication.Withheld> refusal(Caller caller) {
    allow(caller, "look at what may be published");
    Optional<Census> taken =
        censuses.take(
            caller, assumptions.named(caller), lastDay -> releases.quarter(caller, lastDay));
    if (taken.isEmpty()) {
      return Optional.of(nothingCategorized(caller));
    }
    Optional<Publication.Withheld> fault = releases.follow(caller.tenant());
    if (fault.isPresent()) {
      return fault;
    }
    Census census = taken.get();
    Optional<Release> earlier = earlier(caller, census.run(), census.window().lastDay());
    if (earlier.isPresent()) {
      return again(caller, earlier.get()) instanceof Publication.Withheld withheld
          ? Optional.of(withheld)
          : Optional.empty();
    }
    return held(caller, census)
        .or(() ->
            budget.spent(
                caller,
                draws
                    .epsilons(census, releases.quarter(caller, census.window().lastDay()))
                    .total()));
  }

  private static Publication.Withheld nothingCategorized(Caller caller) {
    return new Publication.Withheld(
        "Nothing is categorized yet", new Remedy.Night(caller.tenant(), null));
  }

  /** Publishes what the newest categorization found. Only operations and the product itself may. */
  public Publication publish(Caller caller) {
    allow(caller, "publish");
    List<Assumption> assumed = assumptions.named(caller);
    // Nobody may draw or withdraw the quarter's cells between what is counted and what is drawn.
    return releases.alone(
        caller,
        () ->
            censuses
                .take(caller, assumed, lastDay -> releases.quarter(caller, lastDay))
                .map(census -> publish(caller, census, assumed))
                .orElseGet(() -> nothingCategorized(caller)));
  }

  /**
   * Takes a release from the pages; the one before it is the latest again. What was paid for it
   * stays paid: somebody may have seen it.
   *
   * @param id the release's name ({@code "2026-11-21.1"})
   * @throws Failure for the operator, if there is no such release, it was withdrawn before, or the
   *     reason is missing
   */
  public void withdraw(Caller caller, String id, String reason) {
    allow(caller, "withdraw " + id);
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw Failure.operator(
          "a withdrawal needs a reason of 1 to " + LONGEST_REASON + " characters");
    }
    releases.alone(
        caller,
        () -> {
          releases
              .settle(caller)
              .ifPresent(fault -> {
                throw Failure.operator(fault.reason());
              });
          if (releases.named(caller, id).isEmpty()) {
            throw Failure.withRemedy(
                "there is no release '" + id + "'", new Remedy.LastRelease(caller.tenant()));
          }
          if (releases.withdrawn(caller, id).isPresent()) {
            throw Failure.operator("release " + id + " was withdrawn before");
          }
          audit.record(caller, "withdraw a release", "release " + id, "IT/Security publishes");
          releases.withdraw(
              caller, new JournalEntry.Withdrawal(id, why, caller.principal(), clock.instant()));
          return true;
        });
  }

  /** The stored numbers; never new noise for numbers that were taken back. */
  private Publication again(Caller caller, Release earlier) {
    return releases
        .withdrawn(caller, earlier.id())
        .<Publication>map(reason ->
            new Publication.Withheld(
                "Release %s was withdrawn (%s), and its noise is not drawn again. %s"
                    .formatted(earlier.id(), reason, nextAfter(earlier)),
                new Remedy.Night(caller.tenant(), null)))
        .orElseGet(() -> new Publication.Unchanged(releases.standing(caller, earlier)));
  }

  /** What was drawn of this run, or of any other in this period. */
  private Optional<Release> earlier(Caller caller, String run, LocalDate asOf) {
    Instant now = clock.instant();
    return releases
        .of(caller, run, asOf)
        .or(() -> releases.lastDrawn(caller).filter(last -> last.standsAt(now)));
  }

  private String nextAfter(Release withdrawn) {
    return withdrawn.standsAt(clock.instant())
        ? "There is one release a period, unless two persons have it drawn once more: from %s on, after the next night, there is a new one to publish"
            .formatted(withdrawn.nextDraw())
        : "After the next night there is a new one to publish";
  }

  /** Why nothing is drawn of these days now. */
  private Optional<Publication.Withheld> held(Caller caller, Census census) {
    LocalDate asOf = census.window().lastDay();
    // Somewhere on earth the day has begun.
    LocalDate today = clock.instant().atOffset(ZoneOffset.ofHours(14)).toLocalDate();
    return asOf.isAfter(today)
        ? Optional.of(
            new Publication.Withheld(
                "Days up to %s are not over yet, and nothing is published of the future"
                    .formatted(asOf),
                new Remedy.Night(caller.tenant(), null)))
        : gate.holds(caller.tenant(), census.run(), asOf);
  }

  private Publication publish(Caller caller, Census census, List<Assumption> assumed) {
    Optional<Publication.Withheld> fault = releases.settle(caller);
    if (fault.isPresent()) {
      return fault.get();
    }
    Optional<Release> earlier = earlier(caller, census.run(), census.window().lastDay());
    if (earlier.isPresent()) {
      return again(caller, earlier.get());
    }
    String subject = ReleaseBudget.subject(census.run(), census.window().lastDay());
    Quarter quarter = releases.quarter(caller, census.window().lastDay());
    return payAndDraw(
        caller,
        census,
        new Charge(subject, "publish a release", quarter),
        () -> draws.draw(caller.tenant(), census, assumed, quarter));
  }

  /**
   * @param action as the audit log has it
   */
  private record Charge(String subject, String action, Quarter quarter) {}

  /** Whatever is drawn is paid for and in the audit log before. */
  private Publication payAndDraw(
      Caller caller, Census census, Charge what, Supplier<ReleaseDraws.Drawn> draw) {
    draws.requireAsSigned(caller.tenant());
    Optional<Publication.Withheld> held = held(caller, census);
    if (held.isPresent()) {
      return held.get();
    }
    Epsilon cost = draws.epsilons(census, what.quarter()).total();
    return switch (budget.charge(caller, what.subject(), cost)) {
      case ReleaseBudget.Paid paid -> {
        String said = "as of %s; %s".formatted(census.window().lastDay(), paid.said());
        audit.record(caller, what.action(), what.subject(), said);
        yield new Publication.Published(releases.add(caller, draw.get()));
      }
      case ReleaseBudget.Refused refused -> refused.because();
    };
  }

  /**
   * Draws in the place of a withdrawn release what the newest categorization found. Whoever asks
   * holds the lock of {@link PublishedReleases#alone} and knows that it may be.
   *
   * @param paid run when it is paid for, before anything is drawn
   */
  Publication drawAgain(Caller caller, Redraws.Withdrawn withdrawn, Runnable paid) {
    List<Assumption> assumed = assumptions.named(caller);
    Optional<Census> taken =
        censuses.take(
            caller, assumed, lastDay -> releases.quarter(caller, lastDay, withdrawn.release()));
    if (taken.isEmpty()) {
      return nothingCategorized(caller);
    }
    Census census = taken.get();
    String subject = ReleaseBudget.subject(withdrawn.replaced());
    Quarter quarter = releases.quarter(caller, census.window().lastDay(), withdrawn.release());
    return payAndDraw(
        caller,
        census,
        new Charge(subject, "draw a withdrawn release once more", quarter),
        () -> {
          paid.run();
          ReleaseDraws.Drawn drawn = draws.draw(caller.tenant(), census, assumed, quarter);
          Release again = drawn.release().inPlaceOf(withdrawn.release(), withdrawn.replaced());
          return new ReleaseDraws.Drawn(again, drawn.cells());
        });
  }

  /** The newest that was drawn, if it was withdrawn and pages show the one before it. */
  public Optional<Release.Replaced> withdrawnSince(Caller caller) {
    return releases
        .lastDrawn(caller)
        .flatMap(last ->
            releases
                .withdrawn(caller, last.id())
                .map(reason -> new Release.Replaced(last.id(), reason)));
  }

  /** Whoever may start work may publish, and see numbers before they are noised. */
  private void allow(Caller caller, String what) {
    access.require(caller, Action.RUN_WORK, "release: " + what);
  }
}
