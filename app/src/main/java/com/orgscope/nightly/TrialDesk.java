package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.audit.Audit;
import com.orgscope.category.Assignments;
import com.orgscope.category.Rollbacks.Moved;
import com.orgscope.category.agent.AgentSettings;
import com.orgscope.category.agent.TrialProbe;
import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Trial.Invariance;
import com.orgscope.category.trial.Trial.Kind;
import com.orgscope.category.trial.Trial.State;
import com.orgscope.category.trial.TrialSettings;
import com.orgscope.category.trial.TrialVerdict;
import com.orgscope.category.trial.Trials;
import com.orgscope.category.trial.Verdicts;
import com.orgscope.category.trial.Version;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.state.Effect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Begins trials of prompts and models, says what is known of them, and ends them. */
@Component
public class TrialDesk {
  private static final int LONGEST_REASON = 500;
  private static final Logger LOG = LoggerFactory.getLogger(TrialDesk.class);

  private final Access access;
  private final Audit audit;
  private final Trials trials;
  private final TrialProbe probe;
  private final After after;
  private final Rules rules;

  TrialDesk(Access access, Audit audit, Trials trials, TrialProbe probe, After after, Rules rules) {
    this.access = access;
    this.audit = audit;
    this.trials = trials;
    this.probe = probe;
    this.after = after;
    this.rules = rules;
  }

  /** What has to be worked out again where people see other answers. */
  @Component
  record After(Assignments assignments, Recommendations recommendations) {
    void seen(Caller system, Moved moved) {
      if (!moved.withdrawn().isEmpty() || !moved.restored().isEmpty()) {
        again(system);
      }
    }

    void again(Caller system) {
      assignments
          .newest(system)
          .ifPresent(newest -> recommendations.goBack(system, newest.run(), newest.asOf()));
    }
  }

  /** When a trial is decided, and of how many pairs a line may tell. */
  @Component
  record Rules(TrialSettings settings, AgentSettings agent, LeastGroup least, InstantSource clock) {
    TrialVerdict verdict(Trial trial, Trials trials, Caller caller) {
      return Verdicts.of(
          trial, trials.pairs(caller, trial), settings, least.of(caller.tenant(), agent.k()));
    }

    boolean over(Trial trial) {
      return Duration.between(trial.begunAt(), clock.instant()).toDays() >= settings.mostDays();
    }
  }

  /** A trial and what is known of it. */
  public record Standing(Trial trial, TrialVerdict verdict) {}

  /** Every trial, the newest first. */
  public List<Standing> status(Caller caller) {
    access.require(caller, Action.OPERATIONS, "trials of prompts and models");
    return trials.told(caller).stream()
        .map(trial -> new Standing(trial, rules.verdict(trial, trials, caller)))
        .toList();
  }

  /**
   * Begins a trial, after the candidate was asked the same in several ways.
   *
   * @param candidate whose null model is the one in the settings
   * @param reason in the person's words, 1 to 500 characters
   * @param overrule whether it begins although the candidate says something else too often
   * @throws Failure for the operator, if the candidate is none or what asks already, one runs
   *     already, no model can be asked, or the candidate says something else too often
   */
  public Standing start(
      Caller caller, Kind kind, Version candidate, String reason, boolean overrule) {
    String what = "start a trial";
    String why = allowed(caller, what, reason);
    Caller system = Caller.system(caller.tenant(), "nightly");
    if (trials.running(system, kind == Kind.DESCRIBER).isPresent()) {
      throw Failure.operator("a trial runs already: promote or withdraw it before the next one");
    }
    TrialSettings settings = rules.settings();
    TrialProbe.Probed probed =
        kind == Kind.DESCRIBER
            ? probe.ofApplications(system, candidate, settings.leastPairs())
            : probe.of(system, candidate, settings.probedGroups());
    Invariance invariance = probed.invariance();
    if (invariance != null && !overrule && isTooOften(invariance)) {
      throw Failure.operator(
          String.format(
              Locale.ROOT,
              "%s says something else about the same in %s; under %.1f %% is asked for, unless you overrule that",
              candidate,
              TrialProbe.words(invariance),
              100 * settings.flippedShare()));
    }
    audit.record(caller, what, kind.word() + " of " + candidate, why);
    Trial trial =
        trials.begin(system, kind, probed.tried(), rules.settings().share(kind), why, invariance);
    return new Standing(trial, rules.verdict(trial, trials, system));
  }

  private boolean isTooOften(Invariance seen) {
    return seen.flipped() > 0 && seen.flipped() >= rules.settings().flippedShare() * seen.asked();
  }

