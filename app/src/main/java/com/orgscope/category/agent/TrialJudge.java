package com.orgscope.category.agent;

import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Opinion;
import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.category.Categorizer.RoleChange;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Consultation;
import com.orgscope.category.Consultation.Outcome;
import com.orgscope.category.Judgment;
import com.orgscope.category.trial.Pair;
import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Trials;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.usage.PersonUsage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A judge beside which another version is tried. Both are asked about the groups of the trial, and
 * what both said is kept; a canary's people are judged by the candidate wherever it answered.
 */
final class TrialJudge implements Judge {
  private final AgentJudge inForce;
  private final AgentJudge candidate;
  private final Trial trial;
  private final GroupKnowledge known;
  private final Trials trials;
  private final Caller system;

  TrialJudge(
      AgentJudge inForce,
      AgentJudge candidate,
      Trial trial,
      GroupKnowledge known,
      Trials trials,
      Caller system) {
    this.inForce = inForce;
    this.candidate = candidate;
    this.trial = trial;
    this.known = known;
    this.trials = trials;
    this.system = system;
  }

  @Override
  public void consult(Collection<Subject> subjects, Progress progress) {
    inForce.consult(subjects, progress);
    List<Subject> tried = tried(subjects);
    candidate.consult(tried, Progress.NONE);
    Map<String, Cohort> groups = new LinkedHashMap<>();
    tried.forEach(
        subject -> inForce.asked(subject).ifPresent(g -> groups.put(g.signature().text(), g)));
    trials.keep(
        system, trial, groups.values().stream().flatMap(group -> pair(group).stream()).toList());
  }

  @Override
  public Outlook outlook(Collection<Subject> subjects) {
    return inForce.outlook(subjects).and(candidate.outlook(tried(subjects)).ofNobody());
  }

  @Override
  public Judgment judge(Subject subject) {
    return onTrial(subject).isPresent() ? candidate.judge(subject) : inForce.judge(subject);
  }

  /** Of whom the candidate was asked and answered; whoever is too new has the local answer. */
  @Override
  public Optional<Integer> onTrial(Subject subject) {
    return trial.serves(subject.usage().person())
            && candidate.asked(subject).flatMap(this::candidateSaid).isPresent()
            && candidate.judge(subject).origin().asked() != null
        ? Optional.of(trial.number())
        : Optional.empty();
  }

  @Override
  public Heard heard() {
    return inForce.heard();
  }

  @Override
  public Opinion opinion(PersonUsage usage, boolean hasReports) {
    return inForce.opinion(usage, hasReports);
  }

  @Override
  public List<RoleChange> drift(PersonUsage earlier, PersonUsage recent, boolean hasReports) {
    return inForce.drift(earlier, recent, hasReports);
  }

  /** Of whose groups both are asked. */
  private List<Subject> tried(Collection<Subject> subjects) {
    return subjects.stream()
        .filter(subject ->
            trial.serves(subject.usage().person())
                || inForce
                    .asked(subject)
                    .filter(g -> trial.compares(g.signature().text()))
                    .isPresent())
        .toList();
  }

  /** Where both answered themselves, and no other model in their place. */
  private Optional<Pair> pair(Cohort group) {
    String signature = group.signature().text();
    return inForce
        .told(signature)
        .flatMap(TrialJudge::own)
        .flatMap(before ->
            candidateSaid(group)
                .map(now ->
                    new Pair(signature, group.people().size(), before, now, known.of(group))));
  }

  private Optional<String> candidateSaid(Cohort group) {
    return candidate.told(group.signature().text()).flatMap(TrialJudge::own);
  }

  private static Optional<String> own(Consultation said) {
    String answer = said.answer();
    return answer == null || said.outcome() != Outcome.ACCEPTED || said.because() != null
        ? Optional.empty()
        : Optional.of(SharedAnswer.parse(answer).primary().category());
  }
}
