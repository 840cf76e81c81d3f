package com.orgscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ./orgscope} builds with and from, tried in a folder with stand-ins for each Maven.
 */
class WrapperTest {
  private static final Path ROOT = Path.of("..");

  @TempDir private Path project;
  private Path installed;

  @BeforeEach
  void a_checkout() throws IOException {
    Files.createDirectories(project.resolve(".mvn/wrapper"));
    Files.createDirectories(project.resolve("app"));
    Files.copy(
        ROOT.resolve(".mvn/wrapper/maven-wrapper.properties"),
        project.resolve(".mvn/wrapper/maven-wrapper.properties"));
    Files.copy(ROOT.resolve("orgscope"), project.resolve("orgscope"));
    installed = Files.createDirectories(project.resolve("maven/bin"));
  }

  @Test
  void the_pinned_maven_builds_though_another_one_is_installed() throws Exception {
    script(project.resolve("mvnw"), "echo pinned \"$@\" >>asked");
    installed("3.8.7");
    assertThat(format()).isEmpty();
    assertThat(asked()).contains("pinned -B -ntp").doesNotContain("installed");
  }

  @Test
  void the_pinned_maven_is_told_the_repositories_of_the_installed_one() throws Exception {
    script(project.resolve("mvnw"), "echo pinned \"$@\" >>asked");
    installed("3.8.7");
    Path settings = project.resolve("maven/conf/settings.xml");
    Files.createDirectories(settings.getParent());
    Files.writeString(settings, "<settings/>");
    format();
    assertThat(asked()).contains("--global-settings " + settings.toRealPath());
  }

  @Test
  void without_the_pinned_maven_an_installed_one_builds_and_it_is_said() throws Exception {
    script(project.resolve("mvnw"), "echo 'wget: Failed to fetch it' >&2; exit 1");
    installed("4.0.2");
    assertThat(format())
        .containsPattern("Maven 3\\.\\d+\\.\\d+, which is pinned, could not be fetched: wget: Fail")
        .contains("taking the installed Maven 4.0.2")
        .doesNotContain("older");
    assertThat(asked()).contains("installed -B -ntp");
  }

  @Test
  void an_installed_maven_older_than_the_pinned_one_is_called_that() throws Exception {
    script(project.resolve("mvnw"), "exit 1");
    installed("3.8.7");
    assertThat(format()).contains("the installed Maven 3.8.7, which is older");
  }

  @Test
  void without_any_maven_the_way_out_is_said() throws Exception {
    script(project.resolve("mvnw"), "exit 1");
    script(installed.resolve("mvn"), "exit 127");
    assertThat(format()).contains("no other Maven is installed", "MVNW_REPOURL");
  }

  @Test
  void what_left_the_sources_leaves_the_build_and_nothing_else_does() throws Exception {
    script(project.resolve("mvnw"), "exit 0");
    for (String kept : List.of("main/resources/db/V2__b.sql", "main/java/com/x/words.txt")) {
      file("app/src/" + kept);
    }
    List<String> stay =
        List.of("db/V2__b.sql", "com/x/words.txt", "com/x/A.class", "META-INF/made.json");
    stay.forEach(name -> file("app/target/classes/" + name));
    file("app/target/classes/db/V1__a.sql");
    file("app/target/test-classes/db/old.txt");
    format();
    assertThat(project.resolve("app/target/classes/db/V1__a.sql")).doesNotExist();
    assertThat(project.resolve("app/target/test-classes/db/old.txt")).doesNotExist();
    assertThat(stay)
        .allSatisfy(name -> assertThat(project.resolve("app/target/classes/" + name)).exists());
  }

  private void file(String name) {
    try {
      Files.createDirectories(project.resolve(name).getParent());
      Files.writeString(project.resolve(name), "x");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void installed(String version) throws IOException {
    script(
        installed.resolve("mvn"),
        "case \"$*\" in *--version*) echo 'Apache Maven "
            + version
            + " (any)' ;; *) echo installed \"$@\" >>asked ;; esac");
  }

  private static void script(Path at, String text) throws IOException {
    Files.writeString(at, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void a_test_that_is_not_there_is_told_with_the_nearest_ones_before_anything_is_built()
      throws Exception {
    script(project.resolve("mvnw"), "echo pinned \"$@\" >>asked");
    Path tests = Files.createDirectories(project.resolve("app/src/test/java/com/orgscope/web"));
    Files.createFile(tests.resolve("PagesTest.java"));
    assertThat(run("test", "PagesTst"))
        .isEqualTo("orgscope: no test is called 'PagesTst'; nearest: PagesTest\n");
    assertThat(run("test", "PagesTest,Other")).isEqualTo("orgscope: no test is called 'Other'\n");
    assertThat(project.resolve("asked")).doesNotExist();
    for (String there : List.of("PagesTest", "com.orgscope.web.PagesTest#one", "Page*", "!Page")) {
      assertThat(run("test", there)).isEqualTo("orgscope: passed\n");
      assertThat(asked()).contains("-Dtest=" + there);
    }
  }

  /** Runs the shortest of the commands that ask Maven, and gives what it said. */
  private String format() throws Exception {
    return run("format");
  }

  private String run(String... arguments) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(
                Stream.concat(Stream.of("bash", "orgscope"), Stream.of(arguments)).toList())
            .directory(project.toFile())
            .redirectErrorStream(true);
    process.environment().put("ORGSCOPE_JAVA_HOME", System.getProperty("java.home"));
    process.environment().merge("PATH", installed + ":", (was, ours) -> ours + was);
    Process running = process.start();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    running.waitFor();
    return said;
  }

  private String asked() throws IOException {
    return Files.readString(project.resolve("asked"));
  }
}
