package com.orgscope.bench;

import com.orgscope.category.ApplicationQuestions.Letters;
import com.orgscope.llm.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One line a company and model asked: what the answers were worth, and what they cost. */
final class TrialTable {
  private static final String HEAD = "  %-14s %-13s %6s %6s %6s %6s %6s %6s %6s %9s %9s %6s";
  private static final String ROW =
      "  %-14s %-13s %6.3f %6.3f %6.3f %6.3f %6.3f %6.3f %6.3f %9d %9.5f %6.3f";

  private final List<String> lines = new ArrayList<>();

  /**
   * What asking takes.
   *
   * @param questions one an application, whoever answers
   * @param uses people of whose applications an answer speaks, each application for itself
   * @param usd at list prices, with nothing in the provider's cache
   */
  record Cost(int questions, long uses, double usd) {
    static final Cost NOTHING = new Cost(0, 0, 0);

    private static final int BYTES_A_TOKEN = 4;
    private static final int ANSWER_TOKENS = 100;

    static double usd(Letters letters) {
      long read = Math.ceilDiv(letters.shared() + letters.own(), BYTES_A_TOKEN);
      return AgentBench.LIST_PRICE.usd(new Tokens(read, 0, 0, ANSWER_TOKENS));
    }

    Cost plus(Cost other) {
      return new Cost(questions + other.questions, uses + other.uses, usd + other.usd);
    }

    /** Uses that were told by an answer that was there already, of all. */
    double kept() {
      return uses == 0 ? 0 : 1 - (double) questions / uses;
    }
  }

  TrialTable() {
    lines.add(
        String.format(
            Locale.ROOT,
            HEAD,
            "industry",
            "asked",
            "right",
            "worst",
            "wrong",
            "accur.",
            "cover.",
            "calib.",
            "both",
            "questions",
            "USD",
            "kept"));
  }

  void add(String industry, Answerer answerer, TrialScore score, double worst, Cost cost) {
    Cost paid = answerer == Answerer.NOBODY ? Cost.NOTHING : cost;
    lines.add(
        String.format(
            Locale.ROOT,
            ROW,
            industry,
            answerer.label(),
            score.ofAll(),
            worst,
            score.wrongOfAll(),
            score.accuracy(),
            score.coverage(),
            score.calibrationError(),
            score.hybridsFound(),
            paid.questions(),
            paid.usd(),
            paid.kept()));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
