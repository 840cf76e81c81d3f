package com.orgscope.insight;

import java.util.Collection;

/**
 * One set of counts that agrees with all noised levels of a grid as well as can be: weighted least
 * squares (Hay, Rastogi, Miklau and Suciu, "Boosting the Accuracy of Differentially Private
 * Histograms Through Consistency", 2010).
 *
 * <p>Counts are a mean, a deviation of each department, one of each category, and what is left:
 * four spaces at right angles. Every level's noise has the same variance in each direction of a
 * space, so that the best estimate takes each space by itself and weighs the levels that speak of
 * it by the inverse of their variance. The four precisions are the whole solution, and give the
 * variance of any sum of cells.
 */
final class GridEstimate {
  private final int departments;
  private final int categories;
  private final double[][] cells;
  private final double meanVariance;
  private final double departmentVariance;
  private final double categoryVariance;
  private final double restVariance;

  /**
   * @param variances of the noise of each level; of the company zero if its count is public
   */
  GridEstimate(LevelCounts counts, Variances variances) {
    this.departments = counts.leaves().length;
    this.categories = counts.categories().length;
    double leaf = 1 / variances.leaf();
    double byCategory = departments / variances.category();
    double byDepartment = categories / variances.department();
    double whole = (double) departments * categories / variances.company();
    this.restVariance = variances.leaf();
    this.categoryVariance = 1 / (leaf + byCategory);
    this.departmentVariance = 1 / (leaf + byDepartment);
    boolean known = variances.company() == 0;
    this.meanVariance = known ? 0 : 1 / (leaf + byCategory + byDepartment + whole);
    double size = (double) departments * categories;
    double[] rows = new double[departments];
    double[] columns = new double[categories];
    double sum = 0;
    for (int d = 0; d < departments; d++) {
      for (int c = 0; c < categories; c++) {
        rows[d] += counts.leaves()[d][c] / (double) categories;
        columns[c] += counts.leaves()[d][c] / (double) departments;
        sum += counts.leaves()[d][c];
      }
    }
    double leafMean = sum / size;
    double categoryMean = sum(counts.categories()) / size;
    double departmentMean = sum(counts.departments()) / size;
    double companyMean = counts.company() / size;
    double mean =
        known
            ? companyMean
            : meanVariance
                * (leaf * leafMean
                    + byCategory * categoryMean
                    + byDepartment * departmentMean
                    + whole * companyMean);
    this.cells = new double[departments][categories];
    for (int d = 0; d < departments; d++) {
      double ofDepartment = counts.departments()[d] / (double) categories - departmentMean;
      double a = departmentVariance * (leaf * (rows[d] - leafMean) + byDepartment * ofDepartment);
      for (int c = 0; c < categories; c++) {
        double ofCategory = counts.categories()[c] / (double) departments - categoryMean;
        double b = categoryVariance * (leaf * (columns[c] - leafMean) + byCategory * ofCategory);
        cells[d][c] = mean + a + b + counts.leaves()[d][c] - rows[d] - columns[c] + leafMean;
      }
    }
  }

  /** Noised counts of every level. */
  record LevelCounts(long company, long[] categories, long[] departments, long[][] leaves) {}

  /** Of one cell of each level. */
  record Variances(double company, double category, double department, double leaf) {}

  /** One cell of the grid by its place. */
  record At(int department, int category) {}

  double sum(Collection<At> of) {
    return of.stream().mapToDouble(at -> cells[at.department][at.category]).sum();
  }

  double total() {
    double sum = 0;
    for (double[] row : cells) {
      for (double cell : row) {
        sum += cell;
      }
    }
    return sum;
  }

  /** Of the estimated sum of some cells: its indicator taken apart into the four spaces. */
  double variance(Collection<At> of) {
    double[][] weight = new double[departments][categories];
    of.forEach(at -> weight[at.department][at.category] = 1);
    double size = (double) departments * categories;
    double mean = of.size() / size;
    double[] rows = new double[departments];
    double[] columns = new double[categories];
    for (At at : of) {
      rows[at.department] += 1.0 / categories;
      columns[at.category] += 1.0 / departments;
    }
    double variance = meanVariance * size * mean * mean;
    for (double row : rows) {
      variance += departmentVariance * categories * (row - mean) * (row - mean);
    }
    for (double column : columns) {
      variance += categoryVariance * departments * (column - mean) * (column - mean);
    }
    for (int d = 0; d < departments; d++) {
      for (int c = 0; c < categories; c++) {
        double left = weight[d][c] - rows[d] - columns[c] + mean;
        variance += restVariance * left * left;
      }
    }
    return variance;
  }

  private static double sum(long[] numbers) {
    double sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }
}
