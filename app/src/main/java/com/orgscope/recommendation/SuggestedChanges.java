package com.orgscope.recommendation;

import com.orgscope.category.GroupChanges;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells a group's changes by the question that a night's recommendations ask. */
@Component
final class SuggestedChanges implements GroupChanges {
  private final Savings savings;

  SuggestedChanges(Savings savings) {
    this.savings = savings;
  }

  @Override
  public Lookup prepare(Caller caller, String run, TimeWindow window) {
    return lookup(savings.groups(caller, run, window));
  }

  static Lookup lookup(GroupSuggestions suggestions) {
    return (category, group, functionName) -> {
      GroupSuggestions.Chosen chosen = suggestions.of(category, group);
      List<String> lines = new ArrayList<>(chosen.setup().arising(functionName));
      for (Change change : chosen.changes()) {
        lines.add("would help with " + change.friction().title() + ": " + change.summary());
      }
      return new Told(lines, chosen.costNano());
    };
  }
}
