package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.orgscope.work.WorkRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked a worker for.
 *
 * @param confirm what is typed by somebody who means it
 */
public record RequestPage(String confirm, List<Row> rows) {
  public RequestPage {
    rows = List.copyOf(rows);
  }

  /** One request in words. */
  public record Row(String state, String outcome) {
    static Row of(WorkRequest asked) {
      String state =
          switch (asked.state()) {
            case ASKED, TAKEN -> "Asked, and not done yet";
            case DONE -> "Done";
            case REFUSED -> "Not done";
          };
      String outcome = asked.outcome();
      return new Row(state, outcome == null ? "" : outcome);
    }
  }

  /**
   * The same for programs.
   *
   * @param state asked, taken, done or refused
   * @param outcome null until it ended
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Document(
      String request,
      String kind,
      String state,
      @JsonProperty("asked_at") String askedAt,
      @Nullable String outcome) {
    static Document of(WorkRequest asked) {
      return new Document(
          asked.id().toString(),
          asked.kind(),
          asked.state().name().toLowerCase(Locale.ROOT),
          asked.at().toString(),
          asked.outcome());
    }
  }
}
