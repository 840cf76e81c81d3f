package com.orgscope.recommendation.agent;

import com.orgscope.category.agent.Prose;
import com.orgscope.recommendation.Change;
import com.orgscope.recommendation.Friction;
import com.orgscope.recommendation.SavingText;
import com.orgscope.recommendation.Suggestion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for what is wrong with chosen changes: one that was not offered, two for the same friction,
 * or a reason that says what only the server may write.
 */
final class SuggestVerification {
  private static final int LONGEST_REASON = 400;
  private static final Pattern NUMBERED = Pattern.compile("C([0-9]{1,2})");
  private static final Pattern CITATION = Pattern.compile("(C[0-9]{1,2})\\.([a-z]+)");

  private final List<Change> choices;
  private final Prose prose;

  SuggestVerification(List<Change> choices, Prose prose) {
    this.choices = choices;
    this.prose = prose;
  }

  /** The number under which a change is offered. */
  static String number(int index) {
    return "C" + (index + 1);
  }

  /** Every fault, in words that a model can act on; empty if there is none. */
  List<String> faults(List<Suggestion> answer) {
    List<String> faults = new ArrayList<>();
    if (answer.isEmpty()) {
      faults.add("no change is chosen");
    }
    Set<Friction> taken = EnumSet.noneOf(Friction.class);
    for (Suggestion chosen : answer) {
      Optional<Change> change = offered(chosen.change());
      if (change.isEmpty()) {
        faults.add("'" + chosen.change() + "' is none of the changes");
        continue;
      }
      if (!taken.add(change.get().friction())) {
        faults.add(chosen.change() + " works on what another chosen change works on");
      }
      if (chosen.reason().length() > LONGEST_REASON) {
        faults.add("a reason is one or two sentences");
      }
      if (!SavingText.savesItsHours(chosen.reason())) {
        faults.add(
            "{%s.hours} is what the change may give back, not what anything takes: write 'may give back {%s.hours}'"
                .formatted(chosen.change(), chosen.change()));
      }
      faults.addAll(
          prose.faults(chosen.reason(), inside -> citation(inside, chosen.change(), change.get())));
    }
    return List.copyOf(faults);
  }

  /** An answer without a fault, with the changes' own ids in place of numbers. */
  List<Suggestion> named(List<Suggestion> answer) {
    return answer.stream()
        .map(chosen ->
            new Suggestion(
                offered(chosen.change()).orElseThrow().id(),
                chosen.reason().replace("{" + chosen.change() + ".", "{").strip()))
        .toList();
  }

  private Optional<Change> offered(String number) {
    Matcher matcher = NUMBERED.matcher(number);
    int index = matcher.matches() ? Integer.parseInt(matcher.group(1)) - 1 : -1;
    return index >= 0 && index < choices.size() && number.equals(number(index))
        ? Optional.of(choices.get(index))
        : Optional.empty();
  }

  private static Optional<String> citation(String inside, String number, Change change) {
    Matcher citation = CITATION.matcher(inside);
    if (!citation.matches()) {
      return Optional.of("'{" + inside + "}' is no placeholder: write {" + number + ".hours}");
    }
    if (!citation.group(1).equals(number)) {
      return Optional.of("the reason of " + number + " cites " + citation.group(1));
    }
    return change.friction().placeholders().contains(citation.group(2))
        ? Optional.empty()
        : Optional.of(
            "%s has no '%s': it has %s"
                .formatted(
                    number,
                    citation.group(2),
                    String.join(", ", change.friction().placeholders())));
  }
}
