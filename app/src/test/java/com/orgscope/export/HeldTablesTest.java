package com.orgscope.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.export.HeldTable.Column;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.TestLake;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** That no table and no column is forgotten by an export: the schema is read, and the lake's. */
class HeldTablesTest {
  private static final Database DATABASE = TestDatabase.fresh();
  private static final List<HeldTable> HELD = HeldTable.all();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** Columns of every table that there is. */
  static Map<String, Set<String>> schema(Database database) throws Exception {
    Map<String, Set<String>> tables = new TreeMap<>();
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT table_schema || '.' || table_name, column_name
                FROM information_schema.columns
                JOIN information_schema.tables USING (table_schema, table_name)
                WHERE table_type = 'BASE TABLE' AND table_schema !~ '^(pg_|information_schema|public)'
                """)) {
      while (rows.next()) {
        tables.computeIfAbsent(rows.getString(1), t -> new TreeSet<>()).add(rows.getString(2));
      }
    }
    return tables;
  }

  @Test
  void every_table_is_exported_or_a_reason_is_given() throws Exception {
    assertThat(HELD.stream().map(HeldTable::table))
        .as("held.tsv has a line for each table of the schema, and for no other")
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(schema(DATABASE).keySet());
    assertThat(HELD).allSatisfy(table -> assertThat(table.which()).isNotBlank());
  }

  @Test
  void a_table_with_a_person_in_it_is_exported() throws Exception {
    Set<String> people =
        schema(DATABASE).entrySet().stream()
            .filter(table -> table.getValue().contains("person"))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(people).hasSizeGreaterThan(25);
    assertThat(HELD.stream().filter(HeldTable::isExported).map(HeldTable::table))
        .as("no reason is enough to keep somebody's own rows from them")
        .containsAll(people);
  }

  /** GDPR Article 15, and 15 (4): what it says is theirs, and who wrote it is not told by name. */
  @Test
  void what_others_wrote_about_somebody_is_given_to_them_as_the_schema_says() throws Exception {
    try (Connection owner = TestDatabase.asOwner(DATABASE);
        Statement statement = owner.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT c.oid::regclass || '.' || a.attname FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE col_description(c.oid, a.attnum)
                  = 'given to the person it is about when they ask, and shown on no page of theirs'
                """)) {
      Set<String> given = new TreeSet<>();
      while (rows.next()) {
        given.add(rows.getString(1));
      }
      assertThat(given)
          .containsExactly("category.override_reason.reason", "recommendation.note.note");
      assertThat(
              HELD.stream()
                  .flatMap(table ->
                      table.columns().stream().map(column -> table.table() + "." + column.name())))
          .containsAll(given)
          .doesNotContain("category.override.by_whom", "review.contest.decided_by");
    }
  }

  @Test
  void every_column_of_an_exported_table_is_exported_or_left_out_for_a_reason() throws Exception {
    Map<String, Set<String>> schema = schema(DATABASE);
    for (HeldTable table : HELD) {
      if (!table.isReadHere()) {
        continue;
      }
      Set<String> there = new TreeSet<>(Set.copyOf(schema.getOrDefault(table.table(), Set.of())));
      there.remove("tenant");
      assertThat(
              Stream.concat(
                  table.columns().stream().map(Column::name), table.leftOut().keySet().stream()))
          .as("columns of " + table.table())
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(there);
      assertThat(table.leftOut().values()).as(table.table()).doesNotContain("");
      assertThat(List.of(table.what(), table.kept())).as(table.table()).doesNotContain("");
    }
    assertThat(HELD.stream().filter(HeldTable::isExported).map(HeldTable::file))
        .doesNotHaveDuplicates();
  }

  @Test
  void every_column_of_the_lakes_tables_of_people_is_exported() {
    Map<LakeTable, List<String>> exported =
        Map.of(
            LakeTable.SSO_EVENTS, HeldInLake.EVENT_COLUMNS,
            LakeTable.APP_USAGE_DAILY, HeldInLake.DAY_COLUMNS);
    for (LakeTable table : LakeTable.values()) {
      if (!table.namesPeople()) {
        continue;
      }
      Set<String> there = new HashSet<>(TestLake.columns(table).keySet());
      there.remove("tenant");
      // The day of an event is that of its time.
      there.remove(table == LakeTable.SSO_EVENTS ? "day" : "tenant");
      assertThat(exported.getOrDefault(table, List.of()))
          .as(table.sqlName())
          .containsExactlyInAnyOrderElementsOf(there);
    }
  }
}
