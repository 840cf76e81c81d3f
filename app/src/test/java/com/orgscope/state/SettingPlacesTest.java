package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingPlacesTest {
  @TempDir Path folder;

  @Test
  void what_speaks_of_something_else_says_nothing_of_the_database() throws Exception {
    Files.createFile(folder.resolve("orgscope.jar"));
    assertThat(
            new SettingPlaces(
                    List.of("PATH", "ANTHROPIC_API_KEY", "ORGSCOPE_JAVA_HOME"),
                    List.of("user.dir", "orgscope.web.sources"),
                    List.of("server.port=8080", "orgscope.llm.provider=none"),
                    folder)
                .silent())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ORGSCOPE_STATE_POSTGRES",
        "orgscope_state_databaseurl",
        "ORGSCOPE_DATABASE_URL",
        "ORGSCOPE_HOME",
        "SPRING_APPLICATION_JSON",
        "SPRING_CONFIG_ADDITIONAL_LOCATION",
        "SPRING_PROFILES_ACTIVE",
        "orgscope.state.database-url",
        "spring.config.import"
      })
  void every_place_of_a_setting_is_seen(String name) {
    assertThat(places(List.of(name), List.of(), List.of()).silent()).isFalse();
    assertThat(places(List.of(), List.of(name), List.of()).silent()).isFalse();
    assertThat(places(List.of(), List.of(), List.of(name + "=x")).silent()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application.properties", "application.yaml", "application-own.yml", "config"})
  void a_file_that_may_hold_one_is_seen(String name) throws Exception {
    assertThat(places(List.of(), List.of(), List.of()).silent()).isTrue();
    Files.createFile(folder.resolve(name));
    assertThat(places(List.of(), List.of(), List.of()).silent()).isFalse();
  }

  @Test
  void a_folder_that_cannot_be_looked_into_may_hold_one() {
    assertThat(new SettingPlaces(List.of(), List.of(), List.of(), folder.resolve("gone")).silent())
        .isFalse();
  }

  private SettingPlaces places(
      List<String> variables, List<String> properties, List<String> arguments) {
    return new SettingPlaces(variables, properties, arguments, folder);
  }
}
