package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit log as it is searched.
 *
 * @param lead what is shown, and how people stand there
 * @param lamps whether the log is whole, and leaves the house
 * @param actions those on this page, to choose from
 * @param older the address of the entries before; null if there are none
 */
public record AuditPage(
    String lead,
    Asked asked,
    List<OperationsPage.Health> lamps,
    List<String> actions,
    List<Row> rows,
    @Nullable String older) {
  public AuditPage {
    lamps = List.copyOf(lamps);
    actions = List.copyOf(actions);
    rows = List.copyOf(rows);
  }

  /**
   * What is looked for; empty leaves a question open.
   *
   * @param who a key, an alias or a principal, as the log shows them
   * @param outcome {@code refused} or empty
   * @param before the number of the last entry of the page before
   */
  public record Asked(
      @Nullable String since,
      @Nullable String until,
      @Nullable String action,
      @Nullable String who,
      @Nullable String outcome,
      @Nullable String request,
      @Nullable Long before,
      @Nullable Integer limit) {

    /** Whether anything is, beside a page of it. */
    public boolean narrows() {
      return !(text(since) + text(until) + text(action) + text(who) + text(outcome) + text(request))
          .isEmpty();
    }

    /** Stripped; empty where nothing was said. */
    public static String text(@Nullable String given) {
      return Searches.text(given);
    }
  }

  /** What programs look for; what is left out leaves a question open. */
  record Sought(
      @Parameter(description = "The first day", example = "2026-11-01") @Nullable String since,
      @Parameter(description = "The last day", example = "2026-11-30") @Nullable String until,
      @Parameter(description = "What was done, in the words of the log") @Nullable String action,
      @Parameter(description = "A key, an alias or a principal, as the log shows them")
          @Nullable String who,
      @Parameter(description = "refused, or left out") @Nullable String outcome,
      @Parameter(description = "The id of a request") @Nullable String request) {

    Asked before(@Nullable Long number, int limit) {
      return new Asked(since, until, action, who, outcome, request, number, limit);
    }
  }

  /**
   * One entry.
   *
   * @param about what it is about, without its people
   * @param people the first of them
   * @param more how many are not among them, in words; empty if all are
   */
  public record Row(
      String at,
      String iso,
      Link who,
      String role,
      boolean refused,
      String action,
      String about,
      List<Link> people,
      String more,
      String why,
      String from,
      @Nullable Link request) {
    public Row {
      people = List.copyOf(people);
    }
  }

  /**
   * Something to look for by choosing it.
   *
   * @param full to be read in whole
   * @param href null where it cannot be looked for
   */
  public record Link(String label, String full, @Nullable String href) {}

  /**
   * The same for programs.
   *
   * @param next what to ask for as {@code before}; null after the last
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Document(List<Said> entries, @Nullable Long next) {}

  /** One entry for programs. */
  public record Said(
      long number,
      String at,
      String principal,
      String role,
      String action,
      boolean refused,
      String subject,
      String reason,
      List<String> persons,
      List<String> aliases,
      int erased,
      String from,
      String request) {}
}
