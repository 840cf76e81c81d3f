package com.orgscope.replay;

import java.util.List;

/** A figure by the three readings, the smallest first; below zero it would have been more. */
public record Between(double low, double typical, double high) {
  static Between of(double least, double usual, double most) {
    List<Double> sorted = List.of(least, usual, most).stream().sorted().toList();
    return new Between(sorted.getFirst(), usual, sorted.getLast());
  }
}
