package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who looked at whoever reads this, the newest first. */
public record LooksPage(List<Row> rows) {
  public LooksPage {
    rows = List.copyOf(rows);
  }

  /** One look. */
  public record Row(String at, String role, String purpose, String reference) {}

  /** The same for programs. */
  public record Document(List<Said> looks) {}

  /**
   * One look.
   *
   * @param reference null where none was given
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Said(String at, String role, String purpose, @Nullable String reference) {}
}
