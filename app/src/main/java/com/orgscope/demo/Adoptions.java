package com.orgscope.demo;

import com.orgscope.demo.Product.Protocol;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who comes to use the application that a company adopts within its window. */
final class Adoptions {
  /** It writes programs, which two kinds of work do. */
  private static final List<String> CATEGORIES = List.of("Data & Analytics", "Engineering");

  private static final String NAME = "Cursor";
  private static final double ADOPTING = 0.7;
  private static final int ROLL_OUT_DAYS = 10;
  private static final double LEAST_A_WEEK = 4;
  private static final double MOST_A_WEEK = 14;

  private final SimulationSettings settings;
  private final int product;

  /**
   * @param product the place of the application in the company's list
   */
  Adoptions(SimulationSettings settings, int product) {
    this.settings = settings;
    this.product = product;
  }

  static Product product(int index) {
    return new Product(index, "coding-assistant", NAME, NAME, Protocol.OIDC, null);
  }

  /**
   * Null for who does not use it. It is given out over some days, and to whoever comes later on
   * their first one.
   *
   * @param from the first day of this work
   */
  @Nullable Adoption of(int person, Occupation trade, LocalDate from) {
    LocalDate first = settings.change().adopted();
    if (first == null || trade.category() == null || !CATEGORIES.contains(trade.category())) {
      return null;
    }
    Dice dice = Dice.of(settings.seed(), Dice.hash("adopted"), person);
    boolean adopts = dice.chance(ADOPTING);
    LocalDate given = first.plusDays(dice.below(ROLL_OUT_DAYS));
    double timesAWeek = dice.between(LEAST_A_WEEK, MOST_A_WEEK);
    LocalDate since = given.isBefore(from) ? from : given;
    return adopts ? new Adoption(product, since, timesAWeek) : null;
  }
}
