package com.orgscope.insight;

import com.orgscope.privacy.Epsilon;

/**
 * What is drawn beside the grid of people and hours, and which part of the year's epsilon for
 * declared cells it may spend. The parts of a year add up to all of it (docs/release.md).
 */
enum DeclaredCells {
  /** Everybody's use by function, at each release. */
  USE(true, 27, 500),
  /** The same of each kind of work. */
  USE_BY_CATEGORY(false, 27, 800),
  /** Kinds of work in full-time equivalents. */
  ROLES(false, 21, 800),
  /** Hours of signing in by cause. */
  CAUSES(false, 20, 0),
  /** Hours of switching between applications. */
  SWITCHING(false, 18, 0),
  /** Hours of sign-ins of which the log does not hold how long they took, by assumption. */
  UNMEASURED(false, 9, 0),
  /** How many people are cut at the bounds of their hours. */
  AT_BOUND(false, 7, 5_000),
  /** Dollars a year of seats that somebody has and does not use. */
  IDLE_LICENCES(false, 15, 500),
  /** Seats of single contracts that people have and do not use, in the quarter before notice. */
  CONTRACTS(false, 8, 1_200),
  /** Moves between what applications are for. */
  MOVES(false, 15, 800),
  /** People who use an AI assistant. */
  ASSISTANTS(false, 11, 500),
  /** Why everybody's hours are others than a quarter before. */
  CHANGE(false, 10, 4_000),
  /** Hours that changes spared which were given by lot, and how people differ in that. */
  CLAIMS(false, 8, 4_000);

  /** Parts of a year's epsilon are in thousandths of it. */
  private static final int WHOLE = 1_000;

  /** Thousandths of epsilon of the year that {@link #says} is measured by, as it ships. */
  private static final long SHIPPED = 4_000;

  private final boolean eachRelease;
  private final int part;
  private final int from;

  /**
   * @param part of the year's epsilon at each draw, in thousandths, of twelve or of four draws
   * @param from people in the directory below which it would say nothing as it ships, and is not
   *     drawn
   */
  DeclaredCells(boolean eachRelease, int part, int from) {
    this.eachRelease = eachRelease;
    this.part = part;
    this.from = from;
  }

  /** Whether it is drawn with each release; else with the first of a quarter. */
  boolean isOfEachRelease() {
    return eachRelease;
  }

  /** Whether so many people stand clear of its noise: with half of the epsilon it takes twice. */
  boolean says(int headcount, Epsilon draw) {
    return headcount * draw.thousandths() >= from * SHIPPED * part / WHOLE;
  }

  /** What one draw spends of a year's epsilon for declared cells. */
  Epsilon of(Epsilon year) {
    return new Epsilon(year.thousandths() * part / WHOLE);
  }
}
