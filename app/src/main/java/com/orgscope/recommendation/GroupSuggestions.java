package com.orgscope.recommendation;

import com.orgscope.kernel.PersonKey;
import com.orgscope.recommendation.SuggestionStore.Stored;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which changes suit any group of at least k people, by the friction of one window. It is the
 * question that a night's recommendations ask, with the same answer: whoever asks first pays.
 */
final class GroupSuggestions {
  private final Calculation calculation;
  private final Asking asking;
  private final Map<String, Stored> said = new ConcurrentHashMap<>();

  GroupSuggestions(Calculation calculation, Asking asking) {
    this.calculation = calculation;
    this.asking = asking;
  }

  /** Chooses changes for a kind of work and a setup. */
  interface Asking {
    Suggestions.Word ask(String category, Setup setup, List<Change> choices);
  }

  /**
   * What may be told of a group.
   *
   * @param setup what it starts from, in bands
   * @param changes what would help
   * @param costNano what asking took, in nano-dollars
   */
  public record Chosen(Setup setup, List<Change> changes, long costNano) {
    public Chosen {
      changes = List.copyOf(changes);
    }
  }

  /** As of people who do this kind of work. */
  public Chosen of(String category, Collection<PersonKey> group) {
    long[] cost = new long[1];
    Calculation.Group advised =
        calculation.group(
            category,
            List.copyOf(group),
            // Of many that want the same at once, one asks and the others wait.
            (work, setup, choices) ->
                said.computeIfAbsent(
                    work + " " + setup.hash(),
                    key -> {
                      Suggestions.Word word = asking.ask(work, setup, choices);
                      cost[0] += word.costNano();
                      return word.stored();
                    }));
    return new Chosen(
        advised.setup(),
        advised.suggested().suggestions().stream()
            .flatMap(suggestion -> Changes.find(suggestion.change()).stream())
            .toList(),
        cost[0]);
  }
}
