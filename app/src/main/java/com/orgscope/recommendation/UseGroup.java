package com.orgscope.recommendation;

import com.orgscope.kernel.PersonKey;
import com.orgscope.recommendation.Measured.Focus;
import com.orgscope.recommendation.Recommendation.Of;
import com.orgscope.recommendation.Saving.Whose;
import java.util.List;

/**
 * At least k people who do one kind of work: all of them, or those who report to one manager.
 *
 * @param people of whom the window holds something
 * @param own what they use
 * @param others of a team those who do the same work elsewhere, of a kind of work all others
 * @param focus the pairs that other changes work on
 */
record UseGroup(Whose whose, List<PersonKey> people, UseTally own, UseTally others, Focus focus) {
  UseGroup {
    people = List.copyOf(people);
  }

  boolean isTeam() {
    return whose.of() == Of.TEAM;
  }

  String category() {
    return whose.category();
  }
}
