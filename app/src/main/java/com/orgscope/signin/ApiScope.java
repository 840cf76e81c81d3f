package com.orgscope.signin;

import java.util.Arrays;
import java.util.Optional;

/** What a program may ask for, beside what its role may. */
public enum ApiScope {
  /** The newest published release. */
  READ_RELEASE("orgscope.release.read", "GET", "/api/release"),
  /** The same as a table. */
  READ_RELEASE_TABLE("orgscope.release.table.read", "GET", "/api/release.csv"),
  /** One person's record, for a purpose. */
  OPEN_PERSON("orgscope.person.open", "POST", "/api/person"),
  /** Who looked at whoever asks. */
  READ_LOOKS("orgscope.looks.read", "GET", "/api/looks"),
  /** The audit log; people stand there by key, or by alias. */
  READ_AUDIT("orgscope.audit.read", "GET", "/api/audit"),
  /** What left for models, receivers of the log and collectors. */
  READ_EGRESS("orgscope.egress.read", "GET", "/api/egress"),
  /** What is said of whoever asks, and what they contest. */
  READ_CONTEST("orgscope.contest.read", "GET", "/api/contest"),
  /** What people are promised, and what was asked of models. */
  READ_COUNCIL("orgscope.council.read", "GET", "/api/council"),
  /** Whether the controls hold, and what shows it. */
  READ_ASSURANCE("orgscope.assurance.read", "GET", "/api/assurance"),
  /** To contest what is said of whoever asks. */
  OPEN_CONTEST("orgscope.contest.open", "POST", "/api/contest"),
  /** Direct reports of whoever asks. */
  READ_TEAM("orgscope.team.read", "GET", "/api/team"),
  /** Who waits for the word of whoever asks; people stand there by key. */
  READ_QUEUE("orgscope.review.read", "GET", "/api/review/queue"),
  /** To set the category of a report. */
  OVERRIDE("orgscope.review.override", "POST", "/api/review/override"),
  /** To take one's own word back. */
  UNDO_OVERRIDE("orgscope.review.undo", "POST", "/api/review/undo"),
  /** To say how right one's own category is. */
  RATE("orgscope.review.rate", "POST", "/api/review/rating"),
  /** About which reports a manager is asked. */
  READ_SURVEY("orgscope.review.survey.read", "GET", "/api/review/survey"),
  /** To answer about a report. */
  ANSWER_SURVEY("orgscope.review.survey.answer", "POST", "/api/review/survey"),
  /** What is told of ratings and answers, of k people or more. */
  READ_RATINGS("orgscope.review.ratings.read", "GET", "/api/review/ratings"),
  /** To have the night of the day that is over done. */
  START_NIGHT("orgscope.night.start", "POST", "/api/nights"),
  /** How far a night is. */
  READ_NIGHT("orgscope.night.read", "GET", "/api/nights"),
  /** What is paid for by the seat, and what of it is used. */
  READ_LICENCES("orgscope.licence.read", "GET", "/api/licences"),
  /** What is tried of prompts and models. */
  READ_TRIALS("orgscope.trial.read", "GET", "/api/trials"),
  /** To promote or withdraw one; under the address comes its number. */
  END_TRIAL("orgscope.trial.end", "POST", "/api/trials/"),
  /** To have somebody erased, or whoever asks. */
  ASK_ERASURE("orgscope.erasure.ask", "POST", "/api/erasures"),
  /** To have what the newest night found published. */
  PUBLISH_RELEASE("orgscope.release.publish", "POST", "/api/releases"),
  /** To send a file of people, which changes nothing yet. */
  SEND_PEOPLE("orgscope.people.send", "POST", "/api/people"),
  /** What a file of people would do; under the address comes which. */
  READ_PEOPLE_FILE("orgscope.people.preview", "GET", "/api/people/"),
  /** To have done what a file of people would do. */
  APPLY_PEOPLE("orgscope.people.import", "POST", "/api/people/"),
  /** How something ended that was asked for; under the address comes which. */
  READ_REQUEST("orgscope.request.read", "GET", "/api/requests/");

  private static final String VERSION = "/api/v1/";

  private final String word;
  private final String method;
  private final String path;

  ApiScope(String word, String method, String path) {
    this.word = word;
    this.method = method;
    this.path = path;
  }

  /** As tokens have it. */
  public String word() {
    return word;
  }

  /**
   * The scope that a request needs, under {@code /api/v1/} and under {@code /api/} the same; empty
   * if no program may ask for it.
   */
  public static Optional<ApiScope> of(String method, String address) {
    String plain =
        address.startsWith(VERSION) ? "/api/" + address.substring(VERSION.length()) : address;
    return Arrays.stream(values())
        .filter(scope -> scope.method.equals(method) && scope.isOf(plain))
        .findFirst();
  }

  private boolean isOf(String address) {
    return path.endsWith("/")
        ? address.startsWith(path)
            && address.length() > path.length()
            && address.indexOf('/', path.length()) < 0
        : address.equals(path);
  }

  /** The one that a word stands for, if there is one. */
  public static Optional<ApiScope> named(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }
}
