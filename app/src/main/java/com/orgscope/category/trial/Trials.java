package com.orgscope.category.trial;

import com.orgscope.category.Rollbacks;
import com.orgscope.category.Rollbacks.Moved;
import com.orgscope.category.trial.Trial.Kind;
import com.orgscope.category.trial.Trial.State;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.state.Effect;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Trials of a company: which version holds, which is tried, and what both said. Who may is the
 * caller's room to ask.
 */
@Component
public class Trials {
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TrialStore store;
  private final Rollbacks rollbacks;
  private final InstantSource clock;

  Trials(TrialStore store, Rollbacks rollbacks, InstantSource clock) {
    this.store = store;
    this.rollbacks = rollbacks;
    this.clock = clock;
  }

  /** Every trial, the newest first. */
  public List<Trial> all(Caller caller) {
    return store.all(caller);
  }

  /** The same for whoever reads: without the keys by which people and groups are drawn. */
  public List<Trial> told(Caller caller) {
    return store.told(caller);
  }

  /** The trial of applications, or of people, that runs. */
  public Optional<Trial> running(Caller caller, boolean ofApplications) {
    return running(store.all(caller), ofApplications);
  }

  private static Optional<Trial> running(List<Trial> all, boolean ofApplications) {
    return of(all, ofApplications).stream().filter(t -> t.state() == State.RUNNING).findFirst();
  }

  private static List<Trial> of(List<Trial> all, boolean ofApplications) {
    return all.stream().filter(t -> (t.kind() == Kind.DESCRIBER) == ofApplications).toList();
  }

  /**
   * Who asks about people in a run. A night keeps what held when it was opened, unless that was
   * withdrawn since.
   *
   * @param usual what asks where nothing was ever promoted
   */
  public Plan plan(Caller caller, String run, Version usual) {
    List<Trial> all = of(store.all(caller), false);
    Optional<TrialStore.Opened> opened = store.opened(caller, run);
    Instant then = opened.map(TrialStore.Opened::at).orElse(Instant.MAX);
    Optional<Trial> trial =
        running(all, false)
            .filter(one ->
                opened.isEmpty()
                    || one.kind() != Kind.CANARY
                    || opened.get().trials().contains(one.run(run)));
    return new Plan(inForce(all, then, usual), trial);
  }

  /** Who asks now, about applications or about people. */
  public Version inForce(Caller caller, boolean ofApplications, Version usual) {
    return inForce(of(store.all(caller), ofApplications), Instant.MAX, usual);
  }

  private static Version inForce(List<Trial> all, Instant then, Version usual) {
    return all.stream()
        .filter(t -> t.state() == State.PROMOTED)
        .filter(t -> t.endedAt() != null && !t.endedAt().isAfter(then))
        .max(
            Comparator.comparing((Trial t) -> Objects.requireNonNullElse(t.endedAt(), Instant.MIN)))
        .map(Trial::candidate)
        .orElse(usual);
  }

  /**
   * Begins one.
   *
   * @param invariance null where it was not measured
   * @throws Failure for the operator, if one of its kind runs already
   */
  public Trial begin(
      Caller system,
      Kind kind,
      Tried tried,
      double share,
      String reason,
      Trial.@Nullable Invariance invariance) {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    Trial trial =
        new Trial(
            1,
            kind,
            tried.before(),
            tried.candidate(),
            share,
            HexFormat.of().formatHex(key),
            tried.judge(),
            State.RUNNING,
            reason,
            clock.instant(),
            null,
            null,
            0,
            invariance);
    return store
        .begin(system, trial)
        .orElseThrow(() ->
            Failure.operator("a trial runs already: promote or withdraw it before the next one"));
  }

  /**
   * What is compared.
   *
   * @param judge by whom
   */
  public record Tried(Version before, Version candidate, Known judge) {}

  /**
   * Its candidate asks from the next night on; what it said to people holds, also where that was
   * withdrawn with it.
   *
   * @param also what else is written in the same transaction
   */
  public Moved promote(Caller system, Trial trial, String because, Function<Moved, Effect> also) {
    return moved(system, trial, new Ending(State.PROMOTED, because, false), also);
  }

  /**
   * Nobody is asked by its candidate any more, and people see again what they saw before.
   *
   * @throws Failure for the operator, if somebody moved it since it was read, as in {@link
   *     #promote}
   */
  public Moved withdraw(Caller system, Trial trial, String because, Function<Moved, Effect> also) {
    return moved(system, trial, new Ending(State.WITHDRAWN, because, false), also);
  }

  /** Either, as the rules say and no person; undoing a person's last act passes over it. */
  public Moved byRule(
      Caller system, Trial trial, State to, String because, Function<Moved, Effect> also) {
    return moved(system, trial, new Ending(to, because, true), also);
  }

  private record Ending(State to, String because, boolean byRule) {}

  private Moved moved(Caller system, Trial trial, Ending ending, Function<Moved, Effect> also) {
    return rollbacks.ofTrial(
        system,
        new Rollbacks.OfTrial(trial.number(), ending.to() == State.WITHDRAWN, ending.byRule()),
        store.moving(system, trial, ending.to(), ending.because()),
        also);
  }

  /** Numbers of trials that ended and after which something is to be worked out still. */
  public List<Integer> owed(Caller system) {
    return store.owed(system);
  }

  /** That all that follows from its end is done. */
  public void settled(Caller system, int number) {
    store.settled(system, number);
  }

  /** Keeps what both said; of what is kept already the first stays. */
  public void keep(Caller system, Trial trial, List<Pair> pairs) {
    store.keep(system, trial.number(), pairs);
  }

  public List<Pair> pairs(Caller caller, Trial trial) {
    return store.pairs(caller, trial.number());
  }

  /** That its pairs were tested so often. */
  public void looked(Caller system, Trial trial, int looks) {
    store.looked(system, trial.number(), looks);
  }
}
