package com.orgscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reference of settings is what the compiler found in the code. {@code ./orgscope test
 * SettingsDocTest -Dorgscope.docs.write=true} writes it anew.
 */
class SettingsDocTest {
  private static final Path METADATA =
      Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");
  private static final Path DOC = Path.of("..", "docs", "settings.md");

  @Test
  void the_reference_of_settings_is_that_of_the_code() throws IOException {
    String now = reference();
    if (Boolean.getBoolean("orgscope.docs.write")) {
      Files.writeString(DOC, now);
    }
    assertThat(DOC).hasContent(now);
  }

  @Test
  void every_setting_says_what_it_is() throws IOException {
    assertThat(settings())
        .hasSizeGreaterThan(100)
        .allSatisfy(setting ->
            assertThat(setting.path("description").asString(""))
                .as("@param of %s", setting.path("name").asString())
                .isNotBlank());
  }

  /**
   * The compiler's plug-in takes the first {@code @param} that begins with the name: of a setting
   * whose name begins another's, what it says of the other one, if that stands before it.
   */
  @Test
  void no_setting_says_what_another_one_is() throws IOException {
    List<JsonNode> settings = settings();
    for (JsonNode setting : settings) {
      String name = component(setting);
      String said = setting.path("description").asString("");
      assertThat(
              settings.stream()
                  .filter(other -> prefix(other).equals(prefix(setting)))
                  .map(SettingsDocTest::component)
                  .filter(other -> other.startsWith(name) && !other.equals(name))
                  .map(other -> other.substring(name.length()) + " "))
          .as("%s, whose @param must stand before those", setting.path("name").asString())
          .noneMatch(said::startsWith);
    }
  }

  @Test
  void a_setting_is_told_in_words_and_not_in_those_of_the_code() throws IOException {
    assertThat(settings())
        .allSatisfy(setting ->
            assertThat(setting.path("description").asString(""))
                .as("@param of %s", setting.path("name").asString())
                .doesNotContainPattern("\\bnull\\b"));
  }

  /** Times and sizes are written with theirs; terms of the field have none. */
  @Test
  void a_number_says_in_its_name_what_it_counts() throws IOException {
    Pattern unit =
        Pattern.compile(
            "answer-tokens|attempts|connections|corrections|days|dead-letters|files|groups|hours|keys"
                + "|manifests|members|minutes|operations|page-size|pairs|partitions|people|per-person|points|polls"
                + "|questions|requests|result-checks|rows|sessions|shards|threads|tokens|usd|users"
                + "|waits|writes|years");
    Pattern term =
        Pattern.compile("burst|concurrency|confidence|delta|epsilon|k|level|share|weight");
    assertThat(settings())
        .filteredOn(setting ->
            setting
                .path("type")
                .asString("")
                .matches("java.lang.(Integer|Long|Double)|.*BigDecimal"))
        .extracting(setting -> setting.path("name").asString().replaceFirst(".*\\.", ""))
        .hasSizeGreaterThan(40)
        .allMatch(name ->
            unit.matcher(name).find() || term.matcher(name.replaceFirst(".*-", "")).matches());
  }

  /** What the setting is called in the code. */
  private static String component(JsonNode setting) {
    String name = setting.path("name").asString();
    return Pattern.compile("-(.)")
        .matcher(name.substring(name.lastIndexOf('.') + 1))
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  private static String reference() throws IOException {
    Map<String, List<JsonNode>> byPrefix =
        settings().stream()
            .collect(
                Collectors.groupingBy(SettingsDocTest::prefix, TreeMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Settings

        Each may stand in the environment under the second name, or behind `-D` in `ORGSCOPE_JAVA_OPTS` under the first. A duration is written `30s`, `5m`,
        `24h` or `7d`, a size `512KB` or `8MB`. A value that cannot be is refused with the name of the setting. This page is written by `SettingsDocTest`.
        """);
    byPrefix.forEach((prefix, settings) -> {
      text.append("\n## ")
          .append(prefix)
          .append(
              "\n\n| setting | in the environment | default | what it is |\n|---|---|---|---|\n");
      settings.forEach(setting -> text.append(row(setting)));
    });
    return text.toString();
  }

  private static String row(JsonNode setting) {
    String name = setting.path("name").asString();
    String standard = setting.path("defaultValue").asString("");
    return "| `%s` | `%s` | %s | %s |\n"
        .formatted(
            name,
            name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT),
            standard.isEmpty() ? "" : "`" + standard + "`",
            setting
                .path("description")
                .asString("")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .replace("|", "\\|"));
  }

  private static String prefix(JsonNode setting) {
    String name = setting.path("name").asString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static List<JsonNode> settings() throws IOException {
    assertThat(METADATA).as("written by the build: ./orgscope test SettingsDocTest").exists();
    return JsonMapper.shared()
        .readTree(Files.readString(METADATA))
        .path("properties")
        .valueStream()
        .filter(setting -> setting.path("name").asString().startsWith("orgscope."))
        .sorted(Comparator.comparing(setting -> setting.path("name").asString()))
        .toList();
  }
}
