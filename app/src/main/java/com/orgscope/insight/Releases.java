package com.orgscope.insight;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacySettings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The numbers a CEO and an auditor see. Each release is noised once, paid from the tenant's privacy
 * budget before it is drawn, and never changed; publishing again before its period is over gives
 * the same row.
 */
@Service
public class Releases {
  private static final int LONGEST_REASON = 500;
  private static final Interval NOTHING = new Interval(0, 0);

  private final ReleaseStore store;
  private final Censuses censuses;
  private final Access access;
  private final Audit audit;
  private final Assumptions assumptions;
  private final ReleaseAdviser adviser;
  private final ReleaseGate gate;
  private final PrivacyLedger ledger;
  private final PrivacySettings privacy;
  private final InsightSettings settings;
  private final Noise noise;
  private final InstantSource clock;

  Releases(
      ReleaseStore store,
      Censuses censuses,
      Access access,
      Audit audit,
      Assumptions assumptions,
      ReleaseAdviser adviser,
      ReleaseGate gate,
      PrivacyLedger ledger,
      PrivacySettings privacy,
      InsightSettings settings,
      Noise noise,
      InstantSource clock) {
    this.store = store;
    this.censuses = censuses;
    this.access = access;
    this.audit = audit;
    this.assumptions = assumptions;
    this.adviser = adviser;
    this.gate = gate;
    this.ledger = ledger;
    this.privacy = privacy;
    this.settings = settings;
    this.noise = noise;
    this.clock = clock;
  }

  /** The newest release; none for a role that may not read one. */
  public Optional<Release> latest(Caller caller) {
    return store.latest(caller);
  }

  /** Why {@link #publish} would be refused now; empty if it would not. Nothing is paid or drawn. */
  public Optional<Publication.Withheld> refusal(Caller caller) {
    allow(caller, "look at what may be published");
    Optional<Census> taken = censuses.take(caller, assumptions.of(caller));
    if (taken.isEmpty()) {
      return Optional.of(nothingCategorized(caller));
    }
    Census census = taken.get();
    Optional<Release> earlier = earlier(caller, census.run(), census.window().lastDay());
    if (earlier.isPresent()) {
      return again(caller, earlier.get()) instanceof Publication.Withheld withheld
          ? Optional.of(withheld)
          : Optional.empty();
    }
    PrivacyLedger.Answer year = ledger.year(caller);
    return held(caller, census)
        .or(() ->
            year.spent().plus(privacy.release()).compareTo(year.budget()) > 0
                ? Optional.of(spent(year))
                : Optional.empty());
  }

  private static Publication.Withheld nothingCategorized(Caller caller) {
    return new Publication.Withheld(
        "Nothing is categorized yet", new Remedy.Night(caller.tenant(), null));
  }

  private Publication.Withheld spent(PrivacyLedger.Answer year) {
    return new Publication.Withheld(
        "The privacy budget of this year is spent: %s of %s, and a release costs %s. The last release stays."
            .formatted(year.spent(), year.budget(), privacy.release()),
        null);
  }

  /** Publishes what the newest categorization found. Only operations and the product itself may. */
  public Publication publish(Caller caller) {
    allow(caller, "publish");
    List<Assumption> assumed = assumptions.of(caller);
    return censuses
        .take(caller, assumed)
        .map(census -> publish(caller, census, assumed))
        .orElseGet(() -> nothingCategorized(caller));
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
    if (store.named(caller, id).isEmpty()) {
      throw Failure.withRemedy(
          "there is no release '" + id + "'", new Remedy.LastRelease(caller.tenant()));
    }
    if (store.withdrawn(caller, id).isPresent()) {
      throw withdrawnBefore(id);
    }
    audit.record(caller, "withdraw a release", "release " + id, "IT/Security publishes");
    if (!store.withdraw(caller, id, why, clock.instant())) {
      throw withdrawnBefore(id);
    }
  }

  private static Failure withdrawnBefore(String id) {
    return Failure.operator("release " + id + " was withdrawn before");
  }

  /** The stored numbers; never new noise for numbers that were taken back. */
  private Publication again(Caller caller, Release earlier) {
    return store
        .withdrawn(caller, earlier.id())
        .<Publication>map(reason ->
            new Publication.Withheld(
                "Release %s was withdrawn (%s), and its noise is not drawn again. %s"
                    .formatted(earlier.id(), reason, nextAfter(earlier)),
                new Remedy.Night(caller.tenant(), null)))
        .orElseGet(() -> new Publication.Unchanged(earlier));
  }

