package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import com.orgscope.usage.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * people of {@link ChosenCompany} notice. Not one of the usual tests: {@code ./orgscope test
 * --mutation} runs it.
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

  private static final Pattern CONDITION =
      Pattern.compile(
          "(?:\\bAND|\\bON|\\bWHERE) +((?!true\\b)[^()]+?)(?= +AND\\b| *\\)| +ORDER\\b|$| +LEFT\\b| +JOIN\\b)");

  @TempDir private static Path home = Path.of("");

  private final Set<String> asked = new LinkedHashSet<>();
  private String statement = "";
  private String instead = "";

  @Test
  void every_change_of_a_statement_is_noticed_or_explained() throws IOException {
    Database database = TestServer.rewritten(this::rewritten);
    Path question = question("people");
    List<String> survivors = new ArrayList<>();
    int all = 0;
    try (ChosenCompany company = new ChosenCompany(home, database)) {
      asked.clear();
      Map<String, String> right = company.chosen();
      List<String> statements =
          asked.stream()
              .filter(sql -> sql.contains("category.") && sql.contains("SELECT"))
              .toList();
      assertThat(statements).as("the answers that hold, and what people said since").hasSize(2);
      for (String each : statements) {
        for (String mutant : mutants(each)) {
          statement = each;
          instead = mutant;
          all++;
          if (unnoticed(company, right)) {
            survivors.add(difference(each, mutant));
          }
          statement = "";
        }
      }
      String people = resource("people");
      for (String mutant : mutants(people.replaceAll("--.*\\n", ""))) {
        Files.writeString(question, mutant);
        all++;
        if (unnoticed(company, right)) {
          survivors.add(difference(people.replaceAll("--.*\\n", ""), mutant));
        }
      }
    } finally {
      Files.deleteIfExists(question);
    }
    List<String> explained = explained();
    System.out.printf("selection: %d of %d changes noticed%n", all - survivors.size(), all);
    survivors.forEach(line -> System.out.println("survived: " + line));
    survivors.removeAll(explained);
    assertThat(survivors).as("changes that nobody noticed and nobody explained").isEmpty();
  }

  private static boolean unnoticed(ChosenCompany company, Map<String, String> right) {
    try {
      return company.chosen().equals(right);
    } catch (RuntimeException refused) {
      return false;
    }
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

  /** The survivors that change nothing, each with why. */
  private static List<String> explained() throws IOException {
    return Files.readAllLines(Path.of("src/mutation/equivalent-selection-sql.tsv")).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .peek(cells -> assertThat(cells[1]).as("why").isNotBlank())
        .map(cells -> cells[0])
        .toList();
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
