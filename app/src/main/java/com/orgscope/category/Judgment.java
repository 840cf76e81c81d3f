package com.orgscope.category;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a model says about one person's work, in facts and in prose that cites them. The prose holds
 * no figure: {@code {F1.share}} stands where a fact's figure goes, and the figures are the facts'.
 *
 * @param category the most confident category; kept for review when the status is uncertain, null
 *     without enough data
 * @param confidence the chance, 0 to 1, that {@code category} is right
 * @param roles every category found, the primary first; their shares of active use sum to 1
 * @param prose sentences with placeholders
 * @param facts what the prose may cite
 * @param evidence one sentence per application that told roles apart, strongest first
 * @param origin who said so
 */
public record Judgment(
    Status status,
    @Nullable String category,
    @Nullable String subCategory,
    double confidence,
    List<RoleShare> roles,
    String prose,
    List<Fact> facts,
    List<String> evidence,
    Origin origin) {

  /** Below this confidence nobody is told the category as a fact. */
  public static final double FLOOR = 0.6;

  /** From somebody's first access to the last, or there is not enough to go by. */
  public static final int ENOUGH_DAYS = 30;

  public Judgment {
    roles = List.copyOf(roles);
    facts = List.copyOf(facts);
    evidence = List.copyOf(evidence);
    if ((category == null) != (status == Status.NOT_ENOUGH_DATA)) {
      throw new IllegalArgumentException(status + " with category " + category);
    }
  }

  /** The prose with every placeholder replaced by its fact's figure. */
  public String reasoning() {
    return FactRenderer.render(prose, facts);
  }

  /** The category alone. */
  Judgment withoutEvidence() {
    return new Judgment(
        status, category, null, 0, List.of(), "", List.of(), List.of(), origin.bare());
  }

  /** As if nothing had been said by what is withheld since. */
  Judgment without(Predicate<String> named) {
    boolean cites =
        named.test(prose)
            || facts.stream().anyMatch(fact -> fact.values().values().stream().anyMatch(named));
    return new Judgment(
        status,
        category,
        subCategory,
        confidence,
        roles,
        cites ? "" : prose,
        cites ? List.of() : facts,
        evidence.stream().filter(named.negate()).toList(),
        origin.without(named));
  }

  /** How sure the answer is of itself. */
  public enum Status {
    DECIDED,
    /** Below the floor: for review, never shown as fact. */
    UNCERTAIN,
    /** Under 30 days from first to last access, or under 10 accesses. */
    NOT_ENOUGH_DATA,
    /** Somebody hired in the last 30 days: shown to them and IT, outside releases. */
    PROVISIONAL,
    /** Contested by its person and not decided yet: of an {@link Assignment}, never of a model. */
    UNDER_REVIEW;

    /** As the command line and the API write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One role of a person.
   *
   * @param share of active use that supports it, 0 to 1
   */
  public record RoleShare(String category, double confidence, double share) {}

  /**
   * A fact that prose may cite: {@code F1} with its {@code app}, {@code share}, {@code accesses}…
   */
  public record Fact(String id, Map<String, String> values) {
    public Fact {
      values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
  }

  /**
   * Who said so.
   *
   * @param prompt the version of the prompt, null for a model that has none
   * @param fallbackBecause why this model answered in place of another, null if it was asked first
   * @param asked the signature that models outside were asked about, null if none was
   */
  public record Origin(
      String model,
      @Nullable String prompt,
      @Nullable String fallbackBecause,
      @Nullable String asked) {
    public Origin(String model, @Nullable String prompt, @Nullable String fallbackBecause) {
      this(model, prompt, fallbackBecause, null);
    }

    private Origin bare() {
      return new Origin(model, prompt, null);
    }

    private Origin without(Predicate<String> named) {
      return asked != null && named.test(asked) ? new Origin(model, prompt, fallbackBecause) : this;
    }
  }
}
