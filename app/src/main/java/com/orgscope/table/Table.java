package com.orgscope.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of tab-separated columns: lines that begin with {@code #} explain, the first other line
 * names the columns. Quotes are letters like others, and a cell keeps its blanks.
 *
 * @param columns names, in order
 * @param rows one list per row, as long as {@code columns}
 */
public record Table(List<String> columns, List<List<String>> rows) {
  private static final char COMMENT = '#';
  private static final CSVFormat FORMAT =
      CSVFormat.TDF
          .builder()
          .setQuote(null)
          .setIgnoreSurroundingSpaces(false)
          .setIgnoreEmptyLines(true)
          .setCommentMarker(COMMENT)
          .get();

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * Reads the resource beside a class.
   *
   * @throws IllegalStateException for a missing or ragged table, which is a mistake of ours
   */
  public static Table read(Class<?> beside, String name) {
    try (Reader reader = resource(beside, name)) {
      return parse(name, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /**
   * Reads a text.
   *
   * @param name of the table, for complaints
   * @throws IllegalStateException if a row has not as many cells as there are columns
   */
  public static Table of(String name, String text) {
    try (Reader reader = new StringReader(text)) {
      return parse(name, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The lines of a list beside a class that are neither blank nor a comment. */
  public static List<String> lines(Class<?> beside, String name) {
    try (BufferedReader reader = new BufferedReader(resource(beside, name))) {
      return reader.lines().filter(line -> !line.isBlank() && line.charAt(0) != COMMENT).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static Reader resource(Class<?> beside, String name) {
    InputStream resource = beside.getResourceAsStream(name);
    if (resource == null) {
      throw new IllegalStateException("no table " + name + " beside " + beside.getName());
    }
    return new InputStreamReader(resource, StandardCharsets.UTF_8);
  }

  private static Table parse(String name, Reader reader) throws IOException {
    try (CSVParser parser = FORMAT.parse(reader)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.isEmpty()) {
        throw new IllegalStateException(name + " does not name its columns");
      }
      List<String> columns = records.getFirst().toList();
      for (CSVRecord row : records) {
        if (row.size() != columns.size()) {
          throw new IllegalStateException(
              "%s, row %d: %d cells, not %d: %s"
                  .formatted(
                      name, row.getRecordNumber(), row.size(), columns.size(), row.toList()));
        }
      }
      return new Table(columns, records.stream().skip(1).map(CSVRecord::toList).toList());
    }
  }
}
