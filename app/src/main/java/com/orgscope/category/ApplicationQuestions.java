package com.orgscope.category;

import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.kernel.Caller;
import java.time.LocalDate;

/** Asks, before a night judges anybody, what the company's unknown applications are for. */
public interface ApplicationQuestions {
  /**
   * Asks about each application that may be asked about and was not, once. Every answer is kept
   * before the next thing happens: killed and called again it goes on. Whoever cannot be asked is
   * asked another night.
   */
  Asked ask(Caller system, LocalDate asOf);

  /** What {@link #ask} would ask, without asking. */
  Outlook outlook(Caller system, LocalDate asOf);

  /** How long the question about one application of an industry is. */
  Letters letters(String industry, String label);

  /**
   * The length of a question, in bytes.
   *
   * @param shared what all questions of an industry begin with: the task and the answer's shape
   * @param own the rest
   */
  record Letters(int shared, int own) {}

  /**
   * What it took.
   *
   * @param applications asked about and answered
   * @param known those of them that the model knew
   */
  record Asked(int applications, int known, ModelUsage spent) {
    public static final Asked NOTHING = new Asked(0, 0, ModelUsage.NOTHING);

    /** What it took with what was asked beside it. */
    public Asked with(ModelUsage more) {
      return new Asked(applications, known, spent.and(more));
    }
  }
}
