package com.orgscope.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a line of a table may hold, and which tables are refused. */
class TableTest {
  @Test
  void lines_that_explain_and_blank_ones_are_no_rows_wherever_they_stand() {
    Table table = Table.of("t", "# why\n\na\tb\n# more\n1\t2\n\n3\t4\n");
    assertThat(table.columns()).containsExactly("a", "b");
    assertThat(table.rows()).containsExactly(List.of("1", "2"), List.of("3", "4"));
  }

  @Test
  void a_quote_is_a_letter_and_a_cell_keeps_its_blanks_and_may_be_empty() {
    Table table = Table.of("t", "a\tb\tc\n\"x\t y \"z\" \t\n");
    assertThat(table.rows()).containsExactly(List.of("\"x", " y \"z\" ", ""));
  }

  @Test
  void a_row_with_a_cell_too_many_or_too_few_is_refused_with_its_cells() {
    for (String row : List.of("1", "1\t2\t3")) {
      assertThatThrownBy(() -> Table.of("changes", "a\tb\n" + row + "\n"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("changes, row 2: " + row.split("\t").length + " cells, not 2")
          .hasMessageContaining("1");
    }
  }

  @Test
  void a_table_without_columns_and_one_that_is_not_there_are_refused() {
    assertThatThrownBy(() -> Table.of("changes", "# nothing but this\n"))
        .hasMessage("changes does not name its columns");
    assertThatThrownBy(() -> Table.read(TableTest.class, "gone.tsv"))
        .hasMessageContaining("no table gone.tsv beside");
  }

  @Test
  void nobody_changes_a_table_that_others_read_too() {
    Table table = Table.of("t", "a\n1\n");
    assertThatThrownBy(() -> table.rows().add(List.of("2")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
