package com.orgscope.web;

import com.orgscope.web.PlainPage.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from a company with nothing to its first published numbers.
 *
 * @param lead where it stands, in a sentence
 */
public record StepsPage(String heading, String lead, List<Step> steps, List<Link> links) {
  public StepsPage {
    steps = List.copyOf(steps);
    links = List.copyOf(links);
  }

  /** How a step stands. */
  public enum State {
    DONE("Done", "✓"),
    NEXT("Next", "→"),
    THEN("Then", "·"),
    FREE("When you like", "○");

    private final String word;
    private final String sign;

    State(String word, String sign) {
      this.word = word;
      this.sign = sign;
    }

    public String word() {
      return word;
    }

    public String sign() {
      return sign;
    }
  }

  /**
   * One of them.
   *
   * @param found what it came to when it was tried, a sentence each
   * @param wrong what it came to and is not right
   * @param command what does it, typed
   * @param form what does it from the page; null where no page may
   */
  public record Step(
      String title,
      State state,
      List<String> found,
      List<String> wrong,
      String command,
      @Nullable Form form,
      List<Link> links) {
    public Step {
      found = List.copyOf(found);
      wrong = List.copyOf(wrong);
      links = List.copyOf(links);
    }
  }

  /**
   * A button.
   *
   * @param says what happens then
   */
  public record Form(String action, String button, String says) {}
}
