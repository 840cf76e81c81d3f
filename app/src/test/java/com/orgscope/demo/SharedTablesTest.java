package com.orgscope.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final Pattern WEIGHED = Pattern.compile("[\\w-]+[:*=]\\d");
  private static final double CHANCE = 0.02;
  private static final int TEXTS = 4;
  private static final int NUMBERS = 5;
  private static final int DIFFERENT = 3;

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

  /**
   * What a copy keeps when rows are written in another form: what is in a list, and in which order.
   */
  @Test
  void no_list_of_the_simulator_goes_as_one_of_the_judge_goes() throws IOException {
    List<List<String>> theirs = lists(lines("category"));
    theirs.addAll(lists(lines("usage")));
    List<List<String>> ours = lists(lines("demo"));
    assertThat(ours).hasSizeGreaterThan(80);
    assertThat(theirs).hasSizeGreaterThan(100);
    assertThat(copied(ours, theirs)).isEmpty();
  }

  @Test
  void a_copied_table_would_be_found() {
    assertThat(figures(List.of("Zendesk\t4.5\thelper"))).contains("zendesk=4.5", "helper=4.5");
  }

  /** Each of the judge's own lists, written as the simulator writes, is found as a copy. */
  @Test
  void every_list_of_the_judge_would_be_found_in_the_simulators_form() throws IOException {
    List<String> rows = lines("category");
    rows.addAll(lines("usage"));
    List<List<String>> theirs = lists(rows);
    List<List<String>> telling =
        theirs.stream()
            .filter(list -> list.stream().allMatch(item -> item.matches("[\\w&/.'-][\\w &/.'-]*")))
            .filter(SharedTablesTest::tells)
            .toList();
    assertThat(telling).as("lists that could be copied").hasSizeGreaterThan(60);
    for (List<String> list : telling) {
      String weighed = String.join(" ; ", list).replaceAll(" ; (\\d+(\\.\\d+)?)(?= ; |$)", "*$1");
      List<List<String>> copy =
          lists(List.of("Somebody\tdoes things\t" + weighed.toUpperCase(Locale.ROOT)));
      assertThat(copied(copy, List.of(list))).as("%s as %s", list, weighed).isNotEmpty();
    }
  }

  /** Weights alone give a copy away, whatever the words were changed to. */
  @Test
  void weights_under_other_names_would_be_found() throws IOException {
    List<String> benchmarks =
        Files.readAllLines(RESOURCES.resolve("category").resolve("benchmarks.tsv"));
    int found = 0;
    for (String row : benchmarks.subList(1, benchmarks.size())) {
      List<List<String>> theirs = lists(List.of(row));
      String renamed = row.replaceAll("[a-z-]+:", "thing:");
      found += copied(lists(List.of(renamed)), theirs).isEmpty() ? 0 : 1;
    }
    assertThat(found).isGreaterThan((benchmarks.size() - 1) / 2);
  }

  private static List<String> copied(List<List<String>> ours, List<List<String>> theirs) {
    Map<String, List<String>> runs = new HashMap<>();
    theirs.forEach(list -> runs(list).forEach(run -> runs.put(run, list)));
    List<String> copied = new ArrayList<>();
    for (List<String> list : ours) {
      runs(list).stream()
          .filter(runs::containsKey)
          .findFirst()
          .ifPresent(run -> copied.add(list + " goes as " + runs.get(run)));
    }
    return copied;
  }

  private static boolean tells(List<String> list) {
    return !runs(list).isEmpty();
  }

  /** Four texts, or five numbers of which three differ, one after the other. */
  private static Set<String> runs(List<String> list) {
    Set<String> runs = new HashSet<>();
    List<String> numbers = list.stream().filter(i -> NUMBER.matcher(i).matches()).toList();
    List<String> texts = list.stream().filter(i -> !NUMBER.matcher(i).matches()).toList();
    for (int i = 0; i + TEXTS <= texts.size(); i++) {
      List<String> run = texts.subList(i, i + TEXTS);
      if (new HashSet<>(run).size() == TEXTS) {
        runs.add("texts " + run);
      }
    }
    for (int i = 0; i + NUMBERS <= numbers.size(); i++) {
      List<String> run = numbers.subList(i, i + NUMBERS);
      if (new HashSet<>(run).size() >= DIFFERENT) {
        runs.add("numbers " + run);
      }
    }
    return runs;
  }

  /** The items of each cell, whatever stands between them; a weight is an item of its own. */
  private static List<List<String>> lists(List<String> lines) {
    List<List<String>> lists = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("#")) {
        continue;
      }
      for (String cell : line.toLowerCase(Locale.ROOT).split("\t")) {
        boolean weighed = WEIGHED.matcher(cell).find();
        List<String> items =
            Stream.of(cell.split(weighed ? "[;,|\\s:*=]+" : "[;,|:*=]+"))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        if (items.size() >= TEXTS) {
          lists.add(items);
        }
      }
    }
    return lists;
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
