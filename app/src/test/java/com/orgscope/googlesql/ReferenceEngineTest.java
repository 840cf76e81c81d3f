package com.orgscope.googlesql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.googlesql.ReferenceEngine.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the engine can tell, so that a green policy is one that was read and run. */
class ReferenceEngineTest {
  private static final ReferenceEngine ENGINE = GoogleSqlEngine.engine();
  private static final Table VISITS =
      new Table(
          List.of("p", "d", "visits"),
          Map.of("actor", "STRING"),
          Stream.of("a", "b", "a").map(actor -> List.<Object>of(actor)).toList());

  @Test
  void it_runs_a_query_with_parameters() {
    assertThat(
            ENGINE.run(
                "SELECT COUNT(*) FROM `p`.`d`.`visits` WHERE actor = @who AND @day > DATE '2026-01-01'",
                List.of(VISITS),
                Map.of("who", "a", "day", LocalDate.of(2026, 11, 30))))
        .containsExactly(List.of(2L));
  }

  @Test
  void it_knows_names_and_types() {
    assertThat(ENGINE.analyze("SELECT actor FROM `p`.`d`.`visits`", List.of(VISITS)))
        .isEqualTo("Query");
    assertThatThrownBy(() -> ENGINE.analyze("SELECT actr FROM `p`.`d`.`visits`", List.of(VISITS)))
        .hasMessageContaining("actr");
    assertThatThrownBy(
            () -> ENGINE.analyze("SELECT * FROM `p`.`d`.`visits` WHERE actor = 1", List.of(VISITS)))
        .hasMessageContaining("No matching signature");
  }

  @Test
  void the_build_fetches_what_it_is_made_of() throws IOException {
    String pom =
        Files.readString(Path.of("pom.xml"))
            + Files.readString(Path.of("..", "pom.xml")).replace("zetasql.version>", "version>");
    for (String artifact : GoogleSqlEngine.artifacts()) {
      String[] parts = artifact.split(":");
      assertThat(pom)
          .contains("<groupId>" + parts[0] + "</groupId>", "<version>" + parts[2] + "</version>")
          .containsPattern(
              "<artifactId>" + parts[1].replaceFirst("(linux|darwin)$", ".*") + "</artifactId>");
    }
  }
}
