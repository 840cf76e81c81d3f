package com.orgscope.review;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.review.FeedbackStore.FirstWord;
import com.orgscope.review.FeedbackStore.Part;
import com.orgscope.review.FeedbackStore.Said;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What people say of the category that they have, and what their managers answer when asked whether
 * it matches reality. Of either nothing is told to anybody else but counts and means of k people or
 * more, that change by k people at once.
 */
@Service
public class Feedback {
  private static final int MOST_STARS = 5;
  private static final double TENTHS = 10;

  private final FeedbackStore store;
  private final Assignments assignments;
  private final Access access;
  private final LeastGroup least;
  private final InstantSource clock;

  Feedback(
      FeedbackStore store,
      Assignments assignments,
      Access access,
      LeastGroup least,
      InstantSource clock) {
    this.store = store;
    this.assignments = assignments;
    this.access = access;
    this.least = least;
    this.clock = clock;
  }

  /**
   * A rating of one's own category.
   *
   * @param stars 1 (wrong) to 5 (right)
   */
  public record Rating(String category, int stars, Instant at) {}

  /**
   * A report about whom the caller is asked.
   *
   * @param category that is said of them
   */
  public record Question(PersonKey person, String category) {}

  /**
   * What is told of ratings or answers.
   *
   * @param people whole multiples of k
   * @param stars their mean, to a tenth
   * @param matching whole percent who say that it matches; null of ratings
   */
  public record Told(String category, int people, double stars, @Nullable Integer matching) {}

  /**
   * Of people and of managers, by category. A category of fewer than k people is missing.
   *
   * @param k people that each line is of at least
   */
  public record Summary(int k, List<Told> ratings, List<Told> answers) {}

  /**
   * Rates the caller's own category; again with the same number changes nothing, with another it is
   * what they read of it. What is told to others is of the first.
   *
   * @throws Failure for the operator, if it is no number from 1 to 5, nothing is said of them, or
   *     the caller is nobody of the directory
   */
  public Rating rate(Caller caller, int stars) {
    Assignment mine = own(caller);
    store.rate(caller, mine, String.valueOf(mine.category()), stars(stars));
    return rating(caller).orElseThrow();
  }

  /** What the caller said of the answer that holds for them now; their own page alone asks. */
  public Optional<Rating> rating(Caller caller) {
    access.admit(caller, Action.RATE);
    PersonKey me = caller.person();
    return (me == null ? Optional.<Assignment>empty() : assignments.current(caller, me))
        .flatMap(mine -> store.rating(caller, mine))
        .map(said -> new Rating(said.category(), said.stars(), said.at()));
  }

  private Assignment own(Caller caller) {
    PersonKey me = caller.person();
    if (me == null) {
      var unused = access.require(caller, Action.RATE, "their own category");
      throw Failure.operator("only people of the directory rate their own category");
    }
    var unused = access.require(caller, Action.RATE, me);
    return assignments
        .current(caller, me)
        .filter(one -> one.category() != null)
        .orElseThrow(
            () -> Failure.operator("nothing was said of your work yet that you could rate"));
  }

  /**
   * About which reports the caller is asked: with a category, and not answered yet. Each is told
   * that they looked.
   */
  public List<Question> questions(Caller caller) {
    access.require(caller, Action.SURVEY, "about which reports they are asked");
    Map<PersonKey, Map<String, Said>> answered = store.answered(caller);
    List<Question> questions = new ArrayList<>();
    for (Assignment one : assignments.current(caller)) {
      String category = one.category();
      if (category != null
          && !one.underReview()
          && !one.person().equals(caller.person())
          && !answered.getOrDefault(one.person(), Map.of()).containsKey(one.run())) {
        questions.add(new Question(one.person(), category));
      }
    }
    questions.sort(Comparator.comparing(Question::person));
    if (!questions.isEmpty()) {
      access.requireTeam(
          caller, questions.stream().map(Question::person).collect(Collectors.toSet()));
    }
    return questions;
  }

