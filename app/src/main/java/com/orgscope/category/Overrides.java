package com.orgscope.category;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.state.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a person's word replaces a model's, until it is withdrawn. All that was said is kept. */
@Component
public class Overrides {
  private static final int LONGEST_REASON = 2_000;

  private final OverrideStore store;
  private final Assignments assignments;
  private final Access access;
  private final Taxonomies taxonomies;
  private final LabelReviews reviews;

  Overrides(
      OverrideStore store,
      Assignments assignments,
      Access access,
      Taxonomies taxonomies,
      LabelReviews reviews) {
    this.reviews = reviews;
    this.store = store;
    this.assignments = assignments;
    this.access = access;
    this.taxonomies = taxonomies;
  }

  /**
   * Gives a person a category.
   *
   * @param category in the tenant's words, or the usual ones
   * @return the category as it is kept
   * @throws Failure for the operator, if the tenant has no such category (it names those it has),
   *     the reason is missing, or the caller may not
   */
  public String set(Caller caller, PersonKey person, String category, String reason) {
    requireOther(caller, person);
    String kept = new Labels(taxonomies.of(caller)).named(category);
    store.add(caller, person, kept, said(caller, person), required(reason));
    return kept;
  }

  /**
   * Lets the model's word hold again.
   *
   * @throws Failure for the operator, if there is no override, or the caller may not
   */
  public void withdraw(Caller caller, PersonKey person, String reason) {
    requireOther(caller, person);
    if (assignments.current(caller, person).map(Assignment::override).isEmpty()) {
      throw Failure.operator("nobody has set this person's category, so there is nothing to undo");
    }
    store.add(caller, person, null, said(caller, person), required(reason));
  }

  /**
   * Takes back what the caller said last of the person: what held before it holds again, whoever
   * had said that. Undone twice, it is as it was.
   *
   * @return the category that a person had given before; empty if the model's word holds again
   * @throws Failure for the operator, if the last word is not the caller's, or the caller may not
   */
  public Optional<String> undo(Caller caller, PersonKey person) {
    requireOther(caller, person);
    OverrideStore.Last last =
        store
            .last(caller, person)
            .filter(one -> one.by().equals(caller.principal()))
            .orElseThrow(() ->
                Failure.operator(
                    "the last word about this person is not yours, so there is nothing to undo"));
    store.add(caller, person, last.before(), said(caller, person), "undone");
    return Optional.ofNullable(last.before());
  }

  /**
   * What a review of the person's category gave, to be stored with its decision, which ends the
   * review. Whether the caller may decide is the caller's room to ask.
   *
   * @param kept as {@link Labels#named} gives it
   */
  public Effect deciding(Caller caller, PersonKey person, String kept, Instant at) {
    return store.adding(caller, person, kept, said(caller, person), at);
  }

  /**
   * Who was given a category, or had one withdrawn, after the run was opened whose answer holds for
   * them. A run that was held back, or gave somebody up, does not make a person's word old.
   */
  public Set<PersonKey> afterLastAnswer(Caller caller) {
    return store.afterLastAnswer(caller);
  }

  /**
   * A category that a person set in place of a model's and that holds.
   *
   * @param from what the model had said
   */
  public record Correction(PersonKey person, String from, String to, Instant at) {}

  /**
   * What people set right and had not withdrawn when the run was opened, so that it is the same for
   * all of the run; the newest first. A category that its person contests is not among them.
   */
  public List<Correction> corrections(Caller caller, String run) {
    return store.corrections(caller, run);
  }

  /** Of somebody of whom nothing is shown to a manager; it says the same whyever that is. */
  public static Failure nothingShown() {
    return Failure.operator(
        "nothing is shown to you of this person's work, so there is nothing to set right");
  }

  /** Of somebody who contests what is said of them. */
  public static Failure underReview() {
    return Failure.operator(
        "this category is under review, since its person contests it: it stays as it is until that is decided");
  }

  private void requireOther(Caller caller, PersonKey person) {
    access.require(caller, Action.OVERRIDE, person);
    if (person.equals(caller.person())) {
      throw Failure.operator("nobody sets their own category: ask your manager or IT/Security");
    }
    if (reviews.open(caller).contains(person)) {
      throw underReview();
    }
  }

  private @Nullable String said(Caller caller, PersonKey person) {
    return assignments.current(caller, person).map(a -> a.judgment().category()).orElse(null);
  }

  private static String required(String reason) {
    String text = reason.strip();
    if (text.isEmpty() || text.length() > LONGEST_REASON) {
      throw Failure.operator(
          "an override needs a reason of 1 to " + LONGEST_REASON + " characters");
    }
    return text;
  }
}
