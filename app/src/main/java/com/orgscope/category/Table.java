package com.orgscope.category;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of tab-separated columns beside the code: lines that begin with {@code #} explain, the
 * first other line names the columns.
 *
 * @param columns names, in order
 * @param rows one list per row, as long as {@code columns}
 */
public record Table(List<String> columns, List<List<String>> rows) {

  /** Reads the resource beside {@code beside}; a missing or ragged table is a mistake of ours. */
  public static Table read(Class<?> beside, String name) {
    InputStream resource = beside.getResourceAsStream(name);
    if (resource == null) {
      throw new IllegalStateException("no table " + name + " beside " + beside.getName());
    }
    try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      List<List<String>> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(Arrays.asList(line.split("\t", -1)));
        }
      }
      List<String> columns = lines.removeFirst();
      for (List<String> row : lines) {
        if (row.size() != columns.size()) {
          throw new IllegalStateException(name + " is ragged at: " + row);
        }
      }
      return new Table(List.copyOf(columns), List.copyOf(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
