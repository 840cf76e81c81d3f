package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manager's direct reports.
 *
 * @param lead how many, and how it stands with them
 * @param policy what the works-council policy shows, in a sentence
 * @param choices categories that somebody can be given
 * @param effect what became of the manager's words, in sentences; empty if none holds
 * @param gains what could help the team; empty if nothing
 * @param noGains what is said then
 * @param unit null where nothing is published of it
 */
public record TeamPage(
    String lead,
    String policy,
    List<Member> members,
    Pager pager,
    List<String> choices,
    List<String> effect,
    List<Gain> gains,
    String noGains,
    @Nullable Unit unit) {
  public TeamPage {
    members = List.copyOf(members);
    choices = List.copyOf(choices);
    effect = List.copyOf(effect);
    gains = List.copyOf(gains);
  }

  /** Whether somebody of this page can be confirmed with others. */
  public boolean several() {
    return members.stream().filter(Member::confirmable).count() > 1;
  }

  /** Whether the policy shows of anybody here since when. */
  public boolean dated() {
    return members.stream().anyMatch(member -> !member.since().isEmpty());
  }

  /** Numbers of the pages before and after; 0 where there is none. */
  public record Pager(int page, int pages, int before, int after) {}

  /**
   * Somebody.
   *
   * @param title their job; empty if nobody knows it
   * @param says what they mostly do, or how it stands; the same of everybody of whom nothing is
   *     shown
   * @param sure null where it is not shown or a person said it
   * @param since a day; empty where it is not shown
   * @param category as a choice; empty where there is none
   * @param why null where it is not shown
   * @param asked whether they are asked about; null where nothing is shown
   * @param by who set it, when and why; empty if a model said it
   */
  public record Member(
      String key,
      String name,
      String title,
      String says,
      @Nullable Sure sure,
      String since,
      String category,
      @Nullable Why why,
      @Nullable Asked asked,
      String by,
      Acts acts) {

    public boolean confirmable() {
      return acts.confirm();
    }

    /** Whether there is anything to open. */
    public boolean opens() {
      return why != null || !by.isEmpty() || acts.set() || acts.undo();
    }
  }

  /**
   * Whether what is said matches reality.
   *
   * @param answer yes, no, or empty while it is not answered
   * @param stars 0 while it is not answered
   */
  public record Asked(String answer, int stars) {}

  /** What the manager may do about somebody. */
  public record Acts(boolean confirm, boolean set, boolean undo) {}

  /**
   * How sure it is.
   *
   * @param percent of a bar's whole length
   * @param word such as {@code "82 %"}
   */
  public record Sure(int percent, String word) {}

  /** Why: in sentences, and in bars of active use. */
  public record Why(String reasoning, List<Share> roles, List<Share> apps, List<String> evidence) {
    public Why {
      roles = List.copyOf(roles);
      apps = List.copyOf(apps);
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * A bar.
   *
   * @param colour a class of the style sheet
   * @param percent of active use
   * @param length of the bar, of 1,000
   */
  public record Share(String label, String colour, String note, int percent, int length) {}

  /** A change that could help where at least k reports do the same kind of work. */
  public record Gain(String id, String what, String about, String because, String hours) {}

  /** What is published of the manager's own unit. */
  public record Unit(String name, String release, List<Cell> cells) {
    public Unit {
      cells = List.copyOf(cells);
    }
  }

  /** A published cell: people, and sign-in hours a week, each with its range. */
  public record Cell(
      String category, String people, String peopleRange, String hours, String hoursRange) {}

  /**
   * The same for programs.
   *
   * @param all direct reports, on whichever page
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Document(
      long all, int page, int pages, List<Row> reports, @JsonProperty("words") Words words) {
    public Document {
      reports = List.copyOf(reports);
    }
  }

  /**
   * Some of the reports.
   *
   * @param all direct reports, whichever are shown here
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Reports(long all, List<Row> items, @Nullable String next, Words words) {}

  /**
   * @param standing unsure, under_review, said or nothing; the others are null of nothing
   * @param confidence of 1; null where it is not shown
   * @param since a day
   * @param setBy you or somebody else; null if a model said it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Row(
      String person,
      String name,
      String standing,
      @Nullable String category,
      @Nullable Double confidence,
      @Nullable String since,
      @JsonProperty("set_by") @Nullable String setBy,
      @Nullable String reasoning,
      List<Part> roles,
      List<String> evidence) {
    public Row {
      roles = List.copyOf(roles);
      evidence = List.copyOf(evidence);
    }
  }

  /** A part of their work, of 1. */
  public record Part(String category, double share) {}

  /** What became of the manager's words. */
  public record Words(int hold, int unanswered, int agreed, int differ) {}
}
