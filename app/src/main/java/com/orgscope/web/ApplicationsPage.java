package com.orgscope.web;

import java.util.List;

/**
 * The applications that nobody knows, and what models may be asked about them.
 *
 * @param lead how many there are and whom a word about them would help
 * @param asking what models may be asked about now, in a sentence
 * @param policies what else may be chosen
 */
public record ApplicationsPage(
    String lead, List<Row> rows, String hidden, String asking, List<Choice> policies) {
  public ApplicationsPage {
    rows = List.copyOf(rows);
    policies = List.copyOf(policies);
  }

  /**
   * One application.
   *
   * @param people who use it, exact
   * @param stands whether a model may be asked, and why not
   * @param href of the page that asks what to do about it
   */
  public record Row(String label, String people, String stands, String href) {}

  /** Something to choose: what a form sends, what it is called, and what happens then. */
  public record Choice(String value, String label, String consequence, boolean chosen) {}

  /**
   * The question what to do about one of them.
   *
   * @param words what the company says of it already; empty if nothing
   */
  public record Decision(Row row, String words, List<Choice> choices) {
    public Decision {
      choices = List.copyOf(choices);
    }
  }
}
