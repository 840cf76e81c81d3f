package com.orgscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The glossary and the code use the same words. */
class GlossaryTest {
  private static final Pattern DECLARED =
      Pattern.compile("(?m)^[ \\w]*\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
  private static final Path GLOSSARY = Path.of("..", "docs", "glossary.md");
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");

  @Test
  void every_type_of_the_glossary_exists() throws IOException {
    Set<String> types = types();
    List<String> named =
        rows().stream()
            .filter(row -> row.length == 4)
            .flatMap(row -> TYPE.matcher(row[3]).results().map(type -> type.group(1)))
            .toList();
    assertThat(named).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    assertThat(named).isSubsetOf(types);
  }

  @Test
  void no_type_bears_a_word_that_the_glossary_replaced() throws IOException {
    List<String> replaced =
        rows().stream()
            .filter(row -> row.length == 3 && !row[1].strip().equals("not"))
            .flatMap(row -> Arrays.stream(row[1].split(",")))
            .map(String::strip)
            .filter(word -> word.matches("[A-Z]\\w+"))
            .toList();
    assertThat(replaced).hasSizeGreaterThan(15);
    Pattern words =
        Pattern.compile(
            "(?:^|(?<=[a-z]))(?:" + String.join("|", replaced) + ")(?:s|er)?(?=[A-Z]|$)");
    assertThat(declared()).hasSizeGreaterThan(types().size());
    assertThat(declared().stream().filter(type -> words.matcher(type).find()))
        .as("docs/glossary.md says which word to use")
        .isEmpty();
  }

  private static List<String[]> rows() throws IOException {
    return Files.readAllLines(GLOSSARY).stream()
        .filter(line -> line.startsWith("| "))
        .map(line -> line.split("\\|"))
        .toList();
  }

  /** Types within types too. */
  private static Set<String> declared() throws IOException {
    Set<String> declared = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        DECLARED
            .matcher(Files.readString(file))
            .results()
            .forEach(type -> declared.add(type.group(1)));
      }
    }
    return declared;
  }

  private static Set<String> types() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
