package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people of a company are promised, and what came of it; no person stands in it.
 *
 * @param lead how it stands, in a sentence
 * @param waiting documents that are neither applied nor expired
 * @param command how the council signs one
 * @param asked what was asked of models, in a sentence
 * @param assessment the impact assessment, and what workers are told
 */
public record CouncilPage(
    String lead,
    List<Waiting> waiting,
    String command,
    Policy policy,
    List<Change> history,
    String asked,
    List<Question> questions,
    List<Sent> sent,
    Ledger ledger,
    Erasures erasures,
    List<AssurancePage.PaperLink> assessment) {
  public CouncilPage {
    waiting = List.copyOf(waiting);
    history = List.copyOf(history);
    questions = List.copyOf(questions);
    sent = List.copyOf(sent);
    assessment = List.copyOf(assessment);
  }

  /**
   * A document that waits for signatures.
   *
   * @param who whose signatures it needs, in words
   */
  public record Waiting(String what, String change, String reason, String who, String until) {}

  /**
   * The policy in force.
   *
   * @param signed who signed it, when and why, or that nobody did
   * @param council who has to sign what widens it
   * @param lamp whether the database has what was signed
   * @param shown by version of the notice how many were shown it
   */
  public record Policy(
      String signed,
      String council,
      CeoPage.Lamp lamp,
      List<Place> places,
      String noticeVersion,
      String notice,
      List<String> shown) {
    public Policy {
      places = List.copyOf(places);
      shown = List.copyOf(shown);
    }
  }

  /** What holds in one country. */
  public record Place(String where, String asked, String managers, String k, String kept) {}

  /** A policy that was applied, and what it changed. */
  public record Change(int number, String at, String signedBy, String reason, List<String> what) {
    public Change {
      what = List.copyOf(what);
    }
  }

  /** One kind of question. */
  public record Question(
      String question, String prompt, String model, String asked, String remembered, String when) {}

  /** What left to one receiver. */
  public record Sent(String channel, String recipient, String sent, String size) {}

  /** What was spent of the year's privacy. */
  public record Ledger(List<CeoPage.Number> numbers, String limits, List<Charge> charges) {
    public Ledger {
      numbers = List.copyOf(numbers);
      charges = List.copyOf(charges);
    }
  }

  /** One charge. */
  public record Charge(String at, String subject, String epsilon) {}

  /** Whether people are forgotten in time. */
  public record Erasures(CeoPage.Lamp lamp, List<CeoPage.Number> numbers) {
    public Erasures {
      numbers = List.copyOf(numbers);
    }
  }

  /**
   * The same for programs.
   *
   * @param number of the policy in force; null where nobody signed one
   * @param people who were shown each version of the notice, rounded down to a multiple of k
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Document(
      @Nullable Integer number,
      @JsonProperty("as_signed") boolean asSigned,
      @JsonProperty("signed_by") List<String> signedBy,
      @JsonProperty("applied_at") @Nullable String appliedAt,
      @Nullable String reason,
      List<String> council,
      int k,
      List<Terms> terms,
      Notice notice,
      List<Applied> history,
      List<Waits> waiting,
      List<Asked> questions,
      List<Left> sent,
      Spent ledger,
      Forgotten erasures) {}

  /** What holds in one country, {@code *} for everywhere else. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Terms(
      String country,
      List<String> places,
      String consent,
      String managers,
      int k,
      @JsonProperty("usage_days") @Nullable Integer usageDays) {}

  /** What people are told. */
  public record Notice(String version, String text, java.util.Map<String, Integer> people) {}

  /** A policy that was applied. */
  public record Applied(
      int number,
      @JsonProperty("applied_at") String appliedAt,
      @JsonProperty("signed_by") List<String> signedBy,
      String reason,
      List<String> changes) {}

  /** A document that waits. */
  public record Waits(
      String what,
      String change,
      String reason,
      boolean council,
      @JsonProperty("proposed_at") String proposedAt,
      @JsonProperty("expires_at") String expiresAt) {}

  /** One kind of question. */
  public record Asked(
      String purpose,
      String prompt,
      String model,
      long asked,
      long remembered,
      String first,
      String last) {}

  /** What left to one receiver. */
  public record Left(String channel, String recipient, long sent, long bytes) {}

  /** The year's privacy. */
  public record Spent(String spent, String yearly, List<Paid> charges) {}

  /** One charge. */
  public record Paid(String subject, String epsilon, String at) {}

  /** How many people were forgotten. */
  public record Forgotten(
      int open,
      int overdue,
      @JsonProperty("done_in_time") int doneInTime,
      @JsonProperty("done_late") int doneLate) {}
}
