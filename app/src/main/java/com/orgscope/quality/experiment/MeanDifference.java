package com.orgscope.quality.experiment;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference of two arms' means with its standard error.
 *
 * <p>What people were before is taken out (CUPED: Deng, Xu, Kohavi and Walker, "Improving the
 * sensitivity of online controlled experiments by utilizing pre-experiment data", WSDM 2013);
 * whoever has no past counts as if theirs had been everybody's mean. Errors are those of units, not
 * of people (Liang and Zeger, "Longitudinal data analysis using generalized linear models",
 * Biometrika 73, 1986), since people of one unit share what happens to them.
 *
 * @param control its mean and that mean's variance
 * @param plain the difference's variance without anybody's past
 */
public record MeanDifference(Mean control, Mean treatment, int withHistory, double plain) {
  private static final int LEAST_UNITS = 2;

  /** The mean of one arm. */
  record Mean(int people, int units, double value, double variance) {}

  /**
   * @throws IllegalArgumentException if an arm has fewer than two units
   */
  public static MeanDifference of(List<Participant> people) {
    ArmSums control = new ArmSums();
    ArmSums treatment = new ArmSums();
    for (Participant one : people) {
      (one.arm() == Arm.CONTROL ? control : treatment).add(one);
    }
    requireUnits(Arm.CONTROL, control);
    requireUnits(Arm.TREATMENT, treatment);
    int withHistory = control.withHistory() + treatment.withHistory();
    double past = (control.past() + treatment.past()) / Math.max(1, withHistory);
    double alone = control.squaredPast() + treatment.squaredPast();
    double theta = alone == 0 ? 0 : (control.pastAndNow() + treatment.pastAndNow()) / alone;
    return new MeanDifference(
        control.mean(theta, past),
        treatment.mean(theta, past),
        withHistory,
        control.mean(0, past).variance() + treatment.mean(0, past).variance());
  }

  private static void requireUnits(Arm arm, ArmSums sums) {
    if (sums.units() < LEAST_UNITS) {
      throw new IllegalArgumentException(
          "%s has %d units; a difference needs two in each arm"
              .formatted(arm.word(), sums.units()));
    }
  }

  double difference() {
    return treatment.value() - control.value();
  }

  double standardError() {
    return Math.sqrt(control.variance() + treatment.variance());
  }

  /** By the delta method: the arms are drawn independently of each other. */
  private double relativeError() {
    double mean = control.value();
    double ratio = treatment.value() / mean;
    return Math.sqrt(treatment.variance() + ratio * ratio * control.variance()) / Math.abs(mean);
  }

  /**
   * For one look, on the day that was named before the experiment began.
   *
   * @param level such as 0.05: how often no change is called one
   */
  public Lift once(double level) {
    int freedom = Math.max(1, control.units() + treatment.units() - 2);
    double reach = TDistribution.of(freedom).inverseSurvivalProbability(level / 2);
    return lift(reach * standardError(), reach * relativeError());
  }

  /**
   * For as many looks as anybody likes.
   *
   * @param planned the standard error expected on the last day, at which the bounds are tightest
   */
  public Lift always(AlwaysValid bounds, double planned) {
    double reach = bounds.reach(standardError(), planned);
    return lift(reach * standardError(), reach * relativeError());
  }

  private Lift lift(double reach, double relativeReach) {
    double difference = difference();
    double relative = control.value() == 0 ? Double.NaN : difference / control.value();
    double error = standardError();
    return new Lift(
        new Lift.Side(control.people(), control.units(), control.value()),
        new Lift.Side(treatment.people(), treatment.units(), treatment.value()),
        new Lift.Interval(difference, difference - reach, difference + reach),
        new Lift.Interval(relative, relative - relativeReach, relative + relativeReach),
        withHistory,
        plain == 0 ? 0 : Math.max(0, 1 - error * error / plain));
  }
}
