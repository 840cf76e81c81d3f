package com.orgscope.quality.experiment;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether the arms are as large as they were made (Fabijan and others, "Diagnosing sample ratio
 * mismatch in online controlled experiments", KDD 2019): if not, something chose people, and no
 * difference means anything.
 *
 * @param control units (people, or teams) of it of which something was measured
 * @param expectedControl units that were put there
 * @param p the chance of such a ratio or a worse one if nothing chose
 */
public record SampleRatio(
    int control, int treatment, int expectedControl, int expectedTreatment, double p) {
  /** Below it the experiment says nothing. */
  public static final double LEAST_P = 0.001;

  /** Pearson's chi-square of those measured and those not, in both arms. */
  public static SampleRatio of(
      int control, int treatment, int expectedControl, int expectedTreatment) {
    double all = (double) expectedControl + expectedTreatment;
    double seen = (double) control + treatment;
    double missed = all - seen;
    double square =
        term(control, seen * expectedControl / all)
            + term(treatment, seen * expectedTreatment / all)
            + term(expectedControl - control, missed * expectedControl / all)
            + term(expectedTreatment - treatment, missed * expectedTreatment / all);
    return new SampleRatio(
        control,
        treatment,
        expectedControl,
        expectedTreatment,
        ChiSquaredDistribution.of(1).survivalProbability(square));
  }

  private static double term(double seen, double expected) {
    return expected == 0 ? 0 : (seen - expected) * (seen - expected) / expected;
  }

  public boolean broken() {
    return p < LEAST_P;
  }
}
