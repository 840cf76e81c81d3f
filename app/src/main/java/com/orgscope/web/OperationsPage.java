package com.orgscope.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What IT/Security watches: what came in, what is dead, what ran, who looked. */
public record OperationsPage(
    List<Health> health,
    List<String> sources,
    List<Day> days,
    List<Failing> failing,
    List<Measured> measured,
    String withheld,
    List<Live> live,
    List<Dead> dead,
    Unlisted unlisted,
    List<Run> runs,
    List<Night> nights,
    List<Cost> costs,
    List<CeoPage.Lamp> kindsOfWork,
    List<Look> looks,
    Ledger ledger,
    String tenant) {

  public OperationsPage {
    health = List.copyOf(health);
    sources = List.copyOf(sources);
    days = List.copyOf(days);
    failing = List.copyOf(failing);
    measured = List.copyOf(measured);
    live = List.copyOf(live);
    dead = List.copyOf(dead);
    runs = List.copyOf(runs);
    nights = List.copyOf(nights);
    costs = List.copyOf(costs);
    kindsOfWork = List.copyOf(kindsOfWork);
    looks = List.copyOf(looks);
  }

  /** What needs a hand now, or does not. */
  public record Health(CeoPage.State state, String title, String detail) {}

  /** Events of one day, by source in the order of {@code sources}. */
  public record Day(String day, List<String> events, String total) {
    public Day {
      events = List.copyOf(events);
    }
  }

  /**
   * How often sign-ins at one provider fail.
   *
   * @param before the share of the weeks before, in words; it tells whether that is new
   */
  public record Failing(String source, String tried, String failed, String share, String before) {}

  /** How much of what signing in takes at one provider the log can measure, in episodes. */
  public record Measured(
      String source, String measured, String unmeasured, String abandoned, String share) {}

  /**
   * How one connected source stands.
   *
   * @param behind in the slowest of its logs
   * @param uncertified hours that should be certified and are not
   * @param deletedIn until the source deletes the oldest of them
   * @param trouble what is wrong; empty if nothing is
   */
  public record Live(
      String source,
      String behind,
      String uncertified,
      String missing,
      String lost,
      String deletedIn,
      String trouble) {}

  /** Events of one source that could not be used for one reason. */
  public record Dead(String source, String reason, String events, String last, String example) {}

  /**
   * Accounts that the directory does not know.
   *
   * @param found how many in how many days, and by which logs, in words
   * @param accounts the busiest
   * @param more how many are not among them, in words; empty if all are
   * @param directory whether there is a directory, so that they count nowhere
   */
  public record Unlisted(String found, List<Account> accounts, String more, boolean directory) {
    public Unlisted {
      accounts = List.copyOf(accounts);
    }
  }

  /** One of them, by its pseudonym. */
  public record Account(
      String pseudonym, String sources, String events, String days, String last) {}

  /** One piece of work. */
  public record Run(
      String what, String state, String when, String detail, @Nullable Integer percent) {}

  /**
   * What one night did.
   *
   * @param changed people of another kind of work than before, and of how many
   */
  public record Night(
      String run, String state, String people, String decided, String changed, String deferred) {}

  /**
   * What asking models cost in one night.
   *
   * @param quoted said before it began
   * @param off how far the quote was from what was paid, in words
   */
  public record Cost(String run, String state, String quoted, String paid, String off) {}

  /** One line of the audit log. */
  public record Look(String when, String who, String what, String subject, String why) {}

  /** The privacy budget of this year. */
  public record Ledger(String spent, String budget, String releases) {}
}
