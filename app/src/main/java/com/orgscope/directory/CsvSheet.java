package com.orgscope.directory;

import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table that people keep in a spreadsheet and saved as CSV: in any usual encoding, its cells
 * apart by commas, semicolons or tabs, the first line naming columns in any order. Columns that
 * nobody asked for are left alone.
 */
public final class CsvSheet {
  private static final int MOST_TEXT = 200;
  private static final String SEPARATORS = ",;\t";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** 1234.56, 1,234.56 or 1234,56. */
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(\\d{1,9}|[1-9]\\d{0,2}(?:,\\d{3}){1,2})(?:\\.(\\d{1,4}))?|(\\d{1,9}),(\\d{1,2})");

  /** One thousand and more, or one and a fraction. */
  private static final Pattern TWO_READINGS = Pattern.compile("([1-9]\\d{0,2})[.,](\\d{3})");

  private CsvSheet() {}

  /**
   * A column by its name and what else people call it, all in small letters with single underlines.
   */
  public record Column(String name, List<String> otherNames, boolean needed) {
    public static Column needed(String name, String... otherNames) {
      return new Column(name, List.of(otherNames), true);
    }

    public static Column optional(String name, String... otherNames) {
      return new Column(name, List.of(otherNames), false);
    }

    private boolean isCalled(String header) {
      return name.equals(header) || otherNames.contains(header);
    }
  }

  /** One line under the names of its columns. */
  public static final class Row {
    private final long line;
    private final Map<String, String> cells;

    private Row(long line, Map<String, String> cells) {
      this.line = line;
      this.cells = cells;
    }

    /** Empty where the cell is empty or the column is not there. */
    public Optional<String> find(String column) {
      return Optional.ofNullable(cells.get(column)).filter(cell -> !cell.isEmpty());
    }

    public String text(String column) {
      String text = find(column).orElseThrow(() -> wrong("names no " + column));
      if (text.length() > MOST_TEXT) {
        throw wrong("has a %s of more than %d characters".formatted(column, MOST_TEXT));
      }
      return text;
    }

    /** A whole number from 0 on. */
    public int count(String column, int most) {
      String text = text(column);
      if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > most) {
        throw wrong(
            "has the %s '%s', which is no whole number from 0 to %,d"
                .formatted(column, text, most));
      }
      return Integer.parseInt(text);
    }

    /** An amount of money, not below zero; what may be read in two ways is refused. */
    public BigDecimal amount(String column) {
      String text = text(column);
      var twice = TWO_READINGS.matcher(text);
      if (twice.matches()) {
        throw wrong(
            "has the %1$s '%2$s', which may be %3$s%4$s or %3$s.%4$s: write %3$s%4$s or %3$s.%4$s0"
                .formatted(column, text, twice.group(1), twice.group(2)));
      }
      var matcher = AMOUNT.matcher(text);
      if (!matcher.matches()) {
        throw wrong("has the %s '%s', which is no amount such as 1234.56".formatted(column, text));
      }
      boolean comma = matcher.group(3) != null;
      String whole = comma ? matcher.group(3) : matcher.group(1).replace(",", "");
      String part = comma ? matcher.group(4) : matcher.group(2);
      return new BigDecimal(part == null ? whole : whole + "." + part);
    }

    public LocalDate date(String column) {
      String text = text(column);
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        throw wrong("has the %s '%s', which is no date such as 2026-11-01".formatted(column, text));
      }
    }

    /** Yes or no; no where nothing is said. */
    public boolean yes(String column) {
      String text = find(column).orElse("no").toLowerCase(Locale.ROOT);
      return switch (text) {
        case "yes", "y", "true", "1" -> true;
        case "no", "n", "false", "0" -> false;
        default ->
            throw wrong("has the %s '%s': write yes or no".formatted(column, find(column).get()));
      };
    }

    /** What is wrong with this line. */
    public Failure wrong(String what) {
      return Failure.operator("line %d %s; nothing was stored".formatted(line, what));
    }
  }

  /**
   * @throws Failure for the operator, if it cannot be read, lacks a column that is needed, or has
   *     more lines than that
   */
  public static List<Row> read(Path file, List<Column> columns, int most) {
    String text = HrCell.unguarded(HrText.of(file).text());
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator(text))
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      List<Row> rows = new ArrayList<>();
      Map<Integer, String> places = null;
      for (CSVRecord record : parser) {
        if (places == null) {
          places = places(file, record, columns);
        } else if (rows.size() == most) {
          throw Failure.operator("%s has more than %,d lines; split it".formatted(file, most));
        } else {
          row(record, places, parser.getCurrentLineNumber()).ifPresent(rows::add);
        }
      }
      if (rows.isEmpty()) {
        throw Failure.operator(
            "%s has no line below its columns; it may name %s".formatted(file, names(columns)));
      }
      return rows;
    } catch (IOException | UncheckedIOException e) {
      throw Failure.operator(file + " is no CSV: " + e.getMessage(), e);
    }
  }

  private static char separator(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char best = SEPARATORS.charAt(0);
    for (char candidate : SEPARATORS.toCharArray()) {
      if (count(first, candidate) > count(first, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static Map<Integer, String> places(Path file, CSVRecord header, List<Column> columns) {
    Map<Integer, String> places = new HashMap<>();
    for (int place = 0; place < header.size(); place++) {
      String name = plain(header.get(place));
      for (Column column : columns) {
        if (column.isCalled(name) && !places.containsValue(column.name())) {
          places.put(place, column.name());
        }
      }
    }
    List<String> missing =
        columns.stream()
            .filter(column -> column.needed() && !places.containsValue(column.name()))
            .map(Column::name)
            .toList();
    if (!missing.isEmpty()) {
      throw Failure.operator(
          "the first line of %s must name the columns %s, and lacks %s"
              .formatted(file, names(columns), String.join(", ", missing)));
    }
    return places;
  }

  /** {@code Price per seat} is {@code price_per_seat}. */
  private static String plain(String header) {
    return DisplayText.of(header)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", "_")
        .replaceAll("^_|_$", "");
  }

  private static String names(List<Column> columns) {
    return String.join(
        ", ",
        columns.stream()
            .map(column -> column.needed() ? column.name() : "[" + column.name() + "]")
            .toList());
  }

  private static Optional<Row> row(CSVRecord record, Map<Integer, String> places, long line) {
    Map<String, String> cells = new HashMap<>();
    places.forEach((place, column) -> {
      if (place < record.size()) {
        cells.put(column, DisplayText.of(HrCell.of(Objects.requireNonNull(record.get(place)))));
      }
    });
    return cells.values().stream().allMatch(String::isEmpty)
        ? Optional.empty()
        : Optional.of(new Row(line, cells));
  }
}
