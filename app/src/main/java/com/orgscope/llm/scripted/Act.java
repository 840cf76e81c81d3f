package com.orgscope.llm.scripted;

import com.orgscope.llm.Tokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to one question, whatever the wire. */
public sealed interface Act {
  /**
   * The model speaks to its end.
   *
   * @param tokens what the provider says it counted; null to count honestly: four bytes a token,
   *     and the system text read from the prompt cache once it was marked and long enough
   */
  record Says(String text, @Nullable Tokens tokens) implements Act {}

  /** The model declines. */
  record Refuses() implements Act {}

  /** The model is cut at the bound on its tokens. */
  record RunsOut(String text) implements Act {}

  /**
   * The provider fails, with the error body of its wire.
   *
   * @param retryAfter the header, in whatever form; null for none
   */
  record Fails(int status, @Nullable String retryAfter) implements Act {}

  /** Any status and body, such as a proxy in between would send. */
  record Sends(int status, String body) implements Act {}

  /** Something happens, but only after a while. */
  record After(Duration time, Act then) implements Act {}

  /** Answers that never come to their end. */
  enum Broken implements Act {
    /** Headers at once, then a byte now and then, and never the end. */
    DRIPS,
    /** Half an answer, then the connection ends. */
    CUTS,
    /** Nothing at all. */
    HANGS
  }

  static Act says(String text) {
    return new Says(text, null);
  }

  static Act says(String text, Tokens tokens) {
    return new Says(text, tokens);
  }

  static Act refuses() {
    return new Refuses();
  }

  static Act runsOut(String text) {
    return new RunsOut(text);
  }

  static Act fails(int status) {
    return new Fails(status, null);
  }

  static Act failsAndAsksToWait(int status, String retryAfter) {
    return new Fails(status, retryAfter);
  }

  static Act sends(int status, String body) {
    return new Sends(status, body);
  }

  static Act garbles() {
    return new Sends(200, "<html>all is well</html>");
  }

  static Act drips() {
    return Broken.DRIPS;
  }

  static Act cuts() {
    return Broken.CUTS;
  }

  static Act hangs() {
    return Broken.HANGS;
  }

  /** This, after a while. */
  default Act after(Duration time) {
    return new After(time, this);
  }
}
