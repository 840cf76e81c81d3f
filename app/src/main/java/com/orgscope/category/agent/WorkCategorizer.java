package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Consultations;
import com.orgscope.category.GroupChanges;
import com.orgscope.category.Overrides;
import com.orgscope.directory.Identity;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.llm.Batches;
import com.orgscope.llm.Models;
import com.orgscope.usage.Applications;
import com.orgscope.usage.PersonUsage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The categorizer of a company: the agent where any model can be asked, and the local model alone
 * where none can.
 */
@Component
@Primary
final class WorkCategorizer implements Categorizer {
  /** Whole weeks, so that weekends weigh the same. */
  private static final int FRICTION_DAYS = 28;

  private final Categorizer local;
  private final Models models;
  private final Batches batches;
  private final Consultations consultations;
  private final Overrides overrides;
  private final People people;
  private final Applications applications;
  private final GroupChanges groupChanges;
  private final Forecast forecast;
  private final AgentSettings settings;

  WorkCategorizer(
      @Qualifier("localModel") Categorizer local,
      Models models,
      Batches batches,
      Consultations consultations,
      Overrides overrides,
      People people,
      Applications applications,
      GroupChanges groupChanges,
      Forecast forecast,
      AgentSettings settings) {
    this.local = local;
    this.models = models;
    this.batches = batches;
    this.consultations = consultations;
    this.overrides = overrides;
    this.people = people;
    this.applications = applications;
    this.groupChanges = groupChanges;
    this.forecast = forecast;
    this.settings = settings;
  }

  @Override
  public Judge prepare(Categorizer.Company whole, Collection<PersonUsage> everybody) {
    Judge judge = local.prepare(whole, everybody);
    if (!models.anybody()) {
      return judge;
    }
    TenantId tenant = whole.tenant();
    Caller caller = Caller.system(tenant, "category");
    Benchmarks benchmarks = new Benchmarks(whole.taxonomy());
    TenantText text = new TenantText(names(caller));
    CompanyHabits company =
        new CompanyHabits(
            judge, benchmarks, text, applications::functionName, everybody, settings.k());
    List<String> corrections = corrections(caller, company);
    consultations.corrections(caller, whole.run(), corrections);
    Prompts prompts =
        new Prompts(whole.taxonomy(), benchmarks, applications::functionName, text, corrections);
    Verification verification = new Verification(whole.taxonomy(), benchmarks);
    Interview interview =
        new Interview(
            tenant,
            models,
            prompts,
            verification,
            company.prose(),
            new CohortTools(company, settings.k(), changes(caller, whole)),
            batches,
            settings);
    return new AgentJudge(
        caller, whole.run(), judge, company, interview, forecast, consultations, settings);
  }

  /** What people of the company are called, so that no prompt says it. */
  private List<String> names(Caller caller) {
    List<String> names = new ArrayList<>();
    for (Identity identity : people.identities(caller).values()) {
      Stream.of(identity.displayName(), local(identity.login()))
          .filter(name -> name != null)
          .forEach(names::add);
    }
    return names;
  }

  private static @Nullable String local(@Nullable String login) {
    return login == null ? null : login.split("@", 2)[0];
  }

  /** Signature, from, to: never who, nor why. */
  private List<String> corrections(Caller caller, CompanyHabits company) {
    return overrides.corrections(caller).stream()
        .filter(c -> company.benchmarks().categories().contains(c.to()))
        .filter(c -> company.benchmarks().categories().contains(c.from()))
        .flatMap(c ->
            company
                .cohort(c.person())
                .map(cohort -> Prompts.correction(cohort, c.from(), c.to()))
                .stream())
        .distinct()
        .limit(settings.corrections())
        .sorted()
        .toList();
  }

  /** They read the lake once, and only if a model asks. */
  private Supplier<GroupChanges.Lookup> changes(Caller caller, Categorizer.Company whole) {
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
