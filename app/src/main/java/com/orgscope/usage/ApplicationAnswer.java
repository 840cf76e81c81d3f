package com.orgscope.usage;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What IT or a model said an application is for. It was asked about the name and the industry alone
 * and knows nobody who uses it, so that it is evidence and not the truth.
 *
 * @param functions ids of {@code functions.tsv}, the main one first; one or two, none if unknown
 * @param kinds which kinds of work (categories) use it, and how; what is not listed is not expected
 *     to. Empty if nothing was said of them.
 * @param why in a line
 */
public record ApplicationAnswer(
    List<String> functions, Sureness sure, Map<String, Frequency> kinds, String why, Said said) {

  /** How sure somebody was. */
  public enum Sureness {
    CERTAIN,
    LIKELY,
    GUESS,
    UNKNOWN;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a kind of work uses an application. */
  public enum Frequency {
    MAINLY,
    ALSO,
    RARELY;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whose word it is. */
  public enum By {
    IT,
    MODEL;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Who said it, and when.
   *
   * @param model null for IT, and for a file that does not say which
   * @param prompt the version of the question; null where nobody was asked
   */
  public record Said(By by, @Nullable String model, @Nullable String prompt, LocalDate on) {}

  private static final int MOST_FUNCTIONS = 2;

  public ApplicationAnswer {
    functions = List.copyOf(functions);
    kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    if (functions.stream().distinct().count() < functions.size()) {
      throw new IllegalArgumentException("a function stands there twice");
    }
    if (functions.size() > MOST_FUNCTIONS
        || functions.isEmpty() != (sure == Sureness.UNKNOWN)
        || (sure == Sureness.UNKNOWN && !kinds.isEmpty())) {
      throw new IllegalArgumentException(
          "an answer names one or two functions, or it is unknown and names nothing");
    }
  }

  /** Kinds of work as a column of a file has them: {@code Sales=mainly;Marketing=also}. */
  public String kindsText() {
    return kinds.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue().wireName())
        .collect(Collectors.joining(";"));
  }

  /**
   * Reads what {@link #kindsText} writes.
   *
   * @throws IllegalArgumentException if it is not so written
   */
  public static Map<String, Frequency> kinds(String text) {
    Map<String, Frequency> kinds = new LinkedHashMap<>();
    for (String pair : text.split(";")) {
      if (!pair.isBlank()) {
        int equals = pair.lastIndexOf('=');
        String how = pair.substring(equals + 1).strip().toUpperCase(Locale.ROOT);
        if (equals < 1 || kinds.put(pair.substring(0, equals).strip(), frequency(how)) != null) {
          throw new IllegalArgumentException(
              "'" + pair.strip() + "' is not Category=mainly, =also or =rarely, each once");
        }
      }
    }
    return kinds;
  }

  private static Frequency frequency(String name) {
    for (Frequency frequency : Frequency.values()) {
      if (frequency.name().equals(name)) {
        return frequency;
      }
    }
    throw new IllegalArgumentException(
        "'" + name.toLowerCase(Locale.ROOT) + "' is none of mainly, also, rarely");
  }
}
