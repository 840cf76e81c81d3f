package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.orgscope.access.Action;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.review.Feedback;
import com.orgscope.review.ReviewQueue;
import com.orgscope.review.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What people say of categories, for programs: who waits for a word, words, ratings and answers.
 * People are named by their keys alone. Asked for twice, nothing is done twice.
 */
@Controller
@RunsIn(Part.WEB)
final class ReviewController {
  /** As the page has it, but that of those who are as sure the order names nobody. */
  private static final Comparator<ReviewQueue.Waiting> ORDER =
      Comparator.comparing(ReviewQueue.Waiting::why)
          .thenComparingDouble(ReviewQueue.Waiting::confidence)
          .thenComparing(one -> Listed.standIn(one.person()));

  private final PageAccess access;
  private final ReviewQueue queue;
  private final Words words;
  private final Feedback feedback;
  private final Taxonomies taxonomies;

  ReviewController(
      PageAccess access, ReviewQueue queue, Words words, Feedback feedback, Taxonomies taxonomies) {
    this.access = access;
    this.queue = queue;
    this.words = words;
    this.feedback = feedback;
    this.taxonomies = taxonomies;
  }

  /** Who waits for the caller's word. */
  record Queue(List<Waits> waiting) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Waits(
      String person,
      String why,
      @Nullable String category,
      double confidence,
      @JsonProperty("as_of") @Nullable String asOf,
      @JsonProperty("new_applications") @Nullable Integer newApplications,
      @JsonProperty("new_on") @Nullable String newOn) {}

  @GetMapping("/api/review/queue")
  ResponseEntity<Queue> queue(@AuthenticationPrincipal Caller caller) {
    List<ReviewQueue.Waiting> waiting =
        access.admitted(caller, Action.OVERRIDE, () -> queue.of(caller));
    Taxonomy taxonomy = taxonomies.of(caller);
    return ResponseEntity.ok(new Queue(waiting.stream().map(one -> waits(one, taxonomy)).toList()));
  }

  @Operation(
      tags = "Review",
      summary = "Who waits for the word of whoever asks",
      description =
          "Contests first, then of whom the model is unsure, then whose use changed at once; in each the least sure first. People stand by key.")
  @Admits(Action.OVERRIDE)
  @GetMapping("/api/v1/review/queue")
  ResponseEntity<Listed<Waits>> waiting(
      @AuthenticationPrincipal Caller caller, @ModelAttribute("part") Listed.Part part) {
    int most = part.most();
    List<String> after = part.after("queue", 3);
    List<ReviewQueue.Waiting> waiting =
        access.admitted(caller, Action.OVERRIDE, () -> queue.of(caller)).stream()
            .sorted(ORDER)
            .filter(comesAfter(after))
            .toList();
    Taxonomy taxonomy = taxonomies.of(caller);
    return ResponseEntity.ok(
        Listed.of(
            "queue",
            waiting,
            most,
            one ->
                List.of(
                    one.why().word(),
                    String.valueOf(one.confidence()),
                    Listed.standIn(one.person())),
            one -> waits(one, taxonomy)));
  }

  private static Predicate<ReviewQueue.Waiting> comesAfter(@Nullable List<String> place) {
    if (place == null) {
      return one -> true;
    }
    try {
      ReviewQueue.Why why = ReviewQueue.Why.valueOf(place.get(0).toUpperCase(Locale.ROOT));
      double confidence = Double.parseDouble(place.get(1));
      String standIn = place.get(2);
      return one -> {
        int order = one.why().compareTo(why);
        order = order != 0 ? order : Double.compare(one.confidence(), confidence);
        return (order != 0 ? order : Listed.standIn(one.person()).compareTo(standIn)) > 0;
      };
    } catch (IllegalArgumentException e) {
      throw Listed.unreadable();
    }
  }

  private static Waits waits(ReviewQueue.Waiting one, Taxonomy taxonomy) {
    String category = one.category();
    ReviewQueue.Began began = one.began();
    return new Waits(
        one.person().toString(),
        one.why().word(),
        category == null ? null : taxonomy.ownName(category),
        one.confidence(),
        one.asOf() == null ? null : one.asOf().toString(),
        began == null ? null : began.applications(),
        began == null ? null : began.day().toString());
  }

  /** What is asked of the API; what is left out is refused by name. */
  record Word(
      @Schema(
              description = "Whose, by the key that lists have",
              example = "01914b6e-0000-8000-8000-000000000001")
          @Nullable String person,
      @Schema(description = "One of the company's kinds of work", example = "Product")
          @Nullable String category,
      @Schema(description = "Why; to take a word back it is left out", example = "they moved")
          @Nullable String reason) {}

