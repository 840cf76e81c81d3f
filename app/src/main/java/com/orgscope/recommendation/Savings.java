package com.orgscope.recommendation;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.usage.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What each decided person, each team and each kind of work could save, in hours: measured friction
 * × minutes each × the share a change removes. The text is the same for everybody with the same
 * kind of work and setup; figures are filled in for each.
 */
@Component
class Savings {
  /** How many functions of a kind of work are taken as typical. */
  private static final int TYPICAL_FUNCTIONS = 4;

  private final Workforces workforces;
  private final Calculations calculations;
  private final Tenants tenants;
  private final Suggestions suggestions;
  private final LeastGroup least;
  private final RecommendationSettings settings;

  Savings(
      Workforces workforces,
      Calculations calculations,
      Tenants tenants,
      Suggestions suggestions,
      LeastGroup least,
      RecommendationSettings settings) {
    this.workforces = workforces;
    this.calculations = calculations;
    this.tenants = tenants;
    this.suggestions = suggestions;
    this.least = least;
    this.settings = settings;
  }

  /**
   * Everything worth recommending by what was measured in the window. Models are asked about kinds
   * of work and setups they were not asked about before.
   *
   * @param run which works it out
   * @param assumed the company's ranges by the assumptions' ids: minutes and shares
   * @return by category; within each group, and within a person, what saves most first
   */
  public List<Saving> savings(
      Caller caller, String run, TimeWindow window, Map<String, Range> assumed) {
    Calculation calculation = calculations.of(caller, window);
    GroupSuggestions.Asking asking = asking(caller, run, calculation.measured().names());
    Workforce workforce = workforces.of(caller);
    List<Saving> savings =
        new ArrayList<>(
            calculation.savings(
                workforce,
                assumed,
                (category, setup, choices) -> asking.ask(category, setup, choices).stored()));
    Benchmarks benchmarks =
        new Benchmarks(Taxonomy.forIndustry(tenants.get(caller.tenant()).industry()));
    savings.addAll(
        new UseAdvice(
                new UseFacts(calculation.measured(), least.of(caller.tenant()), assumed),
                workforce,
                settings,
                category -> benchmarks.typicalOf(category, TYPICAL_FUNCTIONS))
            .savings());
    return savings;
  }

  /** The same question for groups of any kind; it reads the window's friction when it is made. */
  public GroupSuggestions groups(Caller caller, String run, TimeWindow window) {
    Calculation calculation = calculations.of(caller, window);
    return new GroupSuggestions(calculation, asking(caller, run, calculation.measured().names()));
  }

  /**
   * What a night would ask of models about changes: about the kinds of work that enough people do
   * as of now, and about every kind as long as nobody is categorized.
   *
   * @return zero questions where no model can be asked
   */
  public Categorizer.Outlook outlook(Caller caller) {
    String industry = tenants.get(caller.tenant()).industry();
    Map<String, List<PersonKey>> decided = workforces.byCategory(caller);
    return suggestions.outlook(
        caller,
        industry,
        Taxonomy.forIndustry(industry).categories().stream()
            .filter(category ->
                decided.isEmpty()
                    || decided.getOrDefault(category, List.of()).size()
                        >= least.of(caller.tenant()))
            .toList());
  }

  /** What asking models took in a run. */
  public Suggester.Sums asked(Caller caller, String run) {
    return suggestions.sums(caller, run);
  }

  private GroupSuggestions.Asking asking(Caller caller, String run, Set<String> names) {
    String industry = tenants.get(caller.tenant()).industry();
    return (category, setup, choices) ->
        suggestions.of(
            caller,
            new Suggester.Request(caller.tenant(), run, industry, category, setup, choices, names));
  }
}
