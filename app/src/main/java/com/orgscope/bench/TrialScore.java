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
  private final CalibrationError calibration = new CalibrationError();
  private int people;
  private int decided;
  private int right;
  private int uncertain;
  private int plain;
  private int plainTwo;
  private int hybrids;
  private int hybridsFound;

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
    if (said.status() == Status.DECIDED && truth.secondCategory() == null) {
      plain++;
      plainTwo += said.roles().size() > 1 ? 1 : 0;
    }
    String second = truth.secondCategory();
    if (second != null && said.status() != Status.NOT_ENOUGH_DATA) {
      Set<String> roles = new HashSet<>();
      said.roles().stream().map(RoleShare::category).forEach(roles::add);
      hybrids++;
      hybridsFound += roles.contains(second) && roles.contains(truth.category()) ? 1 : 0;
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

  /** Of those with a second kind of work, the part of whom both were found. */
  public double hybridsFound() {
    return hybrids == 0 ? Double.NaN : (double) hybridsFound / hybrids;
  }
}
