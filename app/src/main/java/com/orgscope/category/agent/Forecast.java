package com.orgscope.category.agent;

import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.llm.Models;
import com.orgscope.llm.Question;
import com.orgscope.llm.Quote;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Says before a run what asking will cost and how long it takes: each question at the expected
 * price of its provider, and a share of them twice, for those that are asked back or again.
 */
final class Forecast {
  /** Answers are about this long; measured on the scripted model, and on the examples. */
  private static final int ANSWER_TOKENS = 170;

  /** Calls a question, over many. */
  private static final double CALLS = 1.2;

  /** An answer takes about this long. */
  private static final Duration LATENCY = Duration.ofMillis(1800);

  private final Models models;
  private final int inFlight;

  Forecast(Models models, int inFlight) {
    this.models = models;
    this.inFlight = inFlight;
  }

  Outlook of(List<Question> questions, int people) {
    long expected = 0;
    long most = 0;
    for (Question question : questions) {
      Optional<Quote> quote = models.quote(question, ANSWER_TOKENS);
      expected += quote.map(Quote::expectedNano).orElse(0L);
      most += quote.map(Quote::mostNano).orElse(0L);
    }
    double rounds = Math.ceil(questions.size() * CALLS / inFlight);
    return new Outlook(
        questions.size(),
        people,
        Math.round(expected * CALLS),
        most,
        Duration.ofMillis(Math.round(rounds * LATENCY.toMillis())));
  }
}
