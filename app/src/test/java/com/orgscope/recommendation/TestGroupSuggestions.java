package com.orgscope.recommendation;

import com.orgscope.category.GroupChanges;
import com.orgscope.category.TestCompany;
import com.orgscope.directory.ItPolicies;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.state.Database;
import com.orgscope.usage.AppPair;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/**
 * What suits the groups of a made-up company whose people go to and fro between two applications.
 */
public final class TestGroupSuggestions {
  private static final int K = 10;
  private static final long SWITCHES = 400;

  private TestGroupSuggestions() {}

  /** For a run of {@link TestCompany#ACME}; everybody goes between Jira and GitHub. */
  public static GroupChanges.Lookup of(
      TestCompany company, String run, Collection<PersonUsage> everybody, Suggester suggester) {
    Map<PersonKey, PersonUsage> usage = new HashMap<>();
    everybody.forEach(person -> usage.put(person.person(), person));
    AppPair pair =
        new AppPair(application("GitHub", "source-control"), application("Jira", "issue-tracking"));
    Map<PersonKey, Map<AppPair, Long>> switches = new HashMap<>();
    usage.keySet().forEach(person -> switches.put(person, Map.of(pair, SWITCHES)));
    Measured measured =
        new Measured(usage, switches, Set.of(), everybody.iterator().next().window());
    Calculation calculation =
        new Calculation(
            measured,
            Setup.unmeasured(ItPolicies.unknown()),
            K,
            new RecommendationSettings(0.5, 0.1, 3, 0.2));
    SuggestionStore store =
        new SuggestionStore(company.bean(Database.class), company.bean(InstantSource.class));
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("suggester", suggester);
    Suggestions suggestions = new Suggestions(store, beans.getBeanProvider(Suggester.class));
    return SuggestedChanges.lookup(
        new GroupSuggestions(
            calculation,
            (category, setup, choices) ->
                suggestions.of(
                    TestCompany.SYSTEM,
                    new Suggester.Request(
                        TestCompany.ACME, run, "technology", category, setup, choices, Set.of()))));
  }

  /** What asking for them took in a run. */
  public static Suggester.Sums asked(TestCompany company, String run) {
    return new SuggestionStore(company.bean(Database.class), company.bean(InstantSource.class))
        .sums(TestCompany.SYSTEM, run);
  }

  private static Application application(String name, String function) {
    return new Application(new AppId(name), Map.of(function, 1.0), Basis.CURATED, "");
  }
}
