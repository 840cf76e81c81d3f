package com.orgscope.category;

import java.util.List;

/**
 * The score interval of a share (Wilson, "Probable inference", JASA 22, 1927): unlike the usual
 * plus-minus it stays within 0 and 1 and is honest for few people and for shares near the ends.
 */
public final class Wilson {
  /** Two-sided 95 %. */
  private static final double Z = 1.959964;

  private Wilson() {}

  /**
   * The two bounds of a share, 0 to 1.
   *
   * @param of at least 1
   */
  public static List<Double> interval(int hits, int of) {
    double share = hits / (double) of;
    double z2 = Z * Z;
    double centre = share + z2 / (2 * of);
    double reach = Z * Math.sqrt(share * (1 - share) / of + z2 / (4.0 * of * of));
    double whole = 1 + z2 / of;
    return List.of(Math.max(0, (centre - reach) / whole), Math.min(1, (centre + reach) / whole));
  }
}