  /**
   * The candidate asks from the next night on; what it said to people holds.
   *
   * @param number of the trial
   * @param reason as in {@link #start}
   */
  public Moved promote(Caller caller, int number, String reason) {
    return ended(caller, number, State.PROMOTED, reason);
  }

  /**
   * Nobody is asked by the candidate any more, be it on trial or promoted, and people whom a canary
   * served see again what they saw before.
   *
   * @param number of the trial
   * @param reason as in {@link #start}
   */
  public Moved withdraw(Caller caller, int number, String reason) {
    return ended(caller, number, State.WITHDRAWN, reason);
  }

  /**
   * Whether somebody may end it so now, before a worker is asked to.
   *
   * @return the reason without blanks around it
   * @throws Failure for the operator, as {@link #promote} and {@link #withdraw}
   */
  String requireEnds(Caller caller, int number, State to, String reason) {
    String why = allowed(caller, wordsFor(to), reason);
    if (known(trials.told(caller), number).state() == to) {
      throw Failure.operator("trial " + number + " is " + to.word() + " already");
    }
    return why;
  }

  private static String wordsFor(State to) {
    return to == State.PROMOTED ? "promote a trial" : "withdraw a trial";
  }

  private static Trial known(List<Trial> all, int number) {
    return all.stream()
        .filter(one -> one.number() == number)
        .findFirst()
        .orElseThrow(() -> Failure.operator("there is no trial " + number));
  }

  private Moved ended(Caller caller, int number, State to, String reason) {
    String why = allowed(caller, wordsFor(to), reason);
    Caller system = Caller.system(caller.tenant(), "nightly");
    Trial trial = known(trials.all(system), number);
    if (trial.state() == to && goesOn(system, List.of(number))) {
      return new Moved(List.of(), List.of());
    }
    if (trial.state() == to) {
      throw Failure.operator("trial " + number + " is " + to.word() + " already");
    }
    return moved(caller, system, trial, to, why);
  }

  private Moved moved(Caller by, Caller system, Trial trial, State to, String why) {
    String what = wordsFor(to);
    String about = "trial " + trial.number() + ", " + trial.candidate();
    Function<Moved, Effect> also = m -> recorded(by, what, about, why);
    Moved moved;
    if (by.equals(system)) {
      moved = trials.byRule(system, trial, to, why, also);
    } else {
      moved =
          to == State.PROMOTED
              ? trials.promote(system, trial, why, also)
              : trials.withdraw(system, trial, why, also);
    }
    after.seen(system, moved);
    trials.settled(system, trial.number());
    return moved;
  }

  /** Does what a process that died left undone after it ended one of these trials. */
  private boolean goesOn(Caller system, List<Integer> numbers) {
    List<Integer> owed = trials.owed(system).stream().filter(numbers::contains).toList();
    if (!owed.isEmpty()) {
      after.again(system);
      owed.forEach(number -> trials.settled(system, number));
    }
    return !owed.isEmpty();
  }

  /** Nothing is done that is not written down. */
  private Effect recorded(Caller by, String what, String about, String why) {
    audit.record(by, what, about, why);
    return Effect.NONE;
  }

  /**
   * Looks at the trials that run and ends those that the rules decide; after each night. The night
   * has ended, so whatever goes wrong here is told in the log and left to the next one.
   */
  void byRule(Caller system) {
    try {
      var unused = goesOn(system, trials.owed(system));
    } catch (RuntimeException e) {
      LOG.error("What follows from a trial of {} is left to the next night", system.tenant(), e);
    }
    for (boolean ofApplications : new boolean[] {false, true}) {
      trials.running(system, ofApplications).ifPresent(trial -> byRule(system, trial));
    }
  }

  void byRule(Caller system, Trial trial) {
    try {
      decide(system, trial);
    } catch (RuntimeException e) {
      LOG.warn("Trial {} of {} is not ended by rule", trial.number(), system.tenant(), e);
    }
  }

  private void decide(Caller system, Trial trial) {
    TrialVerdict verdict = rules.verdict(trial, trials, system);
    Optional<State> decided = verdict.decides(rules.over(trial));
    if (decided.isEmpty()) {
      trials.looked(system, trial, verdict.looks());
    } else if (rules.settings().byRule()) {
      String why = "by rule, " + verdict.outcome().word() + ": " + verdict.because();
      moved(system, system, trial, decided.get(), why);
    }
  }

  /** The reason, if the caller may and gives one. */
  private String allowed(Caller caller, String what, String reason) {
    access.require(caller, Action.RUN_WORK, what);
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw Failure.operator("it takes a reason of 1 to " + LONGEST_REASON + " characters");
    }
    return why;
  }
}
