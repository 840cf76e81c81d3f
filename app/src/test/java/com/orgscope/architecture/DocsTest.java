package com.orgscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README and docs name is there, and their figures are those of the code. */
class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path ROOMS = Path.of("src/main/java/com/orgscope");
  private static final Path DECISIONS = ROOT.resolve("docs/decisions");

  private static final Path FIGURES = Path.of("com/orgscope/architecture/figures.tsv");

  private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
  private static final Pattern TYPE = Pattern.compile("[A-Z][a-z]+(?:[A-Z][A-Za-z0-9]*)*");
  private static final Pattern NUMBER = Pattern.compile("(?<!\\w)\\d[\\d,.]*");

  /** Types and header fields of others. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "Aead",
          "AppInstance",
          "Host",
          "JdbcClient",
          "Origin",
          "ResultType",
          "Secure",
          "TimeGenerated",
          "User",
          "UserPrincipalName");

  @Test
  void every_type_in_the_docs_is_there() throws IOException {
    Set<String> types = new HashSet<>();
    files(ROOT.resolve("app/src"), ".java").forEach(f -> types.add(name(f)));
    files(ROOT.resolve("bench/src"), ".java").forEach(f -> types.add(name(f)));
    Set<String> named =
        spans().stream()
            .filter(span -> TYPE.matcher(span).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    spans().stream()
        .map(Pattern.compile("-Dtest=(\\w+)")::matcher)
        .filter(Matcher::find)
        .forEach(test -> named.add(test.group(1)));
    assertThat(named).hasSizeGreaterThan(20).containsAll(OF_OTHERS);
    named.removeAll(OF_OTHERS);
    assertThat(types).containsAll(named);
  }

  /** The names are there, as of all types in the docs. */
  @Test
  void every_threat_is_shown_to_be_stopped_by_a_test_or_said_not_to_be() throws IOException {
    List<String> unshown = new ArrayList<>();
    int threats = 0;
    for (String line : Files.readAllLines(ROOT.resolve("docs/security.md"))) {
      String[] cells = line.split(" \\| ?", -1);
      if (cells.length < 4 || !cells[0].matches("\\| [STRIDE](, [STRIDE])*")) {
        continue;
      }
      threats++;
      if (!cells[3].matches(".*`\\w+Test`.*") && !cells[2].startsWith("nothing")) {
        unshown.add(line);
      }
    }
    assertThat(threats).isGreaterThan(50);
    assertThat(unshown).isEmpty();
  }

  @Test
  void every_path_and_file_in_the_docs_is_there() throws IOException {
    Set<String> files = new HashSet<>();
    files(Path.of("src"), "").forEach(f -> files.add(String.valueOf(f.getFileName())));
    List<String> missing = new ArrayList<>();
    int seen = 0;
    for (String span : spans()) {
      boolean path = span.matches("(app|bench|docs)/[\\w./-]+");
      boolean file = span.matches("[\\w-]+\\.(tsv|sql|txt|jte|sh)");
      seen += path || file ? 1 : 0;
      if ((path && Files.notExists(ROOT.resolve(span))) || (file && !files.contains(span))) {
        missing.add(span);
      }
    }
    for (Path doc : docs()) {
      Matcher link = Pattern.compile("]\\((?!https?:|#)([^)#]+)").matcher(Files.readString(doc));
      while (link.find()) {
        seen++;
        if (Files.notExists(doc.resolveSibling(link.group(1)))) {
          missing.add(doc + ": " + link.group(1));
        }
      }
    }
    assertThat(seen).isGreaterThan(10);
    assertThat(missing).isEmpty();
  }

  @Test
  void every_setting_in_the_docs_is_read() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String span : spans()) {
      Matcher setting = Pattern.compile("orgscope((\\.[a-z-]+)+)").matcher(span);
      if (setting.matches()) {
        named.add(setting.group(1).substring(1).replace("-", ""));
      }
      Matcher variable = Pattern.compile("ORGSCOPE((_[A-Z]+)+)(=.*)?").matcher(span);
      if (variable.matches() && !wrapper().contains("ORGSCOPE" + variable.group(1))) {
        named.add(variable.group(1).substring(1).replace('_', '.').toLowerCase(Locale.ROOT));
      }
    }
    // Those that are not called by a room.
    named.removeAll(Set.of("database.url", "home", "roles"));
    // One that Kubernetes sets, and nobody reads.
    named.remove("service.host");
    assertThat(named).hasSizeGreaterThan(20);
    Map<String, String> read = settings();
    assertThat(named).allSatisfy(setting -> assertThat(isRead(setting, read)).isTrue());
  }

  private static boolean isRead(String setting, Map<String, String> read) {
    return read.entrySet().stream()
        .filter(each -> setting.startsWith(each.getKey() + "."))
        .anyMatch(each ->
            Stream.of(setting.substring(each.getKey().length() + 1).split("\\."))
                .allMatch(
                    word -> Pattern.compile("\\b" + word + "\\b").matcher(each.getValue()).find()));
  }

  /**
   * By the prefix of settings, the sources of the room that reads them; without hyphens and case.
   */
  private static Map<String, String> settings() throws IOException {
    Pattern prefix = Pattern.compile("\"orgscope((?:\\.[a-z-]+)+)\"");
    Map<String, String> settings = new HashMap<>();
    for (Path file : files(ROOMS, ".java")) {
      String text = Files.readString(file);
      Matcher found = prefix.matcher(text);
      while (found.find()) {
        settings.merge(
            found.group(1).substring(1).replace("-", ""),
            text.toLowerCase(Locale.ROOT),
            String::concat);
      }
    }
    return settings;
  }

  @Test
  void decisions_stand_in_the_pages_of_rooms_each_in_a_paragraph_of_its_own() throws IOException {
    Map<String, String> pages = decisions();
    String contents = pages.getOrDefault("README.md", "");
    Set<String> about = new TreeSet<>(pages.keySet());
    about.removeAll(Set.of("README.md", "whole.md", "tests.md"));
    assertThat(rooms().stream().map(room -> room + ".md")).containsAll(about);
    pages.forEach((page, text) -> {
      if (!page.equals("README.md")) {
        assertThat(contents).contains("](" + page + ")");
      }
      List<String> lines = text.lines().toList();
      for (int i = 1; i < lines.size(); i++) {
        if (lines.get(i).startsWith("**")) {
          assertThat(lines.get(i - 1)).as("before \"%s\"", lines.get(i)).isEmpty();
        }
      }
    });
  }

  /** By the page's name. */
  private static Map<String, String> decisions() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    for (Path page : files(DECISIONS, ".md")) {
      pages.put(String.valueOf(page.getFileName()), Files.readString(page));
    }
    return pages;
  }

  @Test
  void every_figure_of_the_decisions_is_one_of_the_code_or_belongs_to_others() throws IOException {
    String text =
        SPAN.matcher(decisions().values().stream().collect(Collectors.joining("\n")))
            .replaceAll("``")
            .replaceAll("\\s+", " ");
    boolean[] known = new boolean[text.length()];
    for (String row : Files.readAllLines(Path.of("src/test/resources").resolve(FIGURES))) {
      String[] columns = row.split("\t", -1);
      assertThat(columns).as(row).hasSize(3);
      if (columns[0].equals("words")) {
        continue;
      }
      int at = text.indexOf(columns[0]);
      assertThat(at).as("\"%s\" in docs/decisions", columns[0]).isNotNegative();
      for (; at >= 0; at = text.indexOf(columns[0], at + 1)) {
        Arrays.fill(known, at, at + columns[0].length(), true);
      }
      if (columns[1].equals("-")) {
        assertThat(columns[2]).as(row).isNotBlank();
      } else {
        assertThat(Files.readString(ROOT.resolve(columns[1])))
            .as("\"%s\" says %s", columns[0], columns[1])
            .contains(columns[2]);
      }
    }
    List<String> unknown = new ArrayList<>();
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      if (!known[number.start()]) {
        unknown.add(
            text.substring(
                Math.max(0, number.start() - 40), Math.min(text.length(), number.end() + 20)));
      }
    }
    assertThat(unknown).as("a line of %s says where each figure is from", FIGURES).isEmpty();
  }

  private static Set<String> rooms() throws IOException {
    try (Stream<Path> folders = Files.list(ROOMS)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<String> spans() throws IOException {
    List<String> spans = new ArrayList<>();
    for (Path doc : docs()) {
      SPAN.matcher(Files.readString(doc))
          .results()
          .map(found -> found.group(1))
          .forEach(spans::add);
    }
    return spans;
  }

  private static List<Path> docs() throws IOException {
    List<Path> docs = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
    docs.add(ROOT.resolve("README.md"));
    docs.add(ROOT.resolve("SECURITY.md"));
    return docs;
  }

  private static String wrapper() throws IOException {
    return Files.readString(ROOT.resolve("orgscope"));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }

  private static List<Path> files(Path under, String end) throws IOException {
    try (Stream<Path> walk = Files.walk(under)) {
      return walk.filter(p -> p.toString().endsWith(end))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}
