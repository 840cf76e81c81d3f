package com.orgscope.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A simulator that shares a table with the model that judges its people would only prove that a
 * table equals itself. So no row and hardly a figure of the one may stand in the other.
 */
class SharedTablesTest {
  private static final Path RESOURCES = Path.of("src/main/resources/com/orgscope");
  private static final Pattern CELLS = Pattern.compile("[\t,;|]");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final double CHANCE = 0.02;

  @Test
  void no_row_of_the_simulator_stands_in_a_table_of_the_judge() throws IOException {
    Set<String> ours = rows("demo");
    Set<String> theirs = rows("category");
    theirs.addAll(rows("usage"));
    assertThat(ours).hasSizeGreaterThan(500);
    assertThat(theirs).hasSizeGreaterThan(100);
    assertThat(ours.stream().filter(theirs::contains).count()).isZero();
  }

  @Test
  void no_word_carries_the_same_figure_in_both() throws IOException {
    Set<String> ours = figures("demo");
    Set<String> theirs = figures("category");
    theirs.addAll(figures("usage"));
    assertThat(ours).hasSizeGreaterThan(500);
    assertThat(theirs).as("figures in the judge's tables").isNotEmpty();
    long same = ours.stream().filter(theirs::contains).count();
    assertThat(same)
        .as("figures of %s shared", ours.size())
        .isLessThan((long) (CHANCE * ours.size()));
  }

  @Test
  void a_copied_table_would_be_found() {
    assertThat(figures(List.of("Zendesk\t4.5\thelper"))).contains("zendesk=4.5", "helper=4.5");
  }

  private static Set<String> rows(String room) throws IOException {
    Set<String> rows = new TreeSet<>();
    for (String line : lines(room)) {
      rows.add(line.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    }
    return rows;
  }

  private static Set<String> figures(String room) throws IOException {
    return figures(lines(room));
  }

  /** Every text of a row together with every number of it. */
  private static Set<String> figures(List<String> lines) {
    Set<String> pairs = new HashSet<>();
    for (String line : lines) {
      String[] cells = CELLS.split(line.toLowerCase(Locale.ROOT));
      for (String number : cells) {
        if (NUMBER.matcher(number.strip()).matches()) {
          for (String text : cells) {
            if (!text.isBlank() && !NUMBER.matcher(text.strip()).matches()) {
              pairs.add(text.strip() + "=" + Double.parseDouble(number.strip()));
            }
          }
        }
      }
    }
    return pairs;
  }

  private static List<String> lines(String room) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(RESOURCES.resolve(room))) {
      for (Path file : walk.filter(p -> p.toString().matches(".*\\.(tsv|csv|json)")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    lines.removeIf(String::isBlank);
    return lines;
  }
}
