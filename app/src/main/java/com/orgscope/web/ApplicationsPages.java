package com.orgscope.web;

import com.orgscope.directory.Vocabulary;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.usage.ApplicationAnswers;
import com.orgscope.usage.Applications;
import com.orgscope.usage.AskingChoice;
import com.orgscope.usage.AskingPolicy;
import com.orgscope.usage.UnknownApplication;
import com.orgscope.usage.UnknownApplication.State;
import com.orgscope.web.ApplicationsPage.Choice;
import com.orgscope.web.ApplicationsPage.Row;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Puts the applications that nobody knows into words for IT/Security, and takes its word. */
@Component
@ConditionalOnWebApplication
final class ApplicationsPages {
  private static final int MOST_SHOWN = 200;

  private static final String DESCRIBE = "describe";
  private static final String RELEASE = "release";
  private static final String REFUSE = "refuse";

  private final ApplicationAnswers answers;
  private final Applications applications;
  private final Vocabulary vocabulary;
  private final AskingChoice asking;
  private final LeastGroup least;
  private final InstantSource clock;

  ApplicationsPages(
      ApplicationAnswers answers,
      Applications applications,
      Vocabulary vocabulary,
      AskingChoice asking,
      LeastGroup least,
      InstantSource clock) {
    this.asking = asking;
    this.answers = answers;
    this.applications = applications;
    this.vocabulary = vocabulary;
    this.least = least;
    this.clock = clock;
  }

  ApplicationsPage page(Caller caller) {
    List<UnknownApplication> unknown = unknown(caller);
    AskingPolicy now = answers.policy(caller);
    return new ApplicationsPage(
        lead(unknown),
        unknown.stream()
            .sorted(Comparator.comparing(each -> each.state() != State.WAITS_FOR_IT))
            .limit(MOST_SHOWN)
            .map(ApplicationsPages::row)
            .toList(),
        unknown.size() <= MOST_SHOWN
            ? ""
            : "%s more are used by fewer people; orgscope applications waiting lists them all."
                .formatted(Formats.people(unknown.size() - MOST_SHOWN)),
        asking(now),
        Arrays.stream(AskingPolicy.values())
            .map(policy ->
                new Choice(policy.wireName(), label(policy), consequence(policy), policy == now))
            .toList());
  }

  /**
   * The question before a decision.
   *
   * @throws Failure for the operator, if no such application is in use without being known
   */
  ApplicationsPage.Decision decision(Caller caller, String label) {
    UnknownApplication about =
        unknown(caller).stream()
            .filter(each -> each.label().equals(label))
            .findFirst()
            .orElseThrow(() ->
                Failure.operator(
                    "no application of this name is in use without being known: go back to the list"));
    return new ApplicationsPage.Decision(
        row(about),
        vocabulary.applications(caller).getOrDefault(label, ""),
        List.of(
            new Choice(
                DESCRIBE,
                "Say what it is for",
                "Your words hold from the next night on, above every list and model.",
                true),
            new Choice(
                RELEASE,
                "Let a model be asked",
                "Its name and your industry are sent to the model that is set up, once and without"
                    + " any person or figure. A name that was sent cannot be taken back.",
                false),
            new Choice(
                REFUSE,
                "Keep its name in the house",
                "No model is ever asked. People are judged by what else they use.",
                false)));
  }

  /**
   * @param words what it is for, where that is what is said
   * @throws Failure for the operator, if there is no such choice, or no word where one is needed
   */
  void decide(Caller caller, String label, String choice, String words) {
    decision(caller, label);
    switch (choice) {
      case DESCRIBE -> {
        vocabulary.describeApplication(caller, label, words);
        applications.forget(caller.tenant());
      }
      case RELEASE -> answers.decide(caller, label, ApplicationAnswers.Decision.RELEASED);
      case REFUSE -> answers.decide(caller, label, ApplicationAnswers.Decision.REFUSED);
      default -> throw Failure.operator("nothing can be done by '" + choice + "'");
    }
  }

  /**
   * @throws Failure for the operator, if there is no such policy
   */
  void policy(Caller caller, String wireName) {
    asking.choose(
        caller,
        Arrays.stream(AskingPolicy.values())
            .filter(policy -> policy.wireName().equals(wireName))
            .findFirst()
            .orElseThrow(() -> Failure.operator("models cannot be asked by '" + wireName + "'")),
        null);
  }

  private List<UnknownApplication> unknown(Caller caller) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return answers.unknown(caller, today, least.of(caller.tenant()));
  }

  private static String lead(List<UnknownApplication> unknown) {
    if (unknown.isEmpty()) {
      return "What every application of the last %d days is for is known."
          .formatted(ApplicationAnswers.WINDOW_DAYS);
    }
    String known =
        unknown.size() == 1
            ? "One application of the last %d days is known to no list"
                .formatted(ApplicationAnswers.WINDOW_DAYS)
            : "%s applications of the last %d days are known to no list"
                .formatted(Formats.people(unknown.size()), ApplicationAnswers.WINDOW_DAYS);
    return known + waiting(unknown) + ". A word about one helps everybody who uses it.";
  }

  private static String waiting(List<UnknownApplication> unknown) {
    long waiting = unknown.stream().filter(each -> each.state() == State.WAITS_FOR_IT).count();
    if (waiting == 0) {
      return "; none waits for your word";
    }
    return waiting == 1
        ? "; one waits for your word and stands first"
        : "; " + Formats.people(waiting) + " wait for your word and stand first";
  }

  private static Row row(UnknownApplication each) {
    return new Row(
        each.label(),
        Formats.people(each.people()),
        each.state() == State.MAY_BE_ASKED
            ? "A model may be asked: " + each.because()
            : sentence(each.because()),
        "/applications/decide?label=" + URLEncoder.encode(each.label(), StandardCharsets.UTF_8));
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String asking(AskingPolicy now) {
    return "Now: " + label(now) + ".";
  }

  private static String label(AskingPolicy policy) {
    return switch (policy) {
      case APPROVED -> "Only what you released";
      case PLAIN -> "Names that read like a product's, and what you released";
      case NEVER -> "Nothing";
    };
  }

  private static String consequence(AskingPolicy policy) {
    return switch (policy) {
      case APPROVED -> "Every other name waits here.";
      case PLAIN -> "A name that enough people use and that speaks of no person, deal or dispute.";
      case NEVER -> "Names stay in the house, released or not.";
    };
  }
}
