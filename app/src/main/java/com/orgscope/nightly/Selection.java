package com.orgscope.nightly;

import com.orgscope.category.Assignments;
import com.orgscope.category.LabelReviews;
import com.orgscope.category.LastAnswer;
import com.orgscope.category.Overrides;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.usage.ComparedDays;
import com.orgscope.usage.Usage;
import com.orgscope.usage.UseMoved;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides who is categorized tonight, and why. No model is asked. What people used is added up and
 * compared where it is stored, in one question, so that it takes as long as there are rows.
 */
@Component
class Selection {
  static final int RECENT_DAYS = 30;

  /** Of whom a question of the lake needs less memory than the engine has. */
  private static final int AT_ONCE = 150_000;

  private final People people;
  private final Usage usage;
  private final Assignments assignments;
  private final Overrides overrides;
  private final LabelReviews reviews;
  private final NightSettings settings;

  Selection(
      People people,
      Usage usage,
      Assignments assignments,
      Overrides overrides,
      LabelReviews reviews,
      NightSettings settings) {
    this.settings = settings;
    this.reviews = reviews;
    this.people = people;
    this.usage = usage;
    this.assignments = assignments;
    this.overrides = overrides;
  }

  /** The chosen and why, in the order of their keys. */
  Map<PersonKey, Reason> of(Caller caller, LocalDate asOf, Whom whom) {
    return switch (whom) {
      case DUE -> choose(caller, asOf);
      case EVERYBODY, PUT_ASIDE -> everybody(caller, asOf);
    };
  }

  /** Everybody who may be judged, whatever was said of them before. */
  Map<PersonKey, Reason> everybody(Caller caller, LocalDate asOf) {
    return everybody(caller, asOf, AT_ONCE);
  }

  /**
   * @param atOnce how many people are looked for in one question
   */
  Map<PersonKey, Reason> everybody(Caller caller, LocalDate asOf, int atOnce) {
    Map<PersonKey, Person> people = people(caller);
    Map<PersonKey, Reason> chosen = new TreeMap<>();
    candidates(caller, asOf, people, atOnce).forEach(person -> chosen.put(person, Reason.ASKED));
    return chosen;
  }

  /** The chosen, in the order of their keys. */
  Map<PersonKey, Reason> choose(Caller caller, LocalDate asOf) {
    return choose(caller, asOf, AT_ONCE);
  }

  /**
   * @param atOnce how many people are compared in one question
   */
  Map<PersonKey, Reason> choose(Caller caller, LocalDate asOf, int atOnce) {
    return new Night(caller, asOf).choose(atOnce);
  }

  private static ComparedDays compared(LocalDate asOf) {
    return new ComparedDays(asOf, RECENT_DAYS, SelectionRule.DUE_DAYS);
  }

  /** Everybody in the position that holds tonight. */
  private Map<PersonKey, Person> people(Caller caller) {
    people.positionsComeIntoForce(caller);
    Map<PersonKey, Person> employed = new HashMap<>();
    people.all(caller).forEach(person -> employed.put(person.key(), person));
    return employed;
  }

  /**
   * Who works here, and who signs in without being in the directory; but nobody who contests what
   * was said of them, which stays until somebody decided, and nobody who is in no analysis.
   */
  private Set<PersonKey> candidates(
      Caller caller, LocalDate asOf, Map<PersonKey, Person> people, int atOnce) {
    Set<PersonKey> candidates = new TreeSet<>(people.keySet());
    usage.moved(
        caller,
        compared(asOf),
        Map.of(),
        people.size(),
        atOnce,
        use -> candidates.add(use.person()));
    candidates.removeIf(key -> {
      Person person = people.get(key);
      return person != null && !person.worksOn(asOf);
    });
    candidates.removeAll(reviews.open(caller));
    candidates.removeAll(usage.leftOut(caller));
    return candidates;
  }

  /**
   * One night's choice: what is known of people first, and then what their use says of the rest.
   */
  private final class Night {
    private final Caller caller;
    private final LocalDate asOf;
    private final Map<PersonKey, Person> people;
    private final Map<PersonKey, LastAnswer> answers;
    private final Set<PersonKey> flagged;
    private final Set<PersonKey> nobody;
    private final Map<PersonKey, Reason> chosen = new TreeMap<>();

    /** Whose use decides, with the day up to which they were judged. */
    private final Map<PersonKey, LocalDate> open = new HashMap<>();

    Night(Caller caller, LocalDate asOf) {
      this.caller = caller;
      this.asOf = asOf;
      this.people = people(caller);
      this.answers = assignments.lastAnswers(caller);
      this.flagged = overrides.afterLastAnswer(caller);
      this.nobody = new HashSet<>(reviews.open(caller));
      this.nobody.addAll(usage.leftOut(caller));
    }

    Map<PersonKey, Reason> choose(int atOnce) {
      for (Person person : people.values()) {
        if (person.worksOn(asOf) && !nobody.contains(person.key())) {
          known(person.key(), person.hireDate());
        }
      }
      answers.forEach((key, last) -> {
        if (!people.containsKey(key) && plain(key, null).isEmpty()) {
          open.put(key, last.asOf());
        }
      });
      // A copy, since whoever is told of is open no more.
      usage.moved(caller, compared(asOf), Map.copyOf(open), people.size(), atOnce, this::used);
      // Of whom the days hold nothing.
      for (PersonKey key : open.keySet()) {
        if (people.containsKey(key)) {
          sampled(key, 0).ifPresent(reason -> chosen.put(key, reason));
        }
      }
      return chosen;
    }

    private void known(PersonKey key, @Nullable LocalDate hired) {
      LastAnswer last = answers.get(key);
      Optional<Reason> reason = plain(key, hired);
      reason.ifPresent(why -> chosen.put(key, why));
      if (reason.isEmpty() && last != null) {
        open.put(key, last.asOf());
      }
    }

    private Optional<Reason> plain(PersonKey key, @Nullable LocalDate hired) {
      return SelectionRule.plain(answers.get(key), hired, flagged.contains(key), asOf);
    }

    private void used(UseMoved use) {
      PersonKey key = use.person();
      boolean stranger = !people.containsKey(key);
      if (stranger && (!use.seen() || nobody.contains(key))) {
        return;
      }
      boolean decides = open.remove(key) != null;
      if (stranger && !decides) {
        plain(key, null).ifPresent(reason -> chosen.put(key, reason));
      } else if (decides) {
        SelectionRule.changed(use)
            .or(() -> sampled(key, use.accesses()))
            .ifPresent(reason -> chosen.put(key, reason));
      }
    }

    private Optional<Reason> sampled(PersonKey key, long accesses) {
      LastAnswer last = answers.get(key);
      return settings.sampleByActivity() && last != null
          ? SelectionRule.sampled(last, accesses, asOf)
          : Optional.empty();
    }
  }
}
