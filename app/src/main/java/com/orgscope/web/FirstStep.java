package com.orgscope.web;

import com.orgscope.web.PlainPage.Link;
import com.orgscope.web.StepsPage.Form;
import com.orgscope.web.StepsPage.State;
import com.orgscope.web.StepsPage.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one step, before it is known which of all is the next.
 *
 * @param free whether the way goes on without it
 */
record FirstStep(
    String title,
    boolean done,
    boolean free,
    List<String> found,
    List<String> wrong,
    String command,
    @Nullable Form form,
    List<Link> links) {

  static FirstStep of(String title, boolean done, List<String> found, String command) {
    return new FirstStep(title, done, false, found, List.of(), command, null, List.of());
  }

  FirstStep whenYouLike() {
    return new FirstStep(title, done, true, found, wrong, command, form, links);
  }

  FirstStep butWrong(List<String> what) {
    return new FirstStep(title, done, free, found, what, command, form, links);
  }

  FirstStep by(Form button) {
    return new FirstStep(title, done, free, found, wrong, command, button, links);
  }

  FirstStep or(Link... other) {
    return new FirstStep(title, done, free, found, wrong, command, form, List.of(other));
  }

  Step as(State state) {
    return new Step(title, state, found, wrong, command, form, links);
  }
}
