package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Judgment;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.nightly.PreparedNights.Prepared;
import com.orgscope.state.Effect;
import io.micrometer.core.instrument.Metrics;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * People whom a night could not judge: after some tries each is put aside with the reason, and the
 * night goes on without them. What is told of the reason is where it happened in the code, so that
 * it names nobody. Each later night tries them again, and so does whoever asks for it.
 */
@Component
public class UnjudgedPeople {
  static final int TRIES = 3;
  static final String METRIC = "orgscope.nightly.unjudged";

  /** A part of so many people of whom none can be judged failed as a whole. */
  static final int WHOLE = 50;

  /** The part of a night whom it may fail to judge without a person looking. */
  private static final int ONE_IN = 10;

  private static final int LONGEST_REASON = 300;
  private static final String OURS = "com.orgscope.";
  private static final Logger LOG = LoggerFactory.getLogger(UnjudgedPeople.class);

  private final UnjudgedStore store;
  private final Access access;

  UnjudgedPeople(UnjudgedStore store, Access access) {
    this.store = store;
    this.access = access;
  }

  /**
   * Somebody put aside.
   *
   * @param run the last night that could not judge them
   * @param tries in all
   * @param reason where in the code it failed last, and as what
   */
  public record Letter(PersonKey person, String run, int tries, String reason, Instant at) {}

  /**
   * Answers of some people.
   *
   * @param left what is to be kept with them
   */
  record Judged(Map<PersonKey, Judgment> answers, Effect left) {}

  /** Everybody who is put aside, the newest first. Whoever shows who they are says why. */
  public List<Letter> all(Caller caller) {
    access.require(caller, Action.OPERATIONS, "people who could not be judged");
    return store.all(caller);
  }

  /** How many are put aside, by the reason. */
  public Map<String, Long> reasons(Caller caller) {
    return all(caller).stream()
        .collect(Collectors.groupingBy(Letter::reason, TreeMap::new, Collectors.counting()));
  }

  /**
   * @throws Failure for the operator, if nobody is put aside
   */
  void requireSomebody(Caller system) {
    if (store.all(system).isEmpty()) {
      throw Failure.operator("nobody is put aside, so there is nothing to do again");
    }
  }

  /** Everybody who is put aside, for the product alone; the caller may change it. */
  Set<PersonKey> putAside(Caller system) {
    Set<PersonKey> all = new HashSet<>();
    store.all(system).forEach(letter -> all.add(letter.person()));
    return all;
  }

  /** Of people whom no night may judge any more nothing is kept. */
  Effect forgetting(Caller system, Collection<PersonKey> gone) {
    return store.after(system, "", TRIES, gone, Map.of());
  }

  /**
   * Judges each, and puts aside whom it cannot judge.
   *
   * @throws Failure to be tried again, if nobody of many can be judged: that is no matter of one
   *     person; it says as little of whom as a reason does
   */
  Judged judge(Caller system, Prepared night, Collection<PersonKey> people) {
    Map<PersonKey, Judgment> answers = new LinkedHashMap<>();
    Map<PersonKey, String> failed = new LinkedHashMap<>();
    RuntimeException first = null;
    for (PersonKey person : people) {
      try {
        answers.put(person, judged(night, person));
      } catch (RuntimeException e) {
        first = first == null ? e : first;
        failed.put(person, reason(e));
      }
    }
    if (first != null && answers.isEmpty() && failed.size() >= WHOLE) {
      throw Failure.retry(
          "none of %,d people could be judged: %s".formatted(failed.size(), reason(first)), null);
    }
    if (!failed.isEmpty()) {
      LOG.error(
          "{} people of {} could not be judged in {} and are put aside: {}",
          failed.size(),
          system.tenant(),
          night.run(),
          Set.copyOf(failed.values()));
      Metrics.counter(METRIC, "tenant", system.tenant().value()).increment(failed.size());
    }
    return new Judged(answers, store.after(system, night.run(), TRIES, answers.keySet(), failed));
  }

  /**
   * Why a night waits for a person's word: whatever judges is likely to be broken.
   *
   * @param aside people whom it could not judge
   * @param people whom it chose
   * @return null if it does not wait
   */
  static @Nullable String held(int aside, int people) {
    return aside >= WHOLE && aside * ONE_IN > people
        ? "%,d of %,d people could not be judged, more than one in %d"
            .formatted(aside, people, ONE_IN)
        : null;
  }

  private static Judgment judged(Prepared night, PersonKey person) {
    for (int tried = 1; ; tried++) {
      try {
        return night.judge().judge(night.subject(person));
      } catch (RuntimeException e) {
        if (tried >= TRIES) {
          throw e;
        }
      }
    }
  }

  /** No message, since it may say of whom it is. */
  static String reason(RuntimeException e) {
    String where =
        Stream.of(e.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(OURS))
            .findFirst()
            .map(frame ->
                " at "
                    + frame.getClassName().substring(OURS.length())
                    + "."
                    + frame.getMethodName()
                    + ":"
                    + frame.getLineNumber())
            .orElse("");
    String reason = e.getClass().getSimpleName() + where;
    return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
  }
}
