package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the work of whoever reads this, and what they say against it.
 *
 * @param category null where nothing was said
 * @param contest the last one, in sentences; empty if there is none
 * @param earlier what runs said lately, a sentence each, the newest first
 * @param open whether one waits for a decision
 * @param choices categories that it could be instead
 * @param rated how right they found it
 */
public record MePage(
    @Nullable Said category,
    List<String> earlier,
    List<String> contest,
    boolean open,
    List<String> choices,
    Rated rated) {
  public MePage {
    earlier = List.copyOf(earlier);
    contest = List.copyOf(contest);
    choices = List.copyOf(choices);
  }

  /** The same with how right they found it. */
  MePage rated(Rated said) {
    return new MePage(category, earlier, contest, open, choices, said);
  }

  /**
   * How right somebody found what is said of them.
   *
   * @param stars 0 while they said nothing
   * @param word when and what, in a sentence, and who reads it
   */
  public record Rated(int stars, String word) {}

  /** What kind of work, how sure that is, and why. */
  public record Said(String category, String sure, String reasoning, List<String> evidence) {
    public Said {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * The same for programs.
   *
   * @param status how the category stands: decided, uncertain, not_enough_data, provisional or
   *     under_review; null where nothing was said
   * @param confidence of 1
   * @param contest null if there is none
   * @param history the last answers of runs, the newest first
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Document(
      @Nullable String status,
      @Nullable String category,
      @Nullable Double confidence,
      @Nullable Contested contest,
      List<Version> history) {
    public Document {
      history = List.copyOf(history);
    }
  }

  /**
   * What one run said.
   *
   * @param prompt the version of the prompt; null where no model was asked
   * @param standing holds, replaced, rolled_back or contested
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Version(
      String run,
      @JsonProperty("as_of") String asOf,
      @JsonProperty("published_at") String publishedAt,
      String model,
      @Nullable String prompt,
      String status,
      @Nullable String category,
      double confidence,
      String standing) {}

  /**
   * The last contest.
   *
   * @param state open, upheld or changed
   * @param decision null while nobody has decided
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Contested(
      String state,
      String contested,
      String wanted,
      String statement,
      @JsonProperty("opened_at") String openedAt,
      @JsonProperty("due_at") String dueAt,
      @Nullable Decided decision) {}

  /** What was decided: the category that holds since. */
  public record Decided(String category, String reason, String at) {}
}
