package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Consultations;
import com.orgscope.category.Overrides.Correction;
import com.orgscope.category.trial.Plan;
import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Trials;
import com.orgscope.category.trial.Version;
import com.orgscope.kernel.Caller;
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
  private final WordsPreview.Asking asking;
  private final Consultations consultations;
  private final CompanyFacts facts;
  private final Forecast forecast;
  private final Trials trials;

  WorkCategorizer(
      @Qualifier("localModel") Categorizer local,
      WordsPreview.Asking asking,
      Consultations consultations,
      CompanyFacts facts,
      Forecast forecast,
      Trials trials) {
    this.local = local;
    this.asking = asking;
    this.consultations = consultations;
    this.facts = facts;
    this.forecast = forecast;
    this.trials = trials;
  }

  @Override
  public Judge prepare(Categorizer.Company whole, Collection<PersonUsage> everybody) {
    Judge judge = local.prepare(whole, everybody);
    if (!asking.models().anybody()) {
      return judge;
    }
    AgentSettings settings = asking.settings().of(whole.tenant());
    Caller caller = Caller.system(whole.tenant(), "category");
    Benchmarks benchmarks = new Benchmarks(whole.taxonomy());
    TenantText text = new TenantText(facts.names(caller));
    CompanyHabits company =
        new CompanyHabits(judge, benchmarks, text, facts::functionName, everybody, settings.k());
    List<Correction> corrections = facts.corrections(caller, whole.run(), company);
    List<String> lines = CorrectionLines.of(corrections, company, settings.maxCorrections());
    consultations.corrections(caller, whole.run(), lines);
    Night night = new Night(caller, whole, judge, company, corrections, lines);
    Plan plan = trials.plan(caller, whole.run(), Prompts.USUAL);
    AgentJudge inForce = night.judge(plan.inForce(), whole.run());
    return plan.trial().isEmpty() ? inForce : night.beside(inForce, plan.trial().get());
  }

  /** What the judges of one night share. */
  private final class Night {
    private final Caller caller;
    private final Categorizer.Company whole;
    private final AgentSettings settings;
    private final Judge local;
    private final CompanyHabits company;
    private final List<Correction> corrections;
    private final List<String> lines;

    Night(
        Caller caller,
        Categorizer.Company whole,
        Judge local,
        CompanyHabits company,
        List<Correction> corrections,
        List<String> lines) {
      this.caller = caller;
      this.whole = whole;
      this.settings = asking.settings().of(whole.tenant());
      this.local = local;
      this.company = company;
      this.corrections = corrections;
      this.lines = lines;
    }

    AgentJudge judge(Version version, String run) {
      Benchmarks benchmarks = company.benchmarks();
      InterviewGuide guide =
          new InterviewGuide(
              new Prompts(
                  version,
                  whole.taxonomy(),
                  benchmarks,
                  facts::functionName,
                  company.text(),
                  lines),
              new Verification(whole.taxonomy(), benchmarks),
              company.prose(),
              new CohortTools(company, settings.k(), facts.changes(caller, whole)));
      return new AgentJudge(
          new RunConsultations(caller, run, consultations, corrections),
          local,
          company,
          new Interview(whole.tenant(), asking.models(), asking.batches(), guide, settings),
          forecast,
          settings);
    }

    Judge beside(AgentJudge inForce, Trial trial) {
      GroupKnowledge known =
          new GroupKnowledge(facts.titles(caller, whole.taxonomy()), corrections, settings.k());
      AgentJudge candidate = judge(trial.candidate(), trial.run(whole.run()));
      return new TrialJudge(inForce, candidate, trial, known, trials, caller);
    }
  }
}
