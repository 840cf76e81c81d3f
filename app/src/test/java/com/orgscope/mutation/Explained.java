package com.orgscope.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The changes that nobody can notice, each with why, as a list beside the code has them. */
public final class Explained {
  private static final String HEADER = "change\twhy";

  private Explained() {}

  /** The changes, without why. */
  public static List<String> in(Path list) throws IOException {
    List<String> lines = Files.readAllLines(list);
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      throw new IOException(list + " begins with: " + HEADER);
    }
    List<String> changes = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      if (cells.length != 2 || cells[1].isBlank()) {
        throw new IOException("a line says change and why: " + line);
      }
      changes.add(cells[0]);
    }
    return changes;
  }
}
