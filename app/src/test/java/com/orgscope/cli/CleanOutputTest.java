package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.orgscope.cli.OrgscopeCommand.Format;
import com.orgscope.cli.OrgscopeCommand.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CleanOutputTest {
  @TempDir Path home;

  @Test
  void no_control_and_no_mark_of_direction_passes_in_any_piece() throws IOException {
    for (int character = 0; character < 0x2ffff; character++) {
      if (Character.isSurrogate((char) character) && character < 0x10000) {
        continue;
      }
      String said = cleaned(Character.toString(character).getBytes(UTF_8), 1);
      boolean steers =
          Character.isISOControl(character)
              || (Character.getType(character) == Character.FORMAT
                  && character != 0x200c
                  && character != 0x200d)
              || character == 0x2028
              || character == 0x2029;
      if (steers && character != '\n' && character != '\t') {
        assertThat(said).matches("(\\\\u[0-9a-f]{4})+");
      } else {
        assertThat(said).isEqualTo(Character.toString(character));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
  void however_the_bytes_are_cut_the_words_are_the_same(int piece) throws IOException {
    String words = "Zoë \u202Egnp.exe\u202C 日本 😀 \u001B]0;owned\u0007 \u009B31m a\rb\tc\n";
    assertThat(cleaned(words.getBytes(UTF_8), piece))
        .isEqualTo(
            "Zoë \\u202egnp.exe\\u202c 日本 😀 \\u001b]0;owned\\u0007 \\u009b31m a\\u000db\tc\n");
    assertThat(cleaned(new byte[] {'a', (byte) 0x9b, '3', '1', 'm'}, piece))
        .isEqualTo("a\uFFFD31m");
  }

  @Test
  void json_with_such_characters_stays_the_same_document() throws IOException {
    String name = "a\u202Eb\u009Bc\uDB40\uDC41d";
    String json = JsonMapper.shared().writeValueAsString(name);
    String said = cleaned(json.getBytes(UTF_8), 3);
    assertThat(said).doesNotContain("\u202E", "\u009B");
    assertThat(JsonMapper.shared().readValue(said, String.class)).isEqualTo(name);
  }

  @Test
  void what_a_command_answers_and_refuses_passes_it() throws IOException {
    CommandLineRun made =
        CommandLineRun.of(home, "tenant", "create", "acme", "--name", "Ac\u202Eme\u001B[31m");
    assertThat(made.exit()).isZero();
    assertThat(made.out()).contains("Acme[31m").doesNotContain("\u202E", "\u001B");
    var answered = new ByteArrayOutputStream();
    new Terminal(
            new PrintStream(answered, true, UTF_8), new PrintStream(new ByteArrayOutputStream()))
        .out()
        .println("Ac\u202Eme\u001B[31m");
    assertThat(answered.toString(UTF_8)).isEqualTo("Ac\\u202eme\\u001b[31m\n");
    Path file = home.resolve("no\u001B[2Jpeople.csv");
    Files.deleteIfExists(file);
    CommandLineRun refused =
        CommandLineRun.of(home, "people", "import", "--tenant", "acme", file.toString());
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.err()).contains("\\u001b[2J").doesNotContain("\u001B");
    CommandLineRun unknown = CommandLineRun.of(home, "no\u001B[2Jsuch");
    assertThat(unknown.err()).doesNotContain("\u001B");
  }

  @Test
  void no_name_in_an_answer_begins_a_line() {
    var bytes = new ByteArrayOutputStream();
    PrintStream out = CleanOutput.stream(bytes);
    new Answer(Format.text, out, "Acme\nforged (acme)")
        .give(
            Map.of(),
            lines -> {
              lines.println("name\nforged");
              lines.printf("%s and %d%n%s%n", "a\r\nforged", 7, List.of("b\nforged"));
              lines.printf(Locale.ROOT, "%-6s%c%n", "c\nforged", 'd');
              lines.println((Object) "e\nforged");
            });
    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly(
            "Acme\\u000aforged (acme)",
            "name\\u000aforged",
            "a\\u000d\\u000aforged and 7",
            "[b\\u000aforged]",
            "c\\u000aforgedd",
            "e\\u000aforged");
  }

  @Test
  void no_name_in_a_refusal_begins_a_line() {
    CommandLineRun refused = CommandLineRun.of(home, "nonsense\norgscope: all is well");
    assertThat(refused.exit()).isEqualTo(OrgscopeCommand.WRONG_USAGE);
    assertThat(refused.err().lines()).noneMatch(line -> line.startsWith("orgscope: all"));
    CommandLineRun file =
        CommandLineRun.of(
            home.resolve("a\nforged"), "people", "import", "--tenant", "acme", "people.csv");
    assertThat(file.exit()).isNotZero();
    assertThat(file.err().lines()).noneMatch(line -> line.startsWith("forged"));
  }

  @Test
  void nothing_in_a_message_or_an_exception_begins_a_line_of_the_log() throws JoranException {
    var context = new LoggerContext();
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(CleanOutputTest.class.getResource("/logback-spring.xml"));
    Logger logger = context.getLogger("a.room");
    var appender =
        (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("ERR");
    Exception thrown =
        new IllegalStateException(
            "outer\n2026-01-01 ERROR forged", new IOException("inner\rforged\nforged"));
    var event =
        new LoggingEvent(
            "a.Room", logger, Level.WARN, "said {}", thrown, new Object[] {"x\r\nforged\ny"});
    String written = new String(appender.getEncoder().encode(event), UTF_8);
    context.stop();
    assertThat(written).contains("said x", "outer", "inner");
    assertThat(written.split("\n"))
        .filteredOn(line -> !line.contains("said x"))
        .isNotEmpty()
        .allMatch(line -> line.isEmpty() || line.startsWith(" ") || line.startsWith("\t"));
  }

  private static String cleaned(byte[] bytes, int piece) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream clean = CleanOutput.stream(out)) {
      for (int i = 0; i < bytes.length; i += piece) {
        clean.write(bytes, i, Math.min(piece, bytes.length - i));
      }
    }
    return out.toString(UTF_8);
  }
}
