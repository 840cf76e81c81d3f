package com.orgscope.web;

import com.orgscope.insight.Interval;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseCell;
import com.orgscope.insight.UseShare;
import com.orgscope.web.CeoPage.Lamp;
import com.orgscope.web.CeoPage.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reasons to trust a release or not, in words, the worst first. A lamp is decided by the figure
 * that it prints: an 80.4 that is printed as 80 is not more than 80.
 */
final class TrustStrip {
  /** Data more whole days older than their release are worth a look. */
  static final int FRESH_DAYS = 3;

  /** More percent of the people than this without a kind of work, and the rest says less. */
  static final int MOST_UNKNOWN = 25;

  /**
   * With more percent of the people merged or not yet known, kinds of work are not known of most.
   */
  static final int HALF = 50;

  /** Promised floor of a group and ceiling of the chance that one is smaller. */
  private static final int LEAST_K = 10;

  private static final double MOST_DELTA = 1e-3;

  /** Where what a lamp says can be seen. */
  private static final String PAST = "#releases";

  private static final String GROUPS = "#groups";
  private static final UseShare NONE_UNKNOWN = new UseShare("Not known", 0, new Interval(0, 0));

  private final Instant now;
  private final ZoneId zone;
  private final @Nullable Instant comparedAt;
  private final Release.@Nullable Replaced withdrawn;

  /**
   * @param comparedAt when IT last compared categories with labels; null if it never did
   * @param withdrawn a newer release that was withdrawn; null if there is none
   */
  TrustStrip(
      Instant now,
      ZoneId zone,
      @Nullable Instant comparedAt,
      Release.@Nullable Replaced withdrawn) {
    this.now = now;
    this.zone = zone;
    this.comparedAt = comparedAt;
    this.withdrawn = withdrawn;
  }

