package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Role;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.TestLake;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Role, table, row and tenant: one list of who has whose rows, written by hand, and every enforcer
 * of the one definition held to it.
 */
@Tag("slow")
class RowContractTest {
  @TempDir private static Path home = Path.of("");

  private static RowCompany company;
  private static List<RowContract.Line> lines = List.of();

  /** What was found, by enforcer, day and caller. */
  private record Found(RowEnforcer enforcer, RowContract.Day day, RowContract.Line line) {
    @Override
    public String toString() {
      return line + " " + day + ", " + enforcer;
    }
  }

  private static final Map<Found, Map<String, Set<String>>> FOUND = new LinkedHashMap<>();

  @BeforeAll
  static void ask() throws SQLException {
    company = RowCompany.in(home);
    lines = RowContract.lines(company.keys().keySet());
    BigQueryRows bigQuery = BigQueryRows.of(company, home);
    PostgresRows.fill(company);
    List<RowEnforcer> enforcers =
        List.of(
            new PostgresRows(company, false),
            new PostgresRows(company, true),
            new LakeRows(company));
    ask(enforcers, RowContract.Day.TODAY);
    ask(List.of(bigQuery), RowContract.Day.TODAY);
    company.nextDay();
    ask(enforcers, RowContract.Day.TOMORROW);
    // The grants are yesterday's: the day alone has changed.
    ask(List.of(bigQuery.on(RowCompany.TODAY.plusDays(1))), RowContract.Day.TOMORROW);
  }

  private static void ask(List<RowEnforcer> enforcers, RowContract.Day day) throws SQLException {
    for (RowEnforcer enforcer : enforcers) {
      for (RowContract.Line line : lines) {
        FOUND.put(new Found(enforcer, day, line), enforcer.rows(line));
      }
    }
  }

  @AfterAll
  static void close() {
    company.close();
  }

  static Stream<Found> found() {
    return FOUND.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("found")
  void a_caller_has_the_rows_of_the_contract_in_every_table_and_no_other(Found found) {
    Map<String, Set<String>> tables = Objects.requireNonNull(FOUND.get(found));
    assertThat(tables).isNotEmpty();
    tables.forEach((table, rows) ->
        assertThat(rows)
            .as(table)
            .isEqualTo(found.enforcer().expected(table, found.line(), found.day())));
  }

  @Test
  void every_role_and_both_tenants_are_in_the_contract() {
    List<String> asked = new ArrayList<>();
    for (Role role : Role.values()) {
      asked.add(RowCompany.ACME + " " + role);
      asked.add(RowCompany.OTHER + " " + role);
    }
    assertThat(lines.stream().map(line -> line.tenant() + " " + line.role()))
        .as("a line of row-contract.tsv for each role in each company")
        .containsAll(asked);
  }

  @Test
  void every_table_with_a_person_in_it_is_in_the_contract() throws SQLException {
    assertThat(PostgresRows.tables(company.database()))
        .as("say in row-tables.tsv what the table shows whom")
        .isEqualTo(
            RowContract.tables().keySet().stream()
                .map(table -> table.replaceFirst(" .*", ""))
                .collect(Collectors.toSet()));
    assertThat(PostgresRows.otherKeys(company.database()))
        .as("a key of a person is called person; what these are, say in no-people.tsv")
        .isEqualTo(RowContract.columnsOfNobody());
    for (LakeTable table : LakeTable.values()) {
      List<String> keys =
          TestLake.columns(table).entrySet().stream()
              .filter(column -> column.getValue().equals("UUID"))
              .map(Map.Entry::getKey)
              .filter(column -> !column.equals("event_key"))
              .toList();
      assertThat(keys)
          .as("%s: a key of a person is called actor", table)
          .isEqualTo(table.namesPeople() ? List.of("actor") : List.of());
    }
  }
}
