package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Taxonomy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks for what is wrong with an answer: a fact that is none or counts twice, a category that the
 * company does not have, a range that is broken. Prose is no fault: {@link Prose} decides whether
 * it is shown.
 *
 * <p>That a category is wrong is no fault; it is a matter of confidence.
 */
final class Verification {
  static final int MOST_ROLES = 3;
  private static final Pattern FACT = Pattern.compile("F[0-9]{1,4}");

  private final Taxonomy taxonomy;
  private final Benchmarks benchmarks;

  Verification(Taxonomy taxonomy, Benchmarks benchmarks) {
    this.taxonomy = taxonomy;
    this.benchmarks = benchmarks;
  }

  /** Every fault, in words that a model can act on; empty if there is none. */
  List<String> faults(Cohort cohort, SharedAnswer answer) {
    List<String> faults = new ArrayList<>();
    Set<String> known = new HashSet<>();
    cohort.facts().forEach(fact -> known.add(fact.id()));
    roles(answer, faults);
    grouping(answer, known, faults);
    Set<String> cited = new HashSet<>();
    for (String id : answer.evidence()) {
      if (!known.contains(id)) {
        faults.add("evidence cites " + shown(id) + ", which is no fact");
      } else if (!cited.add(id)) {
        faults.add("evidence cites " + id + " twice");
      }
    }
    if (answer.evidence().isEmpty()) {
      faults.add("evidence cites no fact");
    }
    return List.copyOf(faults);
  }

  /** Faults are read by people too, so they repeat nothing but what reads as a fact's number. */
  private static String shown(String id) {
    return FACT.matcher(id).matches() ? id : "something";
  }

  private void roles(SharedAnswer answer, List<String> faults) {
    if (answer.roles().isEmpty() || answer.roles().size() > MOST_ROLES) {
      faults.add("there are one to " + MOST_ROLES + " roles");
    }
    Set<String> categories = new HashSet<>();
    double highest = 1;
    for (SharedAnswer.Role role : answer.roles()) {
      String category = role.category();
      if (!benchmarks.categories().contains(category)) {
        faults.add("a role has none of the categories");
      } else if (!categories.add(category)) {
        faults.add(category + " is given as two roles");
      } else if (!role.subCategory().isEmpty()
          && !taxonomy.subCategories(category).contains(role.subCategory())) {
        faults.add(
            "a sub-category is none of "
                + category
                + ": it is one of those listed behind the category, or empty");
      }
      if (!(role.confidence() >= 0 && role.confidence() <= 1)) {
        faults.add("a confidence lies between 0 and 1");
      } else if (role.confidence() > highest) {
        faults.add("the role with the highest confidence comes first");
      } else {
        highest = role.confidence();
      }
      if (role.facts().isEmpty()) {
        faults.add("a role has no fact that speaks for it");
      }
    }
  }

  /** Each fact in one place, or the shares of the roles would not add up. */
  private static void grouping(SharedAnswer answer, Set<String> known, List<String> faults) {
    Set<String> placed = new HashSet<>();
    List<String> all = new ArrayList<>(answer.undecided());
    answer.roles().forEach(role -> all.addAll(role.facts()));
    for (String id : all) {
      if (!known.contains(id)) {
        faults.add(shown(id) + " is no fact");
      } else if (!placed.add(id)) {
        faults.add(id + " is in two places, so the shares would not add up");
      }
    }
    for (String id : known) {
      if (!placed.contains(id)) {
        faults.add(id + " is in no place, so the shares would not add up");
      }
    }
  }
}
