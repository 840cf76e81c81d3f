package com.orgscope.web;

import java.util.List;

/**
 * Asks whether somebody means it, and says what happens if so.
 *
 * @param title the question
 * @param about a person's name, a category, or the whole company
 * @param consequences what is written down and what is not done
 * @param label of the one button
 * @param state that the button sends
 */
public record DecisionPage(
    String id,
    String title,
    String about,
    String what,
    String saves,
    List<String> consequences,
    String label,
    String state) {
  public DecisionPage {
    consequences = List.copyOf(consequences);
  }
}
