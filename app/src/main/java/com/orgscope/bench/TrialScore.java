package com.orgscope.bench;

import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.demo.SimulatedPerson;
import com.orgscope.quality.CalibrationError;
import java.util.HashSet;
import java.util.Set;

/** Counts how many people of trials are right, person by person. */
final class TrialScore {
  /** Somebody whose second kind of work has less than this of what is no everyday use has one. */
  private static final double OF_ONE_KIND = 0.1;

  private static final double FIFTH = 0.2;

  private final CalibrationError calibration = new CalibrationError();
  private int people;
  private int decided;
  private int right;
  private int uncertain;
  private int plain;
  private int plainTwo;
  private int hybrids;
  private int hybridsFound;
  private int clear;
  private int clearFound;

  void add(SimulatedPerson truth, Judgment said) {
    people++;
    boolean isRight = truth.category().equals(said.category());
    if (said.status() == Status.DECIDED) {
      decided++;
      right += isRight ? 1 : 0;
      calibration.add(said.confidence(), isRight);
    } else if (said.status() == Status.UNCERTAIN) {
      uncertain++;
    }
    if (said.status() == Status.DECIDED && truth.secondOfWork() < OF_ONE_KIND) {
      plain++;
      plainTwo += said.roles().size() > 1 ? 1 : 0;
    }
    String second = truth.secondCategory();
    if (second != null && said.status() != Status.NOT_ENOUGH_DATA) {
      Set<String> roles = new HashSet<>();
      said.roles().stream().map(RoleShare::category).forEach(roles::add);
      boolean found = roles.contains(second) && roles.contains(truth.category());
      hybrids++;
      hybridsFound += found ? 1 : 0;
      if (truth.secondOfAll() >= FIFTH) {
        clear++;
        clearFound += found ? 1 : 0;
      }
    }
  }

  /** Of those decided whose work is of one kind, the part that was given a second role. */
  public double needless() {
    return (double) plainTwo / plain;
  }

  /** Decided, and wrong. */
  public int wrong() {
    return decided - right;
  }

  /** Decided and right, of everybody. */
  public double ofAll() {
    return (double) right / people;
  }

  /** Decided and wrong, of everybody. */
  public double wrongOfAll() {
    return (double) wrong() / people;
  }

  /** Too little use to decide by, of everybody: no answer about an application mends that. */
  public double tooLittle() {
    return (double) (people - decided - uncertain) / people;
  }

  /** Right, of the decided. */
  public double accuracy() {
    return decided == 0 ? Double.NaN : (double) right / decided;
  }

  /** Decided, of those of whom there is enough to go by. */
  public double coverage() {
    return decided + uncertain == 0 ? Double.NaN : (double) decided / (decided + uncertain);
  }

  /** How far confidence and accuracy are apart. */
  public double calibrationError() {
    return calibration.value();
  }

  /**
   * Of those whose second kind of work has a fifth or more of all their use, the part of whom both
   * were found.
   */
  public double hybridsFound() {
    return clear == 0 ? Double.NaN : (double) clearFound / clear;
  }

  /** The same of those who have a fifth of what is left without mail, chat and meetings. */
  public double weakHybridsFound() {
    return hybrids == 0 ? Double.NaN : (double) hybridsFound / hybrids;
  }
}
