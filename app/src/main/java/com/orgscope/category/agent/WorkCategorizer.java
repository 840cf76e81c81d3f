package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Consultations;
import com.orgscope.category.Overrides;
import com.orgscope.directory.Directory;
import com.orgscope.directory.Identity;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.llm.Batches;
import com.orgscope.llm.Models;
import com.orgscope.usage.Applications;
import com.orgscope.usage.Mentions;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
  private static final int MONTHS = 3;
  private static final int MONTH_DAYS = 30;

  private final Categorizer local;
  private final Models models;
  private final Batches batches;
  private final Consultations consultations;
  private final Overrides overrides;
  private final Directory directory;
  private final Applications applications;
  private final Usage usage;
  private final AgentSettings settings;

  WorkCategorizer(
      @Qualifier("localModel") Categorizer local,
      Models models,
      Batches batches,
      Consultations consultations,
      Overrides overrides,
      Directory directory,
      Applications applications,
      Usage usage,
      AgentSettings settings) {
    this.local = local;
    this.models = models;
    this.batches = batches;
    this.consultations = consultations;
    this.overrides = overrides;
    this.directory = directory;
    this.applications = applications;
    this.usage = usage;
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
    Verification verification =
        new Verification(whole.taxonomy(), benchmarks, new Mentions(company.applicationNames()));
    Interview interview =
        new Interview(
            tenant,
            models,
            prompts,
            verification,
            new CohortTools(company, settings.k(), months(caller, whole)),
            batches,
            settings);
    return new AgentJudge(caller, whole.run(), judge, company, interview, consultations, settings);
  }

  /** What people of the company are called, so that no prompt says it. */
  private List<String> names(Caller caller) {
    List<String> names = new ArrayList<>();
    for (Identity identity : directory.identities(caller).values()) {
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

  private Supplier<List<Map<PersonKey, PersonUsage>>> months(
      Caller caller, Categorizer.Company whole) {
    return new Supplier<>() {
      private List<Map<PersonKey, PersonUsage>> read = List.of();

      @Override
      public synchronized List<Map<PersonKey, PersonUsage>> get() {
        if (read.isEmpty()) {
          List<Map<PersonKey, PersonUsage>> windows = new ArrayList<>();
          for (int back = MONTHS - 1; back >= 0; back--) {
            windows.add(
                usage.everybody(
                    caller,
                    TimeWindow.ending(
                        whole.asOf().minusDays((long) back * MONTH_DAYS), MONTH_DAYS)));
          }
          read = List.copyOf(windows);
        }
        return read;
      }
    };
  }
}
