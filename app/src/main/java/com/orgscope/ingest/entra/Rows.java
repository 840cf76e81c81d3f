package com.orgscope.ingest.entra;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rows of a table of tab-separated values that ships with the reader. */
final class Rows {
  private Rows() {}

  static List<String[]> of(String resource) {
    try (InputStream in = Rows.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw Failure.bug("missing resource " + resource, null);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw Failure.bug("unreadable resource " + resource, e);
    }
  }
}