  /**
   * What the caller answered of what holds of a report.
   *
   * @param stars 1 to 5
   */
  public record Answer(boolean matches, int stars) {}

  /** Beside what was shown of these, which was recorded. */
  Map<PersonKey, Answer> answers(Caller caller, List<Assignment> shown) {
    Map<PersonKey, Map<String, Said>> answered = store.answered(caller);
    Map<PersonKey, Answer> answers = new HashMap<>();
    for (Assignment one : shown) {
      Said said = answered.getOrDefault(one.person(), Map.of()).get(one.run());
      if (said != null) {
        answers.put(one.person(), new Answer(Boolean.TRUE.equals(said.matches()), said.stars()));
      }
    }
    return answers;
  }

  /**
   * Answers whether what is said of a report matches reality; kept with who was asked. Again the
   * same changes nothing, something else stands in its place; what is told to others is of the
   * first. The report is told that the caller looked.
   *
   * @throws Failure for the operator, if the caller is asked nothing about them, the same whyever:
   *     they are no report of the caller, opted out, are new, too little is known, the policy shows
   *     nothing or they contest it; or if {@code stars} is no number from 1 to 5
   */
  public void answer(Caller caller, PersonKey person, boolean matches, int stars) {
    access.require(caller, Action.SURVEY, person.toString());
    PersonKey asked = caller.person();
    if (asked == null || person.equals(asked)) {
      throw Failure.operator("a manager is asked about their reports, and not about themselves");
    }
    Assignment about =
        assignments
            .current(caller, person)
            .filter(one -> one.category() != null && !one.underReview())
            .orElseThrow(() -> Failure.operator("you are asked nothing about this person"));
    store.answer(
        caller,
        asked,
        about,
        new Said(String.valueOf(about.category()), matches, stars(stars), clock.instant()));
    access.requireTeam(caller, Set.of(person));
  }

  private static int stars(int stars) {
    if (stars < 1 || stars > MOST_STARS) {
      throw Failure.operator("a rating is a number from 1 to " + MOST_STARS);
    }
    return stars;
  }

  /** What is told of all of it, to whoever runs the installation. */
  public Summary summary(Caller caller) {
    access.require(caller, Action.OPERATIONS, "ratings of categories");
    Caller system = Caller.system(caller.tenant(), "review");
    int k = least.of(caller.tenant());
    Set<PersonKey> leftOut = access.leftOut(caller.tenant());
    Parts parts = new Parts(k, leftOut);
    return new Summary(
        k,
        told(store.ratings(system, k, leftOut), parts),
        told(store.answers(system, k, leftOut), parts));
  }

  /**
   * Of each category what its parts say that are told.
   *
   * @param first what each person said first of a category
   */
  static List<Told> told(List<FirstWord> first, Parts parts) {
    Map<String, Map<Part, List<FirstWord>>> byCategory = new TreeMap<>();
    for (FirstWord one : first) {
      Part part = one.part();
      if (part != null) {
        byCategory
            .computeIfAbsent(one.said().category(), category -> new HashMap<>())
            .computeIfAbsent(part, number -> new ArrayList<>())
            .add(one);
      }
    }
    List<Told> told = new ArrayList<>();
    byCategory.forEach((category, all) -> {
      List<Said> counted = new ArrayList<>();
      all.forEach((part, members) -> {
        if (parts.told(part, members)) {
          members.forEach(one -> counted.add(one.said()));
        }
      });
      int people = counted.size();
      if (people > 0) {
        double mean = counted.stream().mapToInt(Said::stars).average().orElseThrow();
        boolean asked = counted.getFirst().matches() != null;
        long matching = counted.stream().filter(one -> Boolean.TRUE.equals(one.matches())).count();
        told.add(
            new Told(
                category,
                people,
                Math.round(mean * TENTHS) / TENTHS,
                asked ? (int) Math.round(100.0 * matching / people) : null));
      }
    });
    return told;
  }
}
