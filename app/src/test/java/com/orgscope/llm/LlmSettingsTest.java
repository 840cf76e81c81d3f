package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.support.ResourcePropertySource;

class LlmSettingsTest {
  @Test
  void without_a_word_the_settings_are_these() {
    LlmSettings settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("orgscope.llm", LlmSettings.class);
    assertThat(settings)
        .isEqualTo(
            new LlmSettings(
                new LlmSettings.Anthropic("", "", "claude-haiku-5-5", 200, 10_000, 20_000_000),
                new LlmSettings.OpenAi("", "", "gpt-6-luna", 200, 10_000, 20_000_000),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                new BigDecimal("500"),
                new BigDecimal("5000"),
                ""));
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("orgscope.llm.batch", BatchSettings.class))
        .isEqualTo(BatchSettings.DEFAULTS);
    assertThat(settings.anthropic().present()).isFalse();
    assertThat(settings.openai().present()).isFalse();
  }

  @Test
  void the_usual_environment_is_understood_and_no_key_is_ever_printed() throws Exception {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "test",
                Map.of(
                    "ANTHROPIC_API_KEY", "secret-a",
                    "ANTHROPIC_BASE_URL", "https://gateway.example/",
                    "OPENAI_API_KEY", "secret-o",
                    "OPENAI_BASE_URL", "http://127.0.0.1:11434/v1")));
    environment
        .getPropertySources()
        .addLast(new ResourcePropertySource("classpath:application.properties"));
    LlmSettings settings = Binder.get(environment).bindOrCreate("orgscope.llm", LlmSettings.class);
    assertThat(settings.anthropic().apiKey()).isEqualTo("secret-a");
    assertThat(settings.anthropic().baseUrl()).isEqualTo("https://gateway.example/");
    assertThat(settings.openai().apiKey()).isEqualTo("secret-o");
    assertThat(settings.openai().baseUrl()).isEqualTo("http://127.0.0.1:11434/v1");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void the_room_comes_up_with_claude_before_the_others() {
    try (var context = new AnnotationConfigApplicationContext()) {
      context.registerBean(Database.class, TestDatabase::fresh);
      context.registerBean(InstantSource.class, InstantSource::system);
      context.registerBean(LlmSettings.class, () -> TestModels.settings("", ""));
      TestModels.room(context);
      context.refresh();
      ModelResponse.None none =
          (ModelResponse.None)
              context.getBean(Models.class).ask(TestModels.question("anybody there?"));
      assertThat(none.steps()).extracting(Step::provider).containsExactly("anthropic", "openai");
      assertThat(context.getBean(Traces.class)).isNotNull();
      assertThat(context.getBean(Spending.class)).isNotNull();
    }
  }
}
