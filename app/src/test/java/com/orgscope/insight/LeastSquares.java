package com.orgscope.insight;

import java.util.ArrayList;
import java.util.List;

/** Weighted least squares by its normal equations: slow, general, and for small cases only. */
final class LeastSquares {
  private final int unknowns;
  private final List<double[]> rows = new ArrayList<>();
  private final List<double[]> valuesAndVariances = new ArrayList<>();

  LeastSquares(int unknowns) {
    this.unknowns = unknowns;
  }

  void observe(double[] row, double value, double variance) {
    rows.add(row);
    valuesAndVariances.add(new double[] {value, variance});
  }

  double[] solve() {
    double[] right = new double[unknowns];
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < unknowns; i++) {
        right[i] += rows.get(r)[i] * valuesAndVariances.get(r)[0] / valuesAndVariances.get(r)[1];
      }
    }
    return solve(right);
  }

  /** Of a sum of unknowns with these weights. */
  double variance(double[] weights) {
    double[] solved = solve(weights);
    double variance = 0;
    for (int i = 0; i < unknowns; i++) {
      variance += weights[i] * solved[i];
    }
    return variance;
  }

  private double[] solve(double[] right) {
    double[][] normal = new double[unknowns][unknowns + 1];
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < unknowns; i++) {
        for (int j = 0; j < unknowns; j++) {
          normal[i][j] += rows.get(r)[i] * rows.get(r)[j] / valuesAndVariances.get(r)[1];
        }
      }
    }
    for (int i = 0; i < unknowns; i++) {
      normal[i][unknowns] = right[i];
    }
    // Positive definite, so no pivoting is needed.
    for (int p = 0; p < unknowns; p++) {
      for (int i = 0; i < unknowns; i++) {
        double times = i == p ? 0 : normal[i][p] / normal[p][p];
        for (int j = p; times != 0 && j <= unknowns; j++) {
          normal[i][j] -= times * normal[p][j];
        }
      }
    }
    double[] solved = new double[unknowns];
    for (int i = 0; i < unknowns; i++) {
      solved[i] = normal[i][unknowns] / normal[i][i];
    }
    return solved;
  }
}
