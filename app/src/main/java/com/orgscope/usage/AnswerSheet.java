package com.orgscope.usage;

import com.orgscope.directory.Tenant;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswer.Frequency;
import com.orgscope.usage.ApplicationAnswer.Said;
import com.orgscope.usage.ApplicationAnswer.Sureness;
import com.orgscope.usage.ApplicationAnswers.Answered;
import com.orgscope.usage.ApplicationAnswers.RefusedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers about applications as a file of tab-separated columns that people review: {@link
 * #COLUMNS}, one header line, no quoting. Not a {@code Table}, which is ours and whole: a label may
 * begin with {@code #}, and a line that is wrong is told with its number while others are kept.
 */
public final class AnswerSheet {
  /** In the order in which they are written; read in any. */
  public static final List<String> COLUMNS =
      List.of("label", "industry", "function", "sure", "kinds", "note");

  private static final String UNKNOWN = "unknown";
  private static final int LONGEST_NOTE = 300;

  private final By by;
  private final Set<String> industries;
  private final Set<String> categories;
  private final LocalDate today;

  /**
   * @param by whose word the file is
   * @param industries whose kinds of work are known; lines of others are read and not judged
   * @param categories that a line may name as kinds of work
   */
  AnswerSheet(By by, Set<String> industries, Set<String> categories, LocalDate today) {
    this.by = by;
    this.industries = Set.copyOf(industries);
    this.categories = Set.copyOf(categories);
    this.today = today;
  }

  record Reading(List<Answered> answers, List<RefusedLine> refused) {}

  Reading read(Reader tsv) {
    List<Answered> answers = new ArrayList<>();
    List<RefusedLine> refused = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    try (BufferedReader lines = new BufferedReader(tsv)) {
      int[] places = places(lines.readLine());
      long number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        try {
          Answered answered = answered(line.split("\t", -1), places);
          if (!seen.add(List.of(Label.folded(answered.label()), answered.industry()))) {
            throw new IllegalArgumentException(
                "'" + answered.label() + "' stands in this file before, for the same industry");
          }
          answers.add(answered);
        } catch (IllegalArgumentException e) {
          refused.add(new RefusedLine(number, String.valueOf(e.getMessage())));
        }
      }
    } catch (IOException e) {
      throw Failure.operator("the file cannot be read as UTF-8 text", e);
    }
    return new Reading(answers, refused);
  }

  private static int[] places(@Nullable String header) {
    List<String> names =
        header == null
            ? List.of()
            : Arrays.stream(header.replace("\uFEFF", "").split("\t", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    return COLUMNS.stream()
        .mapToInt(column -> {
          if (!names.contains(column)) {
            throw Failure.operator(
                "the first line names no column '%s': it has to name %s, parted by tabs"
                    .formatted(column, String.join(", ", COLUMNS)));
          }
          return names.indexOf(column);
        })
        .toArray();
  }

  private Answered answered(String[] cells, int[] places) {
    List<String> row = new ArrayList<>();
    for (int place : places) {
      if (place >= cells.length) {
        throw new IllegalArgumentException(
            "has %d columns instead of %d".formatted(cells.length, places.length));
      }
      row.add(cells[place].strip());
    }
    String label = DisplayText.of(row.get(0));
    if (label.isEmpty()) {
      throw new IllegalArgumentException("has no label");
    }
    if (label.length() > ApplicationAnswers.LONGEST_LABEL) {
      throw new IllegalArgumentException(
          "its label is longer than " + ApplicationAnswers.LONGEST_LABEL + " characters");
    }
    return new Answered(label, industry(row.get(1)), answer(row));
  }

  private static String industry(String industry) {
    String word = industry.toLowerCase(Locale.ROOT);
    if (!word.equals(ApplicationAnswers.ANY_INDUSTRY) && !Tenant.INDUSTRIES.contains(word)) {
      throw new IllegalArgumentException("'" + industry + "' is no industry");
    }
    return word;
  }

  private ApplicationAnswer answer(List<String> row) {
    List<String> functions =
        row.get(2).isEmpty() || row.get(2).equalsIgnoreCase(UNKNOWN)
            ? List.of()
            : Arrays.stream(row.get(2).split(";")).map(String::strip).toList();
    for (String function : functions) {
      if (KnownApplications.instance().function(function) == null) {
        throw new IllegalArgumentException(
            "'%s' is no function: use one or two of %s, or %s"
                .formatted(
                    function,
                    KnownApplications.instance().functions().stream()
                        .map(WorkFunction::id)
                        .collect(Collectors.joining(", ")),
                    UNKNOWN));
      }
    }
    Sureness sure = functions.isEmpty() ? Sureness.UNKNOWN : sureness(row.get(3));
    Map<String, Frequency> kinds = ApplicationAnswer.kinds(row.get(4));
    for (String kind : kinds.keySet()) {
      if (industries.contains(industry(row.get(1))) && !categories.contains(kind)) {
        throw new IllegalArgumentException(
            "'%s' is no kind of work here: use %s"
                .formatted(kind, categories.stream().sorted().collect(Collectors.joining(", "))));
      }
    }
    String why = DisplayText.of(row.get(5));
    if (why.length() > LONGEST_NOTE) {
      throw new IllegalArgumentException("its note is longer than " + LONGEST_NOTE + " characters");
    }
    return new ApplicationAnswer(
        functions,
        sure,
        functions.isEmpty() ? Map.of() : kinds,
        why,
        new Said(by, null, null, today));
  }

  private static Sureness sureness(String word) {
    return Arrays.stream(Sureness.values())
        .filter(sure -> sure != Sureness.UNKNOWN && sure.wireName().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + word + "' is none of certain, likely, guess"));
  }

  /** One line of the file. */
  public static String line(Answered answered) {
    ApplicationAnswer answer = answered.answer();
    return String.join(
        "\t",
        answered.label(),
        answered.industry(),
        answer.functions().isEmpty() ? UNKNOWN : String.join(";", answer.functions()),
        answer.sure().wireName(),
        answer.kindsText(),
        Objects.requireNonNull(answer.why()).replace('\t', ' '));
  }

  /** The line of an application that nobody said anything of, for people to fill in. */
  public static String blank(String label, String industry) {
    return String.join("\t", DisplayText.of(label), industry, UNKNOWN, UNKNOWN, "", "");
  }
}