  List<Lamp> lamps(Release release) {
    return Stream.of(
            data(release),
            published(release),
            withdrawn(),
            known(release),
            covered(release),
            accuracy(),
            privacy(release))
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(TrustStrip::rank))
        .toList();
  }

  /** Those that are told from what is of the whole company. */
  List<Lamp> lampsOfCompany(Release release) {
    return Stream.of(
            data(release), published(release), withdrawn(), covered(release), privacy(release))
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(TrustStrip::rank))
        .toList();
  }

  private static int rank(Lamp lamp) {
    return switch (lamp.state()) {
      case WATCH -> 0;
      case UNKNOWN, TOLD -> 1;
      case GOOD -> 2;
    };
  }

  /**
   * By the newest hour that was complete, not by the end of the days that count. Null where no
   * source can be asked: the newest event of a file, and so its day, is one person's.
   */
  private @Nullable Lamp data(Release release) {
    Instant until = release.dataUntil();
    if (until == null) {
      return null;
    }
    boolean fresh = Duration.between(until, release.publishedAt()).toDays() <= FRESH_DAYS;
    return new Lamp(
        fresh ? State.GOOD : State.WATCH,
        "Data",
        fresh ? "fresh when published" : "old when published",
        "%s, complete until %s: %s when published, now %s."
            .formatted(
                days(release),
                Formats.moment(until, zone),
                Formats.age(Duration.between(until, release.publishedAt())),
                Formats.age(Duration.between(until, now))),
        PAST);
  }

  /** How much of the use says what it is for; null where use is not told. */
  private static @Nullable Lamp covered(Release release) {
    List<UseShare> use = release.use();
    if (use == null || use.isEmpty()) {
      return null;
    }
    UseShare unknown = use.stream().filter(UseShare::isNotKnown).findFirst().orElse(NONE_UNKNOWN);
    int percent = (int) Math.round(unknown.percent());
    boolean much = percent > MOST_UNKNOWN;
    return new Lamp(
        much ? State.WATCH : State.GOOD,
        "Coverage of use",
        much ? percent + " % is not known" : "known of most",
        "%s of active use (%s to %s %%) is in applications of which nobody said what they are for. What does not sign in through your provider is in none of it."
            .formatted(
                CeoUse.percent(unknown.percent(), unknown.range()),
                Formats.plain(Math.floor(unknown.range().low())),
                Formats.plain(Math.ceil(unknown.range().high()))),
        "#use-chart");
  }

  private static String days(Release release) {
    return "Sign-ins of %s to %s"
        .formatted(Formats.day(release.window().from()), Formats.day(release.window().lastDay()));
  }

  private Lamp published(Release release) {
    boolean late = now.isAfter(release.dueAt());
    return new Lamp(
        late ? State.WATCH : State.GOOD,
        "Release",
        late ? "overdue" : "on time",
        "%s, published %s; the next %s on %s.%s%s"
            .formatted(
                release.id(),
                Formats.moment(release.publishedAt(), zone),
                late ? "was due" : "is due",
                Formats.day(release.dueAt().atZone(zone).toLocalDate()),
                release.dataUntil() == null ? " " + days(release) + " count." : "",
                replaces(release)),
        PAST);
  }

  private static String replaces(Release release) {
    Release.Replaced before = release.replaces();
    return before == null
        ? ""
        : " Two persons had it drawn in the place of %s, which was withdrawn: %s."
            .formatted(before.release(), before.reason());
  }

  private @Nullable Lamp withdrawn() {
    Release.Replaced newer = withdrawn;
    return newer == null
        ? null
        : new Lamp(
            State.WATCH,
            "Withdrawn",
            newer.release(),
            "A newer release was withdrawn: %s. This is the one before it."
                .formatted(newer.reason()),
            PAST);
  }

  /** How many have a kind of work at all, from the published groups. */
  private static Lamp known(Release release) {
    if (has(release, cell -> cell.category().equals(Release.EVERYONE))) {
      return new Lamp(
          State.UNKNOWN,
          "Kinds of work",
          "not shown",
          "The company is too small for more than its total.",
          GROUPS);
    }
    double all = people(release, cell -> true);
    double unknown = people(release, cell -> cell.category().equals(Release.NOT_YET_KNOWN));
    double merged = people(release, cell -> cell.category().equals(Release.OTHER));
    if (unknown + merged >= all) {
      return new Lamp(
          State.WATCH,
          "Kinds of work",
          "none is shown",
          "Every group is merged or not yet known, so the page tells no kind of work apart.",
          GROUPS);
    }
    int notYet = Formats.wholePercent(unknown / all);
    int other = Formats.wholePercent(merged / all);
    int told = Math.max(0, 100 - notYet - other);
    String shown = told < HALF ? "shown of " + told + " % only" : "shown of most";
    String word = notYet > MOST_UNKNOWN ? notYet + " % not yet known" : shown;
    return new Lamp(
        notYet > MOST_UNKNOWN || told < HALF ? State.WATCH : State.GOOD,
        "Kinds of work",
        word,
        "Of the people shown %d %% stand under a kind of work%s."
            .formatted(told, rest(other, notYet)),
        GROUPS);
  }

  /** Groups that are merged hold people of any kind, and those that nobody is sure of too. */
  private static String rest(int other, int notYet) {
    String known = notYet == 0 ? "" : ", %d %% under Not yet known".formatted(notYet);
    return other == 0
        ? known
        : known
            + ", %d %% under Other: of small groups, or of a kind not yet known".formatted(other);
  }

  private static boolean has(Release release, Predicate<ReleaseCell> which) {
    return release.cells().stream().anyMatch(which);
  }

  private static double people(Release release, Predicate<ReleaseCell> which) {
    return release.cells().stream().filter(which).mapToLong(ReleaseCell::people).sum();
  }

  /** How many were right follows from single people's labels, and is for IT/Security alone. */
  private Lamp accuracy() {
    if (comparedAt == null) {
      return new Lamp(
          State.UNKNOWN,
          "Accuracy",
          "not compared",
          "To know it, IT compares the categories with labels that people gave (./orgscope evaluate).");
    }
    boolean old = Duration.between(comparedAt, now).compareTo(KindsOfWork.RECENT) > 0;
    return new Lamp(
        old ? State.WATCH : State.GOOD,
        "Accuracy",
        old ? "compared long ago" : "compared",
        "Compared with labels or job titles on %s. How many are right follows single people, so IT/Security alone sees it."
            .formatted(Formats.moment(comparedAt, zone)));
  }

  private static Lamp privacy(Release release) {
    boolean kept = release.k() >= LEAST_K && release.delta() <= MOST_DELTA;
    return new Lamp(
        kept ? State.GOOD : State.WATCH,
        "Privacy",
        "ε %s, k %d%s"
            .formatted(
                release.epsilon().toPlainString(), release.k(), kept ? "" : ", below the promise"),
        ("Noise was drawn once and cannot be averaged away. A shown group has at least %d people,"
                + " but for a chance of %s in this release.")
            .formatted(release.k(), Formats.plain(release.delta())),
        "/api/release?release=" + release.id());
  }
}
