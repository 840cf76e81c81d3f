package com.orgscope.demo;

import com.orgscope.kernel.Failure;
import com.orgscope.table.Table;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswer.Said;
import com.orgscope.usage.ApplicationAnswer.Sureness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a careful model said once of labels, and what each label is in a simulated company. The
 * truth comes from its own table and never from the answers, some of which are wrong.
 */
public final class RecordedModel {
  private static final String ANY = "any";
  private static final LocalDate RECORDED = LocalDate.of(2026, 1, 1);

  private final Map<Asked, ApplicationAnswer> answers = new HashMap<>();
  private final UnknownLabels truth;
  private final int wrong;

  private record Asked(String label, String industry) {}

  private RecordedModel(Table said, Table is, double share) {
    for (List<String> row : said.rows()) {
      answers.put(new Asked(row.get(0), row.get(1)), answer(row));
    }
    List<UnknownLabels.Label> labels = new ArrayList<>();
    int differ = 0;
    for (List<String> row : is.rows()) {
      labels.add(new UnknownLabels.Label(row.get(0), row.get(1), row.get(2)));
      ApplicationAnswer answer = answers.get(new Asked(row.get(0), row.get(1)));
      if (answer != null
          && !answer.functions().isEmpty()
          && !answer.functions().contains(row.get(2))) {
        differ++;
      }
    }
    truth = new UnknownLabels(labels, share);
    wrong = differ;
  }

  /**
   * Reads {@code applications.tsv} and {@code truth.tsv} of a folder.
   *
   * @param folder null for what comes with the product
   * @param share of the applications of lines of work that are to bear such labels
   */
  public static RecordedModel read(@Nullable Path folder, double share) {
    return folder == null
        ? new RecordedModel(
            Table.read(RecordedModel.class, "recorded-answers.tsv"),
            Table.read(RecordedModel.class, "recorded-truth.tsv"),
            share)
        : new RecordedModel(table(folder, "applications.tsv"), table(folder, "truth.tsv"), share);
  }

  private static Table table(Path folder, String name) {
    Path file = folder.resolve(name);
    try {
      return Table.of(file.toString(), Files.readString(file));
    } catch (IOException | IllegalStateException e) {
      throw Failure.operator(file + " cannot be read as a table of recorded answers", e);
    }
  }

  private static ApplicationAnswer answer(List<String> row) {
    boolean unknown = row.get(2).equals("unknown");
    return new ApplicationAnswer(
        unknown ? List.of() : List.of(row.get(2)),
        Sureness.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
        ApplicationAnswer.kinds(row.get(4)),
        row.get(5),
        new Said(By.MODEL, "recorded", null, RECORDED));
  }

  /** The labels, and what applications so called are for. */
  public UnknownLabels labels() {
    return truth;
  }

  /** How many answers say another function than the truth. */
  public int wrong() {
    return wrong;
  }

  /** Same question, same answer; empty for a label that was not asked about. */
  public Optional<ApplicationAnswer> about(String label, String industry) {
    ApplicationAnswer own = answers.get(new Asked(label, industry));
    return Optional.ofNullable(own != null ? own : answers.get(new Asked(label, ANY)));
  }

  /** Which kinds of work the answers give to a function, by those that are surest. */
  public Map<String, ApplicationAnswer.Frequency> kinds(String function, String industry) {
    return answers.entrySet().stream()
        .filter(e -> e.getValue().functions().equals(List.of(function)))
        .filter(e -> List.of(industry, ANY).contains(e.getKey().industry()))
        .min(
            Comparator.comparing((Map.Entry<Asked, ApplicationAnswer> e) -> e.getValue().sure())
                .thenComparing(e -> e.getKey().label()))
        .map(e -> e.getValue().kinds())
        .orElse(Map.of());
  }
}
