package com.orgscope.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measured number, and the peer's if there is one.
 *
 * @param ours null where nothing was measured, such as a rate of no time; a zero was measured
 * @param ratio how many times better ours is than the peer's, whichever way better points; null
 *     without a peer
 */
public record BenchFigure(
    String name,
    String unit,
    @Nullable Double ours,
    @Nullable Double peer,
    @Nullable String peerName,
    @Nullable Double ratio) {

  /** A number that is compared with nothing. */
  public static BenchFigure of(String name, String unit, double ours) {
    return new BenchFigure(name, unit, rounded(ours), null, null, null);
  }

  /** A number that should be high, such as events a second. */
  public static BenchFigure high(
      String name, String unit, double ours, double peer, String peerName) {
    return new BenchFigure(
        name, unit, rounded(ours), rounded(peer), peerName, rounded(ours / peer));
  }

  /** A number that should be low, such as bytes or seconds. */
  public static BenchFigure low(
      String name, String unit, double ours, double peer, String peerName) {
    return new BenchFigure(
        name, unit, rounded(ours), rounded(peer), peerName, rounded(peer / ours));
  }

  /** To four digits: nothing here is measured better. What is no number is not measured. */
  private static @Nullable Double rounded(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return null;
    }
    if (value == 0) {
      return 0.0;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 3);
    return unit >= 1 ? Math.round(value / unit) * unit : Math.round(value / unit) / (1 / unit);
  }
}
