package com.orgscope.usage;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A data resource beside this class: one row a line, columns parted by tabs. */
final class DataFile {
  private DataFile() {}

  /** The rows below the header line; every row must have as many columns as the header. */
  static List<String[]> rows(String name) {
    List<String> lines = lines(name);
    int columns = lines.getFirst().split("\t", -1).length;
    return lines.stream()
        .skip(1)
        .map(line -> {
          String[] row = line.split("\t", -1);
          if (row.length != columns) {
            throw Failure.bug(name + ": not " + columns + " columns: " + line, null);
          }
          return row;
        })
        .toList();
  }

  /** The lines that are neither empty nor a comment. */
  static List<String> lines(String name) {
    try (InputStream in = DataFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw Failure.bug("no resource " + name, null);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw Failure.bug("cannot read " + name, e);
    }
  }

  /** The parts of a cell that holds several. */
  static List<String> parts(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(";"));
  }
}
