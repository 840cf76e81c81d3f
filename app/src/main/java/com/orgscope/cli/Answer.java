package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.cli.OrgscopeCommand.Format;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One answer, as one JSON document for scripts or as lines for people.
 *
 * @param header says to people whose figures these are and as of when; null where it is nobody's
 */
record Answer(Format format, PrintStream out, @Nullable String header, Path home) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Without a header. */
  Answer(Format format, PrintStream out) {
    this(format, out, null);
  }

  /** Of the usual home. */
  Answer(Format format, PrintStream out, @Nullable String header) {
    this(format, out, header, Path.of(".orgscope"));
  }

  /**
   * @param document what scripts get: a record or a map, names written in snake case
   * @param text what people get
   */
  void give(Object document, Consumer<PrintStream> text) {
    switch (format) {
      case json -> out.println(JSON.writeValueAsString(document));
      case text -> {
        if (header != null) {
          out.println(CleanOutput.inOneLine(header));
        }
        text.accept(new OneLineEach(out, home));
      }
    }
    out.flush();
  }

  /** What is told by one call is one line, or the lines of its pattern, whatever stands in it. */
  private static final class OneLineEach extends PrintStream {
    private final Path home;

    OneLineEach(PrintStream out, Path home) {
      super(out, true, UTF_8);
      this.home = home;
    }

    @Override
    public void println(@Nullable String line) {
      super.print(CleanOutput.inOneLine(NextStep.on(home, String.valueOf(line))));
      super.println();
    }

    @Override
    public void println(@Nullable Object line) {
      println(String.valueOf(line));
    }

    @Override
    public PrintStream format(String pattern, @Nullable Object... values) {
      return format(Locale.ROOT, pattern, values);
    }

    @Override
    public PrintStream format(@Nullable Locale locale, String pattern, @Nullable Object... values) {
      Object[] inOneLine = Arrays.stream(values).map(OneLineEach::inOneLine).toArray();
      super.print(NextStep.on(home, String.format(locale, pattern, inOneLine)));
      return this;
    }

    private static @Nullable Object inOneLine(@Nullable Object value) {
      String text = String.valueOf(value);
      return text.indexOf('\n') < 0 ? value : CleanOutput.inOneLine(text);
    }
  }
}
