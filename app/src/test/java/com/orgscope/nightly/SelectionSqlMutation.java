package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.mutation.Explained;
import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import com.orgscope.usage.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes one thing at a time in the statements by which a night chooses, and looks whether the
 * people of {@link ChosenCompany} notice, by why they are chosen, with samples and without. What a
 * database refuses as a statement is no mutant: it is counted apart and notices nothing. Not one of
 * the usual tests: {@code ./orgscope test --mutation} runs it.
 */
class SelectionSqlMutation {
  /** What is changed: comparisons, numbers, orders, joins, and conditions left out. */
  private static final Map<String, List<String>> CHANGES = new LinkedHashMap<>();

  static {
    CHANGES.put("(?<![<>])>(?![>=])", List.of(">=", "<"));
    CHANGES.put("(?<![<>])=", List.of("<>"));
    CHANGES.put(" DESC\\b", List.of(""));
    CHANGES.put("\\bDISTINCT ON \\(a\\.person\\) ", List.of(""));
    CHANGES.put("\\bLIMIT 1\\b", List.of("LIMIT 2"));
    CHANGES.put("\\bLEFT JOIN\\b", List.of("JOIN"));
    CHANGES.put("\\bIS NULL\\b", List.of("IS NOT NULL"));
    CHANGES.put("\\bOR\\b", List.of("AND"));
    CHANGES.put("\\b1E4\\b", List.of("1E0"));
    CHANGES.put("\\b62\\b", List.of("61", "63"));
    CHANGES.put("\\bSUM\\(active\\)", List.of("MAX(active)", "COUNT(active)"));
    CHANGES.put("\\bSUM\\(accesses\\)", List.of("MIN(accesses) - 1"));
    CHANGES.put("\\bELSE 0\\b", List.of("ELSE 1"));
  }

  private static final Path EQUIVALENT = Path.of("src/mutation/equivalent-selection-sql.tsv");

  private static final Pattern CONDITION =
      Pattern.compile(
          "(?:\\bAND|\\bON|\\bWHERE) +((?!true\\b)[^()]+?)(?= +AND\\b| *\\)| +ORDER\\b|$| +LEFT\\b|"
              + " +JOIN\\b| +WHERE\\b)");

  @TempDir private static Path home = Path.of("");

  private final Set<String> asked = new LinkedHashSet<>();
  private final List<String> survivors = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private int tried;
  private String statement = "";
  private String instead = "";

  @Test
  void every_change_of_a_statement_is_noticed_or_explained() throws IOException {
    Database database = TestServer.rewritten(this::rewritten);
    Path question = question("moved");
    try (ChosenCompany company = new ChosenCompany(home, database)) {
      asked.clear();
      Map<String, String> right = company.chosen();
      Map<String, String> sampled = company.sampled();
      List<String> statements =
          asked.stream()
              .filter(sql -> sql.contains("category.") && sql.contains("SELECT"))
              .toList();
      assertThat(statements)
          .as("the last answers, what people said since, and what is contested")
          .hasSize(3);
      for (String each : statements) {
        for (String mutant : mutants(each)) {
          statement = each;
          instead = mutant;
          look(company, List.of(right, sampled), difference(each, mutant));
          statement = "";
        }
      }
      String moved = resource("moved").replaceAll("--.*\\n", "");
      for (String mutant : mutants(moved)) {
        Files.writeString(question, mutant);
        look(company, List.of(right, sampled), difference(moved, mutant));
      }
    } finally {
      Files.deleteIfExists(question);
    }
    System.out.printf(
        "selection: %d of %d changes of statements noticed, %d survived;"
            + " %d more were refused as statements and count for nothing%n",
        tried - survivors.size(), tried, survivors.size(), refused.size());
    survivors.forEach(line -> System.out.println("selection: survived: " + line));
    refused.forEach(line -> System.out.println("selection: refused: " + line));
    survivors.removeAll(Explained.in(EQUIVALENT));
    assertThat(survivors).as("each needs one who notices, or a line in " + EQUIVALENT).isEmpty();
  }

  private void look(ChosenCompany company, List<Map<String, String>> right, String change) {
    try {
      tried++;
      if (List.of(company.chosen(), company.sampled()).equals(right)) {
        survivors.add(change);
      }
    } catch (RuntimeException e) {
      if (isRefused(e)) {
        tried--;
        refused.add(change);
      }
    }
  }

  /** Whether the database would not have the statement, which every night would tell. */
  private static boolean isRefused(RuntimeException failed) {
    Throwable cause = failed;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  private String rewritten(String sql) {
    asked.add(sql);
    return sql.equals(statement) ? instead : sql;
  }

  private static List<String> mutants(String sql) {
    Set<String> mutants = new LinkedHashSet<>();
    CHANGES.forEach((pattern, replacements) -> {
      Matcher found = Pattern.compile(pattern).matcher(sql);
      while (found.find()) {
        for (String replacement : replacements) {
          mutants.add(sql.substring(0, found.start()) + replacement + sql.substring(found.end()));
        }
      }
    });
    Matcher condition = CONDITION.matcher(sql.replaceAll("\\s+", " "));
    String flat = sql.replaceAll("\\s+", " ");
    while (condition.find()) {
      mutants.add(
          flat.substring(0, condition.start(1)) + "true" + flat.substring(condition.end(1)));
    }
    return List.copyOf(mutants);
  }

  /** The words around the place where two statements part. */
  private static String difference(String before, String after) {
    String one = before.replaceAll("\\s+", " ").strip();
    String other = after.replaceAll("\\s+", " ").strip();
    int from = 0;
    while (from < Math.min(one.length(), other.length())
        && one.charAt(from) == other.charAt(from)) {
      from++;
    }
    int start = Math.max(0, from - 40);
    return one.substring(start, Math.min(one.length(), from + 30))
        + " -> "
        + other.substring(start, Math.min(other.length(), from + 30));
  }

  /** Where a question is found before the product's own. */
  private static Path question(String name) {
    return Path.of("target/test-classes/com/orgscope/usage", name + ".sql");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Usage.class.getResourceAsStream(name + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
