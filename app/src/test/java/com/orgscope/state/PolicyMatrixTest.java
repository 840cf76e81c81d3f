package com.orgscope.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What every table lets every caller do, beside a list that somebody has read: {@code
 * policies.tsv}, a line for each table and set of callers that may do the same. Read, add, change,
 * take away, move to another tenant; {@code acme} is all of the caller's tenant, {@code -} is no
 * row, {@code denied} is no right at all, {@code refused} is a row that the policy does not take.
 */
class PolicyMatrixTest {
  @Test
  void policies_let_through_what_the_reviewed_list_says_and_nothing_else() throws Exception {
    Database database = TestDatabase.fresh();
    List<String> found = new ArrayList<>();
    try (Connection superuser = TestDatabase.asOwner(database)) {
      PolicyMatrix matrix = new PolicyMatrix(superuser, TestServer.claims(database));
      for (String table : matrix.tables()) {
        found.addAll(matrix.lines(table));
      }
    }
    Files.write(Path.of("target", "policies.tsv"), found);
    assertThat(found)
        .as(
            "read each line below: is that what they may do? Then put it into policies.tsv;"
                + " target/policies.tsv has all that was found")
        .containsExactlyInAnyOrderElementsOf(reviewed());
    database.close();
  }

  /** Without comments. */
  static TreeSet<String> reviewed() throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PolicyMatrixTest.class.getResourceAsStream("policies.tsv")),
                UTF_8))) {
      reader.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).forEach(lines::add);
    }
    return lines;
  }
}