  /**
   * @param set whether a person said it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Holds(String person, @Nullable String category, boolean set) {
    static Holds of(Words.Holds holds) {
      return new Holds(holds.person().toString(), holds.category(), holds.byWord());
    }
  }

  @Operation(
      tags = "Review",
      summary = "Sets the category of a report",
      description = "It holds until it is taken back.")
  @Admits(Action.OVERRIDE)
  @PostMapping(path = "/api/review/override", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Holds> override(@AuthenticationPrincipal Caller caller, @RequestBody Word word) {
    return ResponseEntity.ok(
        Holds.of(
            access.admitted(
                caller,
                Action.OVERRIDE,
                () ->
                    words.set(
                        caller, key(word.person()), text(word.category()), text(word.reason())))));
  }

  /** Takes the word back that gave that category. */
  @Operation(
      tags = "Review",
      summary = "Takes the word back that gave a category",
      description = "What the model said holds again.")
  @Admits(Action.OVERRIDE)
  @PostMapping(path = "/api/review/undo", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Holds> undo(@AuthenticationPrincipal Caller caller, @RequestBody Word word) {
    return ResponseEntity.ok(
        Holds.of(
            access.admitted(
                caller,
                Action.OVERRIDE,
                () -> words.undo(caller, key(word.person()), text(word.category())))));
  }

  /**
   * @param stars 1 to 5
   */
  record Stars(
      @Schema(description = "1, wrong, to 5, right", example = "4") @Nullable Integer stars) {}

  record Rated(String category, int stars, @JsonProperty("rated_at") String at) {}

  /** Of the caller's own category. */
  @Operation(
      tags = "Review",
      summary = "Rates the own category",
      description = "From 1, wrong, to 5, right.")
  @Admits(Action.RATE)
  @PostMapping(path = "/api/review/rating", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Rated> rate(@AuthenticationPrincipal Caller caller, @RequestBody Stars given) {
    Feedback.Rating rating =
        access.admitted(caller, Action.RATE, () -> feedback.rate(caller, number(given.stars())));
    return ResponseEntity.ok(
        new Rated(
            taxonomies.of(caller).ownName(rating.category()),
            rating.stars(),
            rating.at().toString()));
  }

  record Questions(List<Question> questions) {}

  record Question(String person, String category) {}

  /** The same from {@code /me}. */
  @PostMapping("/me/rating")
  String rateMine(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "0") int stars) {
    var unused = access.admitted(caller, Action.RATE, () -> feedback.rate(caller, stars));
    return "redirect:/me#rate";
  }

  /** Does what is said of these reports match reality? */
  @GetMapping("/api/review/survey")
  ResponseEntity<Questions> survey(@AuthenticationPrincipal Caller caller) {
    return ResponseEntity.ok(new Questions(questions(caller)));
  }

  @Operation(
      tags = "Review",
      summary = "About which reports a manager is asked",
      description = "Does what is said of them match reality?")
  @Admits(Action.SURVEY)
  @GetMapping("/api/v1/review/survey")
  ResponseEntity<Listed<Question>> asked(
      @AuthenticationPrincipal Caller caller, @ModelAttribute("part") Listed.Part part) {
    int most = part.most();
    List<String> after = part.after("survey", 1);
    List<Question> left =
        questions(caller).stream()
            .sorted(Comparator.comparing(one -> Listed.standIn(one.person())))
            .filter(one ->
                after == null || Listed.standIn(one.person()).compareTo(after.getFirst()) > 0)
            .toList();
    return ResponseEntity.ok(
        Listed.of("survey", left, most, one -> List.of(Listed.standIn(one.person())), one -> one));
  }

  private List<Question> questions(Caller caller) {
    List<Feedback.Question> questions =
        access.admitted(caller, Action.SURVEY, () -> feedback.questions(caller));
    Taxonomy taxonomy = taxonomies.of(caller);
    return questions.stream()
        .map(one -> new Question(one.person().toString(), taxonomy.ownName(one.category())))
        .toList();
  }

  record SurveyAnswer(
      @Schema(
              description = "About whom, by the key that lists have",
              example = "01914b6e-0000-8000-8000-000000000001")
          @Nullable String person,
      @Schema(description = "Whether it is as in reality", example = "true")
          @Nullable Boolean matches,
      @Schema(description = "1, wrong, to 5, right", example = "4") @Nullable Integer stars) {}

  @Operation(
      tags = "Review",
      summary = "Answers about a report",
      description = "What is left to be asked comes back.")
  @Admits(Action.SURVEY)
  @PostMapping(path = "/api/review/survey", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Questions> answer(
      @AuthenticationPrincipal Caller caller, @RequestBody SurveyAnswer answer) {
    Boolean matches = answer.matches();
    if (matches == null) {
      throw Failure.operator("an answer says whether it matches: true or false");
    }
    var unused =
        access.admitted(
            caller,
            Action.SURVEY,
            () -> {
              feedback.answer(caller, key(answer.person()), matches, number(answer.stars()));
              return true;
            });
    return survey(caller);
  }

  /** What is told of ratings and answers, of k people or more. */
  record Told(int k, List<Line> ratings, List<Line> answers) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Line(
      String category,
      int people,
      double stars,
      @JsonProperty("matching_percent") @Nullable Integer matching) {}

  @Operation(
      tags = "Review",
      summary = "What is told of ratings and answers",
      description = "Of k people or more, in whole multiples of k.")
  @Admits(Action.OPERATIONS)
  @GetMapping("/api/review/ratings")
  ResponseEntity<Told> ratings(@AuthenticationPrincipal Caller caller) {
    Feedback.Summary summary =
        access.admitted(caller, Action.OPERATIONS, () -> feedback.summary(caller));
    Taxonomy taxonomy = taxonomies.of(caller);
    return ResponseEntity.ok(
        new Told(
            summary.k(), lines(summary.ratings(), taxonomy), lines(summary.answers(), taxonomy)));
  }

  private static List<Line> lines(List<Feedback.Told> told, Taxonomy taxonomy) {
    return told.stream()
        .map(one ->
            new Line(taxonomy.ownName(one.category()), one.people(), one.stars(), one.matching()))
        .toList();
  }

  private static PersonKey key(@Nullable String person) {
    try {
      return new PersonKey(UUID.fromString(text(person)));
    } catch (IllegalArgumentException e) {
      throw Failure.operator("person is a key as the queue has it");
    }
  }

  private static int number(@Nullable Integer given) {
    return given == null ? 0 : given;
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
