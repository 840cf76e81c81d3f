package com.orgscope.nightly;

import com.orgscope.category.Assignment;
import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.PersonKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a night back when it says too much that is new at once: a mistake of the model or of the
 * data is likelier than a company that changed overnight. A night is of some people, so it is
 * measured by those whom it judged, and by why they were chosen: whoever was chosen since their use
 * changed may well do something else now. What a person said by hand never holds a night.
 *
 * @param before how many of the judged were decided by what holds now
 * @param changed those of them whom this night decides to be in another category
 * @param byHand as {@code changed}, of those whom somebody's word was about
 * @param held why to hold it back; null if nothing speaks against it
 */
record DriftGuard(int before, int changed, int byHand, @Nullable String held) {
  /** Bounds are whole percents and people are counted, so that a bound is where it says. */
  static final int CHANGED_PERCENT = 20;

  /** Of those who were chosen since what they use changed. */
  static final int EXPECTED_PERCENT = 60;

  static final int LOST_PERCENT = 30;
  static final int SWALLOWED_PERCENT = 60;
  static final int GROWTH_PERCENT = 20;

  /**
   * An honest model is contradicted in less than 20 of 100 answers about applications, one that
   * answers at random or always the same in more than 70: see the agent's trial.
   */
  static final int CONTRADICTED_PERCENT = 50;

  /** Fewer decisions than this say nothing about a company. */
  static final int FEWEST = 50;

  /** Fewer answers than this say nothing about a model. */
  static final int FEWEST_ANSWERS = 10;

  /**
   * @param before what holds now
   * @param answers of this night
   * @param chosen why each of its people was chosen
   * @param heard what models said of applications by then
   */
  static DriftGuard of(
      Collection<Assignment> before,
      Map<PersonKey, Judgment> answers,
      Map<PersonKey, Reason> chosen,
      Heard heard) {
    Map<PersonKey, String> earlier =
        before.stream()
            .filter(a -> a.judgment().status() == Status.DECIDED)
            .collect(
                Collectors.toMap(Assignment::person, a -> String.valueOf(a.judgment().category())));
    Tally steady = new Tally();
    Tally moving = new Tally();
    Tally byHand = new Tally();
    answers.forEach((person, judgment) -> {
      Tally tally =
          switch (chosen.getOrDefault(person, Reason.ASKED)) {
            case OVERRIDE -> byHand;
            case CHANGED -> moving;
            default -> steady;
          };
      tally.add(earlier.get(person), judgment);
    });
    Optional<String> held =
        contradicted(heard)
            .or(() -> steady.tooManyChanged(CHANGED_PERCENT, ""))
            .or(() ->
                moving.tooManyChanged(EXPECTED_PERCENT, " who were chosen since their use changed"))
            .or(steady::tooManyLost)
            .or(() ->
                swallowed(
                    sum(steady.was, moving.was),
                    sum(steady.is, moving.is),
                    "of the people judged "))
            .or(() -> {
              Map<PersonKey, String> later = later(earlier, answers, chosen);
              return swallowed(counts(earlier), counts(later), "");
            });
    return new DriftGuard(
        steady.before + moving.before + byHand.before,
        steady.changed + moving.changed + byHand.changed,
        byHand.changed,
        held.orElse(null));
  }

  private static Optional<String> contradicted(Heard heard) {
    return heard.answers() >= FEWEST_ANSWERS
            && 100L * heard.contradicted() > (long) CONTRADICTED_PERCENT * heard.answers()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "of %,d answers about applications, who uses them beside what contradicts %,d; more than"
                    + " %d %% is held back",
                heard.answers(),
                heard.contradicted(),
                CONTRADICTED_PERCENT))
        : Optional.empty();
  }

  /** The company's people after the night, but for what somebody said by hand. */
  private static Map<PersonKey, String> later(
      Map<PersonKey, String> earlier,
      Map<PersonKey, Judgment> answers,
      Map<PersonKey, Reason> chosen) {
    Map<PersonKey, String> later = new HashMap<>(earlier);
    answers.forEach((person, judgment) -> {
      if (chosen.get(person) == Reason.OVERRIDE) {
        return;
      }
      if (judgment.status() == Status.DECIDED) {
        later.put(person, String.valueOf(judgment.category()));
      } else {
        later.remove(person);
      }
    });
    return later;
  }

  private static Map<String, Integer> counts(Map<PersonKey, String> categories) {
    Map<String, Integer> counts = new TreeMap<>();
    categories.values().forEach(c -> counts.merge(c, 1, Integer::sum));
    return counts;
  }

  private static Map<String, Integer> sum(Map<String, Integer> one, Map<String, Integer> other) {
    Map<String, Integer> sum = new TreeMap<>(one);
    other.forEach((category, people) -> sum.merge(category, people, Integer::sum));
    return sum;
  }

  /**
   * @param before people by category, as {@code after} are
   * @param whose of whom, as the sentence begins
   */
  private static Optional<String> swallowed(
      Map<String, Integer> before, Map<String, Integer> after, String whose) {
    long were = people(before);
    long are = people(after);
    if (were < FEWEST) {
      return Optional.empty();
    }
    return after.entrySet().stream()
        .filter(e -> 100L * e.getValue() > SWALLOWED_PERCENT * are)
        .filter(e ->
            // The two shares' difference in percent, times both numbers of people.
            100 * (e.getValue() * were - before.getOrDefault(e.getKey(), 0) * are)
                > GROWTH_PERCENT * are * were)
        .map(e ->
            String.format(
                Locale.ROOT,
                "%s%s would grow from %,d of %,d people to %,d of %,d in one night; more than %d %%,"
                    + " and more than %d points above the night before, is held back",
                whose,
                e.getKey(),
                before.getOrDefault(e.getKey(), 0),
                were,
                e.getValue(),
                are,
                SWALLOWED_PERCENT,
                GROWTH_PERCENT))
        .findFirst();
  }

  private static long people(Map<String, Integer> byCategory) {
    return byCategory.values().stream().mapToLong(n -> n).sum();
  }

  /** What became of people whom a night judged for one kind of reason. */
  private static final class Tally {
    private int before;
    private int changed;
    private int lost;
    private final Map<String, Integer> was = new TreeMap<>();
    private final Map<String, Integer> is = new TreeMap<>();

    void add(@Nullable String earlier, Judgment judgment) {
      if (earlier == null) {
        return;
      }
      before++;
      was.merge(earlier, 1, Integer::sum);
      if (judgment.status() != Status.DECIDED) {
        lost++;
        return;
      }
      String category = String.valueOf(judgment.category());
      is.merge(category, 1, Integer::sum);
      changed += category.equals(earlier) ? 0 : 1;
    }

    /** In people, not in percents: what is rounded can contradict its bound. */
    Optional<String> tooManyChanged(int percent, String who) {
      return before >= FEWEST && 100L * changed > (long) percent * before
          ? Optional.of(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d people%s would change category in one night; more than %d %% is held back",
                  changed,
                  before,
                  who,
                  percent))
          : Optional.empty();
    }

    Optional<String> tooManyLost() {
      return before >= FEWEST && 100L * lost > (long) LOST_PERCENT * before
          ? Optional.of(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d people who had a category would have none; more than %d %% is held back",
                  lost,
                  before,
                  LOST_PERCENT))
          : Optional.empty();
    }
  }
}
