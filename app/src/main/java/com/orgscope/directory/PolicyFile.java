package com.orgscope.directory;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads IT policies from what an administrator wrote down, and says what is wrong with it. */
final class PolicyFile {
  /** The value that takes a policy back. */
  static final String UNKNOWN = "unknown";

  static final int MOST_LINES = 1_000;
  static final int MOST_APPLICATIONS = 2_000;
  static final int MOST_NAME = 200;
  static final Duration SHORTEST = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofDays(365);

  private static final String VALID_FROM = "valid_from";
  private static final List<String> COLUMNS = List.of("policy", "value");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6}) ?(min|m|h|d)[a-z]*");

  private PolicyFile() {}

  /** What a line is about. */
  enum Kind {
    SESSION_LENGTH,
    MFA,
    BUNDLED_APPLICATIONS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
      return find(word).orElseThrow(() -> Failure.bug("a stored policy " + word, null));
    }

    static Optional<Kind> find(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }

  /** One policy from a day on, its value in one way of writing. */
  record Entry(Kind kind, String value, LocalDate validFrom) {}

  /** What was written, and where, for the message. */
  private record Raw(String where, String policy, String value, @Nullable String validFrom) {}

  static List<Entry> read(Path file, LocalDate today) {
    String text = HrText.of(file).text().strip();
    if (text.isEmpty()) {
      throw Failure.operator(file + " is empty");
    }
    List<Raw> raw = text.startsWith("{") || text.startsWith("[") ? json(text) : csv(text);
    if (raw.isEmpty()) {
      throw Failure.operator(file + " names no policy: it may name " + kinds());
    }
    if (raw.size() > MOST_LINES) {
      throw Failure.operator("a file holds at most " + MOST_LINES + " policies");
    }
    List<Entry> entries = new ArrayList<>();
    for (Raw line : raw) {
      Entry entry = entry(line, today);
      if (entries.stream()
          .anyMatch(e -> e.kind() == entry.kind() && e.validFrom().equals(entry.validFrom()))) {
        throw wrong(line, "says " + line.policy() + " twice for " + entry.validFrom());
      }
      entries.add(entry);
    }
    return entries;
  }

  private static Entry entry(Raw line, LocalDate today) {
    Kind kind =
        Kind.find(line.policy().toLowerCase(Locale.ROOT))
            .orElseThrow(
                () -> wrong(line, "'" + line.policy() + "' is no policy: it is one of " + kinds()));
    LocalDate from = today;
    if (line.validFrom() != null && !line.validFrom().isBlank()) {
      try {
        from = LocalDate.parse(line.validFrom());
      } catch (DateTimeException e) {
        throw wrong(line, "'" + line.validFrom() + "' is no date such as 2026-11-01");
      }
    }
    String value = line.value().strip();
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.equals(UNKNOWN)) {
      return new Entry(kind, UNKNOWN, from);
    }
    return new Entry(
        kind,
        switch (kind) {
          case SESSION_LENGTH -> session(line, lower);
          case MFA -> factor(line, lower);
          case BUNDLED_APPLICATIONS -> applications(line, value);
        },
        from);
  }

  private static String session(Raw line, String value) {
    Duration length =
        duration(value)
            .orElseThrow(
                () -> wrong(line, "'" + line.value() + "' is no length such as 30m, 8h or 7d"));
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw wrong(line, "a session lasts from one minute to 365 days");
    }
    return length.toMinutes() % 60 == 0 ? length.toHours() + "h" : length.toMinutes() + "m";
  }

  static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "d" -> Duration.ofDays(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofMinutes(number);
        });
  }

  private static String factor(Raw line, String value) {
    return SecondFactor.of(value.replace('-', '_').replace(' ', '_'))
        .orElseThrow(() ->
            wrong(
                line,
                "'%s' is no second factor: it is one of %s or %s"
                    .formatted(line.value(), String.join(", ", SecondFactor.words()), UNKNOWN)))
        .word();
  }

  private static String applications(Raw line, String value) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : value.split(";")) {
      String clean = HrHeader.clean(name);
      if (clean.length() > MOST_NAME) {
        throw wrong(line, "an application's name has at most " + MOST_NAME + " characters");
      }
      if (!clean.isEmpty()) {
        names.add(clean);
      }
    }
    if (names.isEmpty() || names.size() > MOST_APPLICATIONS) {
      throw wrong(
          line,
          "names %d applications; it takes 1 to %d, separated by semicolons"
              .formatted(names.size(), MOST_APPLICATIONS));
    }
    return String.join(";", new TreeSet<>(names));
  }

  private static List<Raw> csv(String text) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      if (!parser.getHeaderMap().keySet().containsAll(COLUMNS)) {
        throw Failure.operator(
            "the first line must name the columns policy,value and may name valid_from; it names "
                + String.join(",", parser.getHeaderNames()));
      }
      List<Raw> raw = new ArrayList<>();
      for (CSVRecord row : parser) {
        String where = "line " + parser.getCurrentLineNumber();
        if (!row.isSet("value")) {
          throw Failure.operator(where + " has no value");
        }
        String from = row.isSet(VALID_FROM) ? row.get(VALID_FROM) : null;
        raw.add(new Raw(where, row.get("policy"), row.get("value"), from));
      }
      return raw;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw Failure.operator("the file is no CSV: " + e.getMessage(), e);
    }
  }

  private static List<Raw> json(String text) {
    JsonNode root;
    try {
      root = JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw Failure.operator("the file is no JSON: " + e.getOriginalMessage(), e);
    }
    List<Raw> raw = new ArrayList<>();
    int number = 1;
    for (JsonNode from : root.isArray() ? root.values() : List.of(root)) {
      String where = root.isArray() ? "entry " + number++ : "the file";
      if (!from.isObject()) {
        throw Failure.operator(where + " is no object of policies");
      }
      String validFrom = from.has(VALID_FROM) ? from.get(VALID_FROM).asString("") : null;
      for (Map.Entry<String, JsonNode> policy : from.properties()) {
        if (!policy.getKey().equals(VALID_FROM)) {
          raw.add(new Raw(where, policy.getKey(), text(policy.getValue()), validFrom));
        }
      }
    }
    return raw;
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.values().stream().map(v -> v.asString("")).collect(Collectors.joining(";"))
        : value.asString("");
  }

  private static String kinds() {
    return Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
  }

  private static Failure wrong(Raw line, String what) {
    return Failure.operator(line.where() + ": " + what);
  }
}
