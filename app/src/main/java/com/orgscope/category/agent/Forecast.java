package com.orgscope.category.agent;

import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.kernel.Caller;
import com.orgscope.llm.ModelRequest;
import com.orgscope.llm.Models;
import com.orgscope.llm.Quote;
import com.orgscope.llm.Spending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/**
 * Says before a run what asking will cost and how long it takes: what the company's last questions
 * of the kind cost, and before there are any, what the prompts' lengths say. What is remembered
 * costs nothing.
 */
@Component
public final class Forecast {
  /** Of an answer, as measured on the scripted model and on the examples. */
  private static final int ANSWER_TOKENS = 100;

  /** Calls a question, over many. */
  private static final double CALLS = 1.1;

  /** Fewer questions than this say nothing about the next. */
  private static final int FEWEST = 30;

  /** An answer takes about this long. */
  private static final Duration LATENCY = Duration.ofMillis(1800);

  /** Questions of one talk: the first, the same with its faults, and those of the loop. */
  private static final int FIRST_TWO = 2;

  private final Models models;
  private final Spending spending;
  private final AgentSettings settings;

  public Forecast(Models models, Spending spending, AgentSettings settings) {
    this.models = models;
    this.spending = spending;
    this.settings = settings;
  }

  /**
   * Of questions of one tenant and kind.
   *
   * @param people who would be judged by the answers
   */
  public Outlook of(List<ModelRequest> questions, int people) {
    Optional<Quote> quoted =
        questions.isEmpty() ? Optional.empty() : models.quote(questions, ANSWER_TOKENS);
    if (quoted.isEmpty()) {
      return new Outlook(questions.size(), people, 0, 0, 0, Duration.ZERO);
    }
    Quote quote = quoted.get();
    int open = questions.size() - quote.remembered();
    double expected =
        quote.past().questions() < FEWEST
            ? quote.expectedNano() * CALLS
            : (double) open * quote.past().costNano() / quote.past().questions();
    boolean batched = settings.batchMinQuestions() > 0 && open >= settings.batchMinQuestions();
    int talk = FIRST_TWO + settings.maxFollowUpQuestions() + 1;
    double rounds = Math.ceil(open * CALLS / settings.maxConcurrentQuestions());
    return new Outlook(
        questions.size(),
        people,
        quote.remembered(),
        Math.round(batched ? expected * quote.batchPart() : expected),
        Math.min(quote.mostNano() * talk, room(questions.getFirst())),
        Duration.ofMillis(Math.round(rounds * LATENCY.toMillis())));
  }

  /** What the budgets leave today, which no run can pass. */
  private long room(ModelRequest question) {
    Spending.Month own = spending.month(Caller.system(question.tenant(), "category"));
    Spending.Month all = spending.everybodysMonth();
    return LongStream.of(
            own.budgetNano() - own.committedNano(),
            own.todayLimitNano() - own.todayNano(),
            all.budgetNano() - all.committedNano(),
            all.todayLimitNano() - all.todayNano())
        .map(left -> Math.max(0, left))
        .min()
        .orElse(0);
  }
}
