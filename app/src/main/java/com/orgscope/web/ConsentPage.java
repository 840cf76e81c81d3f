package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What whoever reads it is promised, and whether they are counted.
 *
 * @param standing how it stands, in a sentence
 * @param promises what else holds for them
 * @param notice what they are told
 * @param noticeNote its version and since when they know it
 * @param verb what the button says
 * @param choice what it asks for: {@code out} or {@code in}
 */
public record ConsentPage(
    boolean counted,
    String standing,
    List<String> promises,
    String notice,
    String noticeNote,
    String verb,
    String choice) {
  public ConsentPage {
    promises = List.copyOf(promises);
  }

  /**
   * The same for programs.
   *
   * @param consent opt-out or opt-in
   * @param managers what their manager sees: named, categories or nothing
   * @param saidAt null if they said nothing
   * @param shownAt when they were shown this version of the notice first; null if they were not
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Document(
      boolean counted,
      String consent,
      String managers,
      @JsonProperty("said_at") @Nullable String saidAt,
      Notice notice) {}

  /** What they are told. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Notice(
      String version, String text, @JsonProperty("shown_at") @Nullable String shownAt) {}
}
