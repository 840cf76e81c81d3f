package com.orgscope.recommendation.agent;

import com.orgscope.category.agent.Prose;
import com.orgscope.prose.WorkProse;
import com.orgscope.prose.WorkProse.About;
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
 * or a reason that is too long. What a reason says is no fault: where it may not be shown, the
 * table's own reason stands in its place.
 */
final class SuggestVerification {
  private static final int LONGEST_REASON = 400;
  private static final Pattern NUMBERED = Pattern.compile("C([0-9]{1,2})");
  private static final Pattern CITATION = Pattern.compile("(C[0-9]{1,2})\\.([a-z]+)");

  private final List<Change> choices;
  private final WorkProse prose;
  private final String category;

  SuggestVerification(List<Change> choices, WorkProse prose, String category) {
    this.choices = choices;
    this.prose = prose;
    this.category = category;
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
        // Faults are read by people too: they repeat nothing but numbers.
        boolean numbered = NUMBERED.matcher(chosen.change()).matches();
        faults.add((numbered ? chosen.change() : "something") + " is none of the changes");
        continue;
      }
      if (!taken.add(change.get().friction())) {
        faults.add(chosen.change() + " works on what another chosen change works on");
      }
      if (chosen.reason().length() > LONGEST_REASON) {
        faults.add("a reason is one or two sentences");
      }
    }
    return List.copyOf(faults);
  }

  /** An answer without a fault, with the changes' own ids in place of numbers. */
  List<Suggestion> named(List<Suggestion> answer) {
    return answer.stream().map(this::named).toList();
  }

  private Suggestion named(Suggestion chosen) {
    Change change = offered(chosen.change()).orElseThrow();
    boolean shown =
        SavingText.savesItsHours(chosen.reason())
            && Prose.fits(chosen.reason(), category)
            && prose
                .objection(
                    chosen.reason().strip(),
                    About.SIGN_IN,
                    inside -> cites(inside, chosen.change(), change))
                .isEmpty();
    return new Suggestion(
        change.id(),
        shown
            ? chosen.reason().replace("{" + chosen.change() + ".", "{").strip()
            : change.because());
  }

  private Optional<Change> offered(String number) {
    Matcher matcher = NUMBERED.matcher(number);
    int index = matcher.matches() ? Integer.parseInt(matcher.group(1)) - 1 : -1;
    return index >= 0 && index < choices.size() && number.equals(number(index))
        ? Optional.of(choices.get(index))
        : Optional.empty();
  }

  private static boolean cites(String inside, String number, Change change) {
    Matcher citation = CITATION.matcher(inside);
    return citation.matches()
        && citation.group(1).equals(number)
        && change.friction().placeholders().contains(citation.group(2));
  }
}
