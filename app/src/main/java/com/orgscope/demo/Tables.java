package com.orgscope.demo;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the room's own tab-separated tables. The first line of each names its columns. */
final class Tables {
  private static final Pattern ALTERNATIVES = Pattern.compile(" ; ");

  private Tables() {}

  static List<String[]> rows(String name, int columns) {
    return lines(name).stream()
        .skip(1)
        .map(line -> {
          String[] cells = line.split("\t", -1);
          if (cells.length != columns) {
            throw Failure.bug(name + ": " + cells.length + " columns in: " + line, null);
          }
          return cells;
        })
        .toList();
  }

  static List<String> lines(String name) {
    try (InputStream in = Tables.class.getResourceAsStream(name)) {
      if (in == null) {
        throw Failure.bug("No table " + name, null);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> alternatives(String cell) {
    return List.of(ALTERNATIVES.split(cell));
  }
}
