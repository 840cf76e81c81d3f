package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.directory.CsvSheet.Column;
import com.orgscope.directory.CsvSheet.Row;
import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSheetTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.needed("name", "product"),
          Column.needed("price", "seat_price"),
          Column.optional("day"),
          Column.optional("own"),
          Column.optional("seats"));

  @TempDir private Path folder = Path.of("replaced");

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void cells_are_apart_by_whatever_the_first_line_has_most_of(String separator) throws IOException {
    Row row = read("Seat price,Product,Note\n12.50,GitHub,none".replace(",", separator)).getFirst();
    assertThat(row.text("name")).isEqualTo("GitHub");
    assertThat(row.amount("price")).isEqualTo("12.50");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "7|7",
        "12.5|12.5",
        "1234.56|1234.56",
        "1,234.56|1234.56",
        "1,234,567|1234567",
        "12,5|12.5",
        "1234,56|1234.56",
        "1234.567|1234.567",
        "0.125|0.125",
        "0.0125|0.0125"
      })
  void an_amount_may_be_written_as_usual(String written, String amount) throws IOException {
    assertThat(read("name;price\nGitHub;" + written).getFirst().amount("price")).isEqualTo(amount);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.234", "1,234", "12,500", "999.000"})
  void what_may_be_a_thousand_or_one_and_a_fraction_is_refused_with_both_readings(String written)
      throws IOException {
    Row row = read("name;price\nGitHub;" + written).getFirst();
    String digits = written.replaceAll("[.,]", "");
    assertThatThrownBy(() -> row.amount("price"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("may be %s or %s", digits, written.replace(',', '.'))
        .hasMessageContaining("write " + digits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1.234,56",
        "$12",
        "12 EUR",
        "1e3",
        "12.",
        "1,23,456",
        "0,123",
        "",
        "12.34567",
        "NaN"
      })
  void what_is_no_amount_is_refused_with_its_line(String written) throws IOException {
    Row row = read("name;price\nSlack;1\nGitHub;" + written).get(1);
    assertThatThrownBy(() -> row.amount("price"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("price")
        .hasMessageContaining("nothing was stored");
  }

  @Test
  void an_encoding_that_is_not_utf_8_is_read_as_well() throws IOException {
    byte[] bytes = "name;price\nBüro;1".getBytes(Charset.forName("windows-1252"));
    Path file = Files.write(folder.resolve("old.csv"), bytes);
    assertThat(CsvSheet.read(file, COLUMNS, 9).getFirst().text("name")).isEqualTo("Büro");
    byte[] marked = "\uFEFFname;price\nBüro;1".getBytes(StandardCharsets.UTF_8);
    Path withMark = Files.write(folder.resolve("marked.csv"), marked);
    assertThat(CsvSheet.read(withMark, COLUMNS, 9).getFirst().text("name")).isEqualTo("Büro");
  }

  @Test
  void a_cell_is_what_was_meant_and_seen() throws IOException {
    Row row = read("name,price,seats\n\"Acme, \u200bInc\",\"=\"\"7\"\"\",007").getFirst();
    assertThat(row.text("name")).isEqualTo("Acme, Inc");
    assertThat(row.count("seats", 10)).isEqualTo(7);
  }

  @Test
  void empty_lines_and_empty_cells_say_nothing() throws IOException {
    List<Row> rows = read("name,price,day\n\nGitHub,1,\n,,\nSlack,2\n");
    assertThat(rows).hasSize(2);
    assertThat(rows).allSatisfy(row -> assertThat(row.find("day")).isEmpty());
    assertThatThrownBy(() -> rows.getFirst().text("day")).hasMessageContaining("names no day");
  }

  @Test
  void counts_days_and_yes_or_no_are_told_apart_from_anything_else() throws IOException {
    Row row = read("name,price,day,own,seats\nGitHub,1,2026-11-01,YES,10").getFirst();
    assertThat(row.date("day")).isEqualTo("2026-11-01");
    assertThat(row.yes("own")).isTrue();
    assertThat(row.count("seats", 10)).isEqualTo(10);
    assertThatThrownBy(() -> row.count("seats", 9)).hasMessageContaining("from 0 to 9");
    Row wrong = read("name,price,day,own,seats\nGitHub,1,1.11.2026,perhaps,1.5").getFirst();
    assertThatThrownBy(() -> wrong.date("day")).hasMessageContaining("2026-11-01");
    assertThatThrownBy(() -> wrong.yes("own")).hasMessageContaining("write yes or no");
    assertThatThrownBy(() -> wrong.count("seats", 9)).hasMessageContaining("no whole number");
  }

  @Test
  void a_column_that_lacks_and_a_file_without_lines_are_told() {
    assertThatThrownBy(() -> read("name,cost\nGitHub,1"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("lacks price")
        .hasMessageContaining("[day]");
    assertThatThrownBy(() -> read("name,price\n")).hasMessageContaining("no line");
    assertThatThrownBy(() -> read("")).hasMessageContaining("no line");
    assertThatThrownBy(() -> CsvSheet.read(folder.resolve("none.csv"), COLUMNS, 9))
        .hasMessageContaining("there is no file");
  }

  @Test
  void a_file_has_so_many_lines_and_a_cell_so_many_letters() throws IOException {
    String lines = "name,price\n" + "GitHub,1\n".repeat(10);
    assertThatThrownBy(() -> read(lines)).hasMessageContaining("more than 9 lines");
    Row row = read("name,price\n" + "x".repeat(201) + ",1").getFirst();
    assertThatThrownBy(() -> row.text("name")).hasMessageContaining("more than 200 characters");
    assertThat(row.find("price").orElseThrow().toUpperCase(Locale.ROOT)).isEqualTo("1");
  }

  private List<Row> read(String text) throws IOException {
    return CsvSheet.read(Files.writeString(folder.resolve("sheet.csv"), text), COLUMNS, 9);
  }
}
