package com.orgscope.category;

import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.PersonKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a person: what a run's model said of them, and what a person said instead, if
 * somebody did. An override wins until it is withdrawn.
 *
 * @param run which said it
 * @param asOf the last day it looked at
 * @param underReview whether the person contests it and nobody has decided yet: it is kept as it
 *     was, and counts for nothing
 */
public record Assignment(
    PersonKey person,
    String run,
    LocalDate asOf,
    Judgment judgment,
    @Nullable Override override,
    boolean underReview) {

  /** Below this share of active use a category is nobody's headline. */
  public static final double LEAST_SHARE = 0.05;

  /**
   * A category given by a person.
   *
   * @param reason in their own words; null to those whom no page shows it, the person among them,
   *     who is given it with all that is held about them
   */
  public record Override(String category, String by, @Nullable String reason, Instant at) {}

  /** The category alone: not how sure it is, beside what, why, nor who set it in which words. */
  Assignment withoutEvidence() {
    Override bare =
        override == null
            ? null
            : new Override(override.category(), override.by(), null, override.at());
    return new Assignment(person, run, asOf, judgment.withoutEvidence(), bare, underReview);
  }

  public Status status() {
    if (underReview) {
      return Status.UNDER_REVIEW;
    }
    return override == null ? judgment.status() : Status.DECIDED;
  }

  /** Null without enough data, and unless somebody said otherwise. */
  public @Nullable String category() {
    return override == null ? judgment.category() : override.category();
  }

  /**
   * The category under which something is said to the person: their own unless it is hardly any of
   * their use; then what they use most. A person's word is taken as it is.
   */
  public @Nullable String headline() {
    String category = category();
    if (override != null || category == null) {
      return category;
    }
    double share =
        judgment.roles().stream()
            .filter(role -> role.category().equals(category))
            .mapToDouble(RoleShare::share)
            .sum();
    return share >= LEAST_SHARE
        ? category
        : judgment.roles().stream()
            .max(Comparator.comparingDouble(RoleShare::share))
            .map(RoleShare::category)
            .orElse(category);
  }

  /** Null where a person chose another category than the model. */
  public @Nullable String subCategory() {
    return agrees() ? judgment.subCategory() : null;
  }

  /** The chance that the category is right; a person's word is taken as it is. */
  public double confidence() {
    return override == null ? judgment.confidence() : 1;
  }

  /**
   * The roles, the primary first; shares sum to 1. A category that a person gave and the model did
   * not see takes the place of the model's primary and keeps its share: how the time splits was
   * measured, what the largest part is called was not.
   */
  public List<RoleShare> roles() {
    if (override == null) {
      return judgment.roles();
    }
    List<RoleShare> rest = new ArrayList<>(judgment.roles());
    double share =
        rest.stream()
            .filter(role -> role.category().equals(override.category()))
            .mapToDouble(RoleShare::share)
            .findFirst()
            .orElseGet(() -> rest.isEmpty() ? 1 : rest.removeFirst().share());
    rest.removeIf(role -> role.category().equals(override.category()));
    rest.addFirst(new RoleShare(override.category(), 1, share));
    return List.copyOf(rest);
  }

  /** Who spoke last: the model's name, or {@code "override"}. */
  public String model() {
    return override == null ? judgment.origin().model() : "override";
  }

  public String reasoning() {
    return override == null
        ? judgment.reasoning()
        : "Set by " + override.by() + ". The model said: " + judgment.reasoning();
  }

  private boolean agrees() {
    return override == null || override.category().equals(judgment.category());
  }
}
