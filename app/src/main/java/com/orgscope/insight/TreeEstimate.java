package com.orgscope.insight;

/**
 * The same for a tree of three levels, whole, columns and groups of columns: up, each node's own
 * noised number and the sum of those below it are weighed by their variances; down, what is missing
 * to the sum above is shared out by them (Hay et al. 2010).
 */
final class TreeEstimate {
  private final double total;
  private final double totalVariance;
  private final double[] columns;
  private final double[] columnVariances;
  private final double[][] groups;
  private final double groupVariance;

  /**
   * @param groups of each column, at least one
   */
  TreeEstimate(long whole, long[] columns, long[][] groups, Variances variances) {
    int n = columns.length;
    double[] up = new double[n];
    double[] upVariance = new double[n];
    double sum = 0;
    double sumVariance = 0;
    for (int i = 0; i < n; i++) {
      double below = sum(groups[i]);
      double belowVariance = groups[i].length * variances.group();
      upVariance[i] = 1 / (1 / variances.column() + 1 / belowVariance);
      up[i] = upVariance[i] * (columns[i] / variances.column() + below / belowVariance);
      sum += up[i];
      sumVariance += upVariance[i];
    }
    this.totalVariance = 1 / (1 / variances.whole() + 1 / sumVariance);
    this.total = totalVariance * (whole / variances.whole() + sum / sumVariance);
    this.columns = new double[n];
    this.columnVariances = new double[n];
    this.groups = new double[n][];
    this.groupVariance = variances.group();
    for (int i = 0; i < n; i++) {
      double share = upVariance[i] / sumVariance;
      this.columns[i] = up[i] + share * (total - sum);
      this.columnVariances[i] = upVariance[i] - share * share * (sumVariance - totalVariance);
      this.groups[i] = new double[groups[i].length];
      double missing = (this.columns[i] - sum(groups[i])) / groups[i].length;
      for (int j = 0; j < groups[i].length; j++) {
        this.groups[i][j] = groups[i][j] + missing;
      }
    }
  }

  /** Of the noise of one number of each level. */
  record Variances(double whole, double column, double group) {}

  double total() {
    return total;
  }

  double totalVariance() {
    return totalVariance;
  }

  double column(int i) {
    return columns[i];
  }

  double columnVariance(int i) {
    return columnVariances[i];
  }

  double group(int i, int j) {
    return groups[i][j];
  }

  double groupVariance(int i) {
    double n = groups[i].length;
    return groupVariance * (1 - 1 / n) + columnVariances[i] / (n * n);
  }

  double[] columns() {
    return columns.clone();
  }

  double[] groups(int i) {
    return groups[i].clone();
  }

  private static double sum(long[] numbers) {
    double sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }
}
