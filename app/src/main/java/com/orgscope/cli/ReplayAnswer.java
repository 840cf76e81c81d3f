package com.orgscope.cli;

import com.orgscope.replay.Between;
import com.orgscope.replay.Replayed;
import com.orgscope.replay.Replayed.Row;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a replayed policy comes to, for scripts and for people. */
record ReplayAnswer(Document document) {
  private static final double SECONDS = 3600;

  /**
   * @param ownName what the company calls a category
   */
  static ReplayAnswer of(Replayed replayed, UnaryOperator<String> ownName) {
    return new ReplayAnswer(
        new Document(
            replayed.policy().title(),
            replayed.window().from(),
            replayed.window().lastDay(),
            replayed.window().days(),
            line(replayed.all(), null),
            replayed.categories().stream()
                .map(
                    row -> line(row, row.category() == null ? null : ownName.apply(row.category())))
                .toList()));
  }

  private static Line line(Row row, @Nullable String category) {
    return new Line(
        category,
        row.people(),
        row.challenges(),
        row.seconds(),
        row.fewerChallenges(),
        row.fewerSeconds(),
        row.unmeasured());
  }

  void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s, had it held from %s to %s:%n",
        sentence(document.policy),
        document.from,
        document.to);
    Line all = document.all;
    out.printf(
        Locale.ROOT,
        "  of %,.0f challenges a week %,.0f would not have been (%,.0f to %,.0f),%n"
            + "  of %,.1f measured hours of signing in %,.1f (%,.1f to %,.1f).%n",
        all.challenges,
        all.fewerChallenges.typical(),
        all.fewerChallenges.low(),
        all.fewerChallenges.high(),
        all.seconds / SECONDS,
        all.fewerSeconds.typical() / SECONDS,
        all.fewerSeconds.low() / SECONDS,
        all.fewerSeconds.high() / SECONDS);
    out.printf(
        Locale.ROOT,
        "  Of %,.0f of these challenges the log does not hold how long they took.%n",
        all.unmeasured.typical());
    out.printf(
        "%-30s %7s %22s %26s%n", "kind of work", "people", "challenges a week", "hours a week");
    document.categories.forEach(row ->
        out.printf(
            Locale.ROOT,
            "%-30s %,7d %,8.0f of %,10.0f %,11.1f of %,10.1f%n",
            row.category == null ? "everybody else" : row.category,
            row.people,
            row.fewerChallenges.typical(),
            row.challenges,
            row.fewerSeconds.typical() / SECONDS,
            row.seconds / SECONDS));
  }

  private static String sentence(String policy) {
    return policy.substring(0, 1).toUpperCase(Locale.ROOT) + policy.substring(1);
  }

  /** Figures are of a week. */
  record Document(
      String policy, LocalDate from, LocalDate to, long days, Line all, List<Line> categories) {}

  /** A group's; the category is null where it is everybody, or everybody else. */
  record Line(
      @Nullable String category,
      int people,
      double challenges,
      double seconds,
      Between fewerChallenges,
      Between fewerSeconds,
      Between unmeasured) {}
}