  /** What was drawn of this run, or of any other in this period. */
  private Optional<Release> earlier(Caller caller, String run, LocalDate asOf) {
    Instant now = clock.instant();
    return store
        .of(caller, run, asOf)
        .or(() -> store.lastDrawn(caller).filter(last -> last.standsAt(now)));
  }

  private String nextAfter(Release withdrawn) {
    return withdrawn.standsAt(clock.instant())
        ? "There is one release a period: from %s on, after the next night, there is a new one to publish"
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
    Optional<Release> earlier = earlier(caller, census.run(), census.window().lastDay());
    if (earlier.isPresent()) {
      return again(caller, earlier.get());
    }
    Optional<Publication.Withheld> held = held(caller, census);
    if (held.isPresent()) {
      return held.get();
    }
    String subject = "release:" + census.run() + ":" + census.window().lastDay();
    return switch (ledger.charge(caller, subject, privacy.release(), privacy.delta())) {
      case PrivacyLedger.Charged paid -> {
        audit.record(caller, "publish a release", subject, spending(census, paid));
        yield draw(caller, census, assumed);
      }
      case PrivacyLedger.Spent spent -> spent(spent);
    };
  }

  /** What an auditor asks of a publication: of which day it is, what it costs and what is left. */
  private String spending(Census census, PrivacyLedger.Charged paid) {
    return "as of %s; epsilon %s; %s of this year's %s is left"
        .formatted(
            census.window().lastDay(),
            privacy.release(),
            paid.budget().minus(paid.spent()),
            paid.budget());
  }

  private Publication draw(Caller caller, Census census, List<Assumption> assumed) {
    Drawing.Drawn drawn = new Drawing(census, privacy, noise, assumed, settings).draw();
    Instant now = clock.instant();
    Release release =
        new Release(
            "",
            census.run(),
            census.window(),
            now,
            now.atZone(ZoneOffset.UTC).plus(settings.period()).toInstant(),
            privacy.release().decimal(),
            privacy.delta(),
            privacy.k(),
            drawn.cells(),
            drawn.merged(),
            drawn.causes(),
            saving(drawn, assumed),
            assumed,
            census.models(),
            census.publicHeadcount(),
            gate.completeUntil(caller.tenant(), census.window()).orElse(census.seenUntil()),
            drawn.levels());
    Release stored = store.publish(caller, release, drawn);
    return stored.publishedAt().equals(now)
        ? new Publication.Published(stored)
        : new Publication.Unchanged(stored);
  }

  /**
   * For a kind of work: nobody can act on "not yet known". Of signing in if anything of it stands
   * clear, since a switch's minutes are an assumption; else of switching. Where no group is shown,
   * none.
   */
  @Nullable ReleaseSaving saving(Drawing.Drawn drawn, List<Assumption> assumed) {
    Levels levels = drawn.levels();
    if (levels == null) {
      return null;
    }
    Figure none = new Figure(0, NOTHING, 0, NOTHING, 0, NOTHING);
    return best(
            drawn,
            assumed,
            true,
            category ->
                category.equals(Release.EVERYONE)
                    ? levels.total()
                    : levels.of(category).orElse(none))
        .or(() -> best(drawn, assumed, false, category -> switching(drawn, category, assumed)))
        .orElse(null);
  }

  private Optional<ReleaseSaving> best(
      Drawing.Drawn drawn,
      List<Assumption> assumed,
      boolean signIn,
      Function<String, Figure> friction) {
    List<Release.CauseCell> byWork =
        drawn.causes().stream()
            .filter(c -> c.cause().isSignIn() == signIn)
            .filter(c -> !c.category().equals(Release.NOT_YET_KNOWN))
            .filter(c -> !c.category().equals(Release.EVERYONE))
            .toList();
    List<Release.CauseCell> all =
        drawn.allCauses().stream().filter(c -> c.cause().isSignIn() == signIn).toList();
    return adviser.best(assumed, friction, byWork, all);
  }

  /** What is noised as one cell is all there is of it. */
  private static Figure switching(Drawing.Drawn drawn, String category, List<Assumption> assumed) {
    Money money = Money.of(assumed);
    return Stream.concat(drawn.causes().stream(), drawn.allCauses().stream())
        .filter(c -> !c.cause().isSignIn() && c.category().equals(category))
        .findFirst()
        .map(c ->
            new Figure(
                0,
                NOTHING,
                c.hoursPerWeek(),
                c.hoursInterval(),
                money.aYear(c.hoursPerWeek()),
                money.aYear(c.hoursInterval())))
        .orElseThrow();
  }

  /** Whoever may start work may publish, and see numbers before they are noised. */
  private void allow(Caller caller, String what) {
    access.require(caller, Action.RUN_WORK, "release: " + what);
  }
}
