package com.orgscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The worked examples show the code as it is, and count the files that they touch. */
class WorkedExamplesTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DOC = ROOT.resolve("docs/worked-examples.md");

  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^## (.+?)\n(.*?)(?=^## |\\z)");
  private static final Pattern COUNT = Pattern.compile("\\*\\*(\\w+) files\\.\\*\\*");
  private static final Pattern DIFF = Pattern.compile("(?s)```diff\n(.*?)```");
  private static final Map<String, Integer> WORDS = Map.of("Two", 2, "Three", 3, "Seven", 7);

  private record Shown(String file, List<String> lines) {}

  @Test
  void every_line_of_an_example_stands_in_its_file_in_that_order() throws IOException {
    List<Shown> shown = shown(Files.readString(DOC));
    assertThat(shown).hasSizeGreaterThan(9);
    for (Shown part : shown) {
      List<String> code =
          Files.readAllLines(ROOT.resolve(part.file())).stream().map(String::strip).toList();
      int at = 0;
      for (String line : part.lines()) {
        int found = code.subList(at, code.size()).indexOf(line);
        assertThat(found).as("\"%s\" in %s", line, part.file()).isNotNegative();
        at += found + 1;
      }
    }
  }

  @Test
  void an_example_touches_as_many_files_as_it_says() throws IOException {
    Map<String, Integer> said = new HashMap<>();
    Map<String, Integer> touched = new HashMap<>();
    Matcher example = EXAMPLE.matcher(Files.readString(DOC));
    while (example.find()) {
      Matcher count = COUNT.matcher(example.group(2));
      assertThat(count.find()).as(example.group(1)).isTrue();
      said.put(example.group(1), Objects.requireNonNull(WORDS.get(count.group(1))));
      Set<String> files = new HashSet<>();
      shown(example.group(2)).forEach(part -> files.add(part.file()));
      touched.put(example.group(1), files.size());
    }
    assertThat(touched).hasSize(3).isEqualTo(said);
  }

  @Test
  void contributing_leads_there() throws IOException {
    assertThat(Files.readString(ROOT.resolve("CONTRIBUTING.md")))
        .contains("](docs/worked-examples.md)");
  }

  private static List<Shown> shown(String text) {
    List<Shown> shown = new ArrayList<>();
    Matcher diff = DIFF.matcher(text);
    while (diff.find()) {
      for (String line : diff.group(1).lines().map(String::strip).toList()) {
        if (line.startsWith("+++ ")) {
          shown.add(new Shown(line.substring(4), new ArrayList<>()));
        } else if (!line.isEmpty() && !line.equals("…")) {
          String code = line.startsWith("+") ? line.substring(1) : line;
          shown.getLast().lines().add(code.strip());
        }
      }
    }
    return shown;
  }
}
