package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Consultations;
import com.orgscope.category.Overrides.Correction;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.Batches;
import com.orgscope.llm.Models;
import com.orgscope.usage.PersonUsage;
import java.util.Collection;
import java.util.List;
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
  private final Categorizer local;
  private final Models models;
  private final Batches batches;
  private final Consultations consultations;
  private final CompanyFacts facts;
  private final Forecast forecast;
  private final AgreedSettings agreed;

  WorkCategorizer(
      @Qualifier("localModel") Categorizer local,
      Models models,
      Batches batches,
      Consultations consultations,
      CompanyFacts facts,
      Forecast forecast,
      AgreedSettings agreed) {
    this.local = local;
    this.models = models;
    this.batches = batches;
    this.consultations = consultations;
    this.facts = facts;
    this.forecast = forecast;
    this.agreed = agreed;
  }

  @Override
  public Judge prepare(Categorizer.Company whole, Collection<PersonUsage> everybody) {
    Judge judge = local.prepare(whole, everybody);
    if (!models.anybody()) {
      return judge;
    }
    TenantId tenant = whole.tenant();
    AgentSettings settings = agreed.of(tenant);
    Caller caller = Caller.system(tenant, "category");
    Benchmarks benchmarks = new Benchmarks(whole.taxonomy());
    TenantText text = new TenantText(facts.names(caller));
    CompanyHabits company =
        new CompanyHabits(judge, benchmarks, text, facts::functionName, everybody, settings.k());
    List<Correction> corrections = facts.corrections(caller, whole.run(), company);
    List<String> lines = CorrectionLines.of(corrections, company, settings.maxCorrections());
    consultations.corrections(caller, whole.run(), lines);
    InterviewGuide guide =
        new InterviewGuide(
            new Prompts(whole.taxonomy(), benchmarks, facts::functionName, text, lines),
            new Verification(whole.taxonomy(), benchmarks),
            company.prose(),
            new CohortTools(company, settings.k(), facts.changes(caller, whole)));
    return new AgentJudge(
        new RunConsultations(caller, whole.run(), consultations, corrections),
        judge,
        company,
        new Interview(tenant, models, batches, guide, settings),
        forecast,
        settings);
  }
}
