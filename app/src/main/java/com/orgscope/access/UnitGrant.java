package com.orgscope.access;

import com.orgscope.kernel.PersonKey;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That somebody sees the published cells of one unit.
 *
 * @param until the last day (UTC); null for until it is revoked
 * @param revokedAt null while it was not
 */
public record UnitGrant(
    Holder holder,
    Kind kind,
    String unit,
    LocalDate from,
    @Nullable LocalDate until,
    @Nullable Instant revokedAt) {

  /** What a unit is of the grid of a release. */
  public enum Kind {
    DEPARTMENT,
    CATEGORY
  }

  /** Whose a grant is. */
  public sealed interface Holder {
    /** For the log and for IT/Security: a key, or the name of a program. */
    default String words() {
      return switch (this) {
        case OfPerson of -> of.person().toString();
        case OfServiceAccount of -> "service account " + of.name();
      };
    }

    /** Somebody of the directory. */
    record OfPerson(PersonKey person) implements Holder {}

    /** A program with a secret of its own. */
    record OfServiceAccount(String name) implements Holder {}
  }
}
