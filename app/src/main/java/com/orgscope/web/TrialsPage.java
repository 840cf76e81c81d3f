package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prompts and models that are or were tried beside the one that asks.
 *
 * @param asked what a worker was last asked for here
 */
public record TrialsPage(List<Row> trials, List<RequestPage.Row> asked) {
  public TrialsPage {
    trials = List.copyOf(trials);
    asked = List.copyOf(asked);
  }

  /**
   * One trial.
   *
   * @param lines how often each was right, of everything first and then by kind of work
   */
  public record Row(
      int number,
      String title,
      String state,
      String verdict,
      String because,
      List<Line> lines,
      List<Act> acts) {
    public Row {
      lines = List.copyOf(lines);
      acts = List.copyOf(acts);
    }
  }

  /** How often both were right about one kind of work. */
  public record Line(String kind, String before, String candidate) {}

  /**
   * What may be done with it.
   *
   * @param act as the form sends it
   */
  public record Act(String act, String label) {}

  /** The same for programs. */
  public record Documents(List<Document> trials) {
    public Documents {
      trials = List.copyOf(trials);
    }
  }

  /**
   * One trial for programs.
   *
   * @param kind canary, ab or describer
   * @param state running, promoted or withdrawn
   * @param verdict too few to tell, better, worse or no difference
   * @param judge by whom it is decided
   * @param ended null while it runs
   * @param before how often the one that asks is right; null without a judged pair
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Document(
      int number,
      String kind,
      String state,
      @JsonProperty("version_before") String versionBefore,
      @JsonProperty("version_tried") String versionTried,
      double share,
      @JsonProperty("begun_at") String begunAt,
      @JsonProperty("ended_at") @Nullable String ended,
      String verdict,
      String because,
      String judge,
      int pairs,
      int judged,
      @Nullable Right before,
      @Nullable Right candidate,
      List<OfKind> categories) {
    public Document {
      categories = List.copyOf(categories);
    }
  }

  /** How often something was right; the bounds are of the 95 % interval, 0 to 1. */
  public record Right(int right, int of, double low, double high) {}

  /** The same of one kind of work. */
  public record OfKind(String category, Right before, Right candidate) {}
}
