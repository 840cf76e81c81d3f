package com.orgscope.category.agent;

import com.orgscope.category.Categorizer;
import com.orgscope.category.GroupChanges;
import com.orgscope.category.Labels;
import com.orgscope.category.Overrides;
import com.orgscope.category.Overrides.Correction;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.Identity;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.Applications;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the agent may know of a company beside what is used there. */
@Component
final class CompanyFacts {
  /** Whole weeks, so that weekends weigh the same. */
  private static final int FRICTION_DAYS = 28;

  private final People people;
  private final Applications applications;
  private final Overrides overrides;
  private final GroupChanges groupChanges;

  CompanyFacts(
      People people, Applications applications, Overrides overrides, GroupChanges groupChanges) {
    this.people = people;
    this.applications = applications;
    this.overrides = overrides;
    this.groupChanges = groupChanges;
  }

  String functionName(String id) {
    return applications.functionName(id);
  }

  /** What people of the company are called, so that no prompt says it. */
  List<String> names(Caller caller) {
    List<String> names = new ArrayList<>();
    for (Identity identity : people.identities(caller).values()) {
      Stream.of(identity.displayName(), local(identity.login()))
          .filter(name -> name != null)
          .forEach(names::add);
    }
    return names;
  }

  /** The kind of work that people's job titles name, for measuring and never for judging. */
  Map<PersonKey, String> titles(Caller caller, Taxonomy taxonomy) {
    Labels labels = new Labels(taxonomy);
    Map<PersonKey, String> titles = new HashMap<>();
    for (Person person : people.all(caller)) {
      Optional.ofNullable(person.title())
          .flatMap(labels::category)
          .ifPresent(category -> titles.put(person.key(), category));
    }
    return titles;
  }

  private static @Nullable String local(@Nullable String login) {
    return login == null ? null : login.split("@", 2)[0];
  }

  /** What people set right before a run began, from and to kinds of work that the company has. */
  List<Correction> corrections(Caller caller, String run, CompanyHabits company) {
    return overrides.corrections(caller, run).stream()
        .filter(c -> company.benchmarks().categories().contains(c.to()))
        .filter(c -> company.benchmarks().categories().contains(c.from()))
        .toList();
  }

  /** They read the lake once, and only if a model asks. */
  Supplier<GroupChanges.Lookup> changes(Caller caller, Categorizer.Company whole) {
    return new Supplier<>() {
      private GroupChanges.@Nullable Lookup read;

      @Override
      public synchronized GroupChanges.Lookup get() {
        GroupChanges.Lookup ready = read;
        if (ready == null) {
          TimeWindow window = TimeWindow.ending(whole.asOf(), FRICTION_DAYS);
          ready = groupChanges.prepare(caller, whole.run(), window);
          read = ready;
        }
        return ready;
      }
    };
  }
}
