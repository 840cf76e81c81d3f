package com.orgscope.nightly;

import com.orgscope.category.Assignment;
import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.PersonKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    String held = contradicted(heard);
    held = held != null ? held : steady.tooManyChanged(CHANGED_PERCENT, "");
    held =
        held != null
            ? held
            : moving.tooManyChanged(EXPECTED_PERCENT, " who were chosen since their use changed");
    held = held != null ? held : steady.tooManyLost();
    held = held != null ? held : swallowed(steady.and(moving), earlier, answers, chosen);
    return new DriftGuard(
        steady.before + moving.before + byHand.before,
        steady.changed + moving.changed + byHand.changed,
        byHand.changed,
        held);
  }

  private static @Nullable String contradicted(Heard heard) {
    return heard.answers() >= FEWEST_ANSWERS
            && 100L * heard.contradicted() > (long) CONTRADICTED_PERCENT * heard.answers()
        ? String.format(
            Locale.ROOT,
            "of %,d answers about applications, who uses them beside what contradicts %,d; more than"
                + " %d %% is held back",
            heard.answers(),
            heard.contradicted(),
            CONTRADICTED_PERCENT)
        : null;
  }

  /** Of those who were judged before, and of the company with whoever is new in it. */
  private static @Nullable String swallowed(
      Tally judged,
      Map<PersonKey, String> earlier,
      Map<PersonKey, Judgment> answers,
      Map<PersonKey, Reason> chosen) {
    String held = Shares.swallowed(judged.was, judged.is, "of the people judged ");
    if (held != null) {
      return held;
    }
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
    return Shares.swallowed(counts(earlier.values()), counts(later.values()), "");
  }

  private static Map<String, Integer> counts(Collection<String> categories) {
    Map<String, Integer> counts = new TreeMap<>();
    categories.forEach(c -> counts.merge(c, 1, Integer::sum));
    return counts;
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

    Tally and(Tally other) {
      Tally both = new Tally();
      for (Tally one : List.of(this, other)) {
        both.before += one.before;
        one.was.forEach((category, people) -> both.was.merge(category, people, Integer::sum));
        one.is.forEach((category, people) -> both.is.merge(category, people, Integer::sum));
      }
      return both;
    }

    /** In people, not in percents: what is rounded can contradict its bound. */
    @Nullable String tooManyChanged(int percent, String who) {
      return before >= FEWEST && 100L * changed > (long) percent * before
          ? String.format(
              Locale.ROOT,
              "%,d of %,d people%s would change category in one night; more than %d %% is held back",
              changed,
              before,
              who,
              percent)
          : null;
    }

    @Nullable String tooManyLost() {
      return before >= FEWEST && 100L * lost > (long) LOST_PERCENT * before
          ? String.format(
              Locale.ROOT,
              "%,d of %,d people who had a category would have none; more than %d %% is held back",
              lost,
              before,
              LOST_PERCENT)
          : null;
    }
  }

  /** How many people are in each category. */
  private static final class Shares {
    private Shares() {}

    static @Nullable String swallowed(
        Map<String, Integer> before, Map<String, Integer> after, String whose) {
      long were = sum(before);
      long are = sum(after);
      if (were < FEWEST) {
        return null;
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
          .findFirst()
          .orElse(null);
    }

    private static long sum(Map<String, Integer> counts) {
      return counts.values().stream().mapToLong(n -> n).sum();
    }
  }
}
