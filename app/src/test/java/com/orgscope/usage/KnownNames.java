package com.orgscope.usage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The names of the list of known applications, for tests of tables that name some. */
public final class KnownNames {
  private KnownNames() {}

  public static List<String> all() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    KnownApplications.class.getResourceAsStream("applications.tsv")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.charAt(0) != '#')
          .skip(1)
          .map(line -> line.split("\t", -1)[0])
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
