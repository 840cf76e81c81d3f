package com.orgscope.cli;

import com.orgscope.cli.OrgscopeCommand.Format;
import java.io.PrintStream;
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
record Answer(Format format, PrintStream out, @Nullable String header) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Without a header. */
  Answer(Format format, PrintStream out) {
    this(format, out, null);
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
          out.println(header);
        }
        text.accept(out);
      }
    }
    out.flush();
  }
}
