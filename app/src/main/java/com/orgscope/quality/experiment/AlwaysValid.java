package com.orgscope.quality.experiment;

/**
 * Bounds that hold at every look together, so that looking daily and stopping at the first finding
 * keeps the level: the normal mixture of Robbins ("Statistical methods related to the law of the
 * iterated logarithm", 1970) in the form of Howard, Ramdas, McAuliffe and Sekhon ("Time-uniform,
 * nonparametric, nonasymptotic confidence sequences", Annals of Statistics 49, 2021, eq. 3.7), for
 * large samples (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit
 * theory", Annals of Statistics 52, 2024). Time is information: one over the squared standard
 * error.
 *
 * @param level how often no change is called one, over all looks
 */
public record AlwaysValid(double level) {

  /** The most that it costs: so many standard errors on the planned day. */
  public double reachAsPlanned() {
    return reach(1, 1);
  }

  /**
   * How many standard errors the bounds are away.
   *
   * @param error of the difference as it is now
   * @param planned the one expected on the last day
   */
  double reach(double error, double planned) {
    if (error == 0) {
      // Nobody differs from anybody of their arm: so much information bounds nothing further.
      return 0;
    }
    double information = 1 / (error * error);
    double mixture = 1 / (planned * planned) / atPlanned();
    return Math.sqrt(
        (information + mixture)
            / information
            * Math.log((information + mixture) / (mixture * level * level)));
  }

  /** What the mixture is, in parts of the planned information, for the tightest bounds there. */
  private double atPlanned() {
    double odds = -2 * Math.log(level);
    return odds + Math.log1p(odds);
  }
}
