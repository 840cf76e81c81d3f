package com.orgscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What editors, code hosts and lawyers read beside the code says what the build does. */
class RepositoryFilesTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void the_hosted_ci_runs_what_a_person_runs_with_the_java_of_the_build() throws IOException {
    String hosted = read(".github/workflows/ci.yml");
    assertThat(hosted).contains("run: .ci/run");
    assertThat(value(hosted, "java-version: '(\\d+)'"))
        .isEqualTo(value(read("pom.xml"), "<java.version>(\\d+)<"));
    assertThat(ROOT.resolve(".ci/run")).isExecutable();
    assertThat(read(".ci/run")).contains("exec ./orgscope test\n");
  }

  @Test
  void libraries_and_actions_are_looked_after_and_every_file_has_an_owner() throws IOException {
    assertThat(read(".github/dependabot.yml"))
        .contains("package-ecosystem: maven", "package-ecosystem: github-actions");
    assertThat(read(".github/CODEOWNERS")).startsWith("* @");
  }

  @Test
  void the_notice_names_what_the_source_holds_of_others() throws IOException {
    assertThat(read("LICENSE")).contains("Apache License", "Version 2.0");
    assertThat(read("NOTICE")).contains("mvnw", "Apache Maven Wrapper", "PostgreSQL License");
    assertThat(read("mvnw")).contains("Licensed to the Apache Software Foundation");
  }

  @Test
  void texts_are_as_the_editors_settings_say() throws IOException {
    assertThat(read(".editorconfig"))
        .contains("charset = utf-8", "insert_final_newline = true", "indent_size = 2")
        .contains("trim_trailing_whitespace = true", "end_of_line = lf");
    for (Path file : texts()) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      assertThat(text).as(file.toString()).doesNotContain("\r").endsWith("\n");
      if (!file.toString().endsWith(".tsv")) {
        assertThat(text).as(file.toString()).doesNotContain("\t", " \n");
      }
    }
  }

  private static List<Path> texts() throws IOException {
    try (Stream<Path> code = Files.walk(Path.of("src"));
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      List<Path> texts =
          Stream.concat(code, docs)
              .filter(file -> file.toString().matches(".*\\.(java|jte|sql|md|tsv|css|js)"))
              .toList();
      assertThat(texts).hasSizeGreaterThan(1000);
      return texts;
    }
  }

  private static String value(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
