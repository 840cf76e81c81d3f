package com.orgscope.quality;

import com.orgscope.category.Wilson;
import com.orgscope.quality.EvaluationReport.Reliability;
import java.util.ArrayList;
import java.util.List;

/**
 * Expected calibration error (Guo et al., "On calibration of modern neural networks", 2017): people
 * in ten bins of equal width by confidence, the gap between mean confidence and accuracy of each,
 * weighed by its people. Bins of equal width, not of equal count: since only confidences above the
 * floor are decided, four bins are filled, and in small companies a bin of few people would mostly
 * measure chance.
 */
public final class CalibrationError {
  private static final int BINS = 10;

  private final double[] confidence = new double[BINS];
  private final int[] right = new int[BINS];
  private final int[] people = new int[BINS];

  public void add(double said, boolean wasRight) {
    int bin = Math.clamp((int) (said * BINS), 0, BINS - 1);
    confidence[bin] += said;
    right[bin] += wasRight ? 1 : 0;
    people[bin]++;
  }

  /** The bins in which somebody is, the lowest first. */
  List<Reliability> reliability() {
    List<Reliability> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (people[bin] > 0) {
        bins.add(
            new Reliability(
                bin / (double) BINS,
                (bin + 1) / (double) BINS,
                people[bin],
                confidence[bin] / people[bin],
                right[bin] / (double) people[bin],
                Wilson.interval(right[bin], people[bin])));
      }
    }
    return bins;
  }

  /** 0 is perfect; nobody at all counts as 0. */
  public double value() {
    double gaps = 0;
    int all = 0;
    for (int bin = 0; bin < BINS; bin++) {
      gaps += Math.abs(confidence[bin] - right[bin]);
      all += people[bin];
    }
    return all == 0 ? 0 : gaps / all;
  }
}
