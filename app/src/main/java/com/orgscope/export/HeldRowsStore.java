package com.orgscope.export;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.state.Database;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Rows of one person, of any table that {@code held.tsv} names. */
@Component
final class HeldRowsStore {
  private static final int FETCHED_AT_ONCE = 200;

  private final Database database;

  HeldRowsStore(Database database) {
    this.database = database;
  }

  /**
   * Reads them in order, a few at a time.
   *
   * @param row is given each as a JSON object
   */
  void each(Whose whose, HeldTable table, Consumer<String> row) {
    String columns =
        table.columns().stream()
            .map(column -> "\"" + column.name() + "\"")
            .collect(Collectors.joining(", "));
    database.runAs(
        Caller.system(whose.tenant(), "export"),
        sql -> {
          sql.sql("SET LOCAL TIME ZONE 'UTC'").update();
          sql.sql(
                  "SELECT row_to_json(held)::text FROM (SELECT %s FROM %s WHERE %s ORDER BY 1) AS held"
                      .formatted(
                          columns,
                          table.table(),
                          table.which().replace(":keys", "CAST(:keys AS uuid[])")))
              .withFetchSize(FETCHED_AT_ONCE)
              .param(
                  "keys",
                  whose.keys().stream().map(PersonKey::toString).sorted().toArray(String[]::new))
              .query(found -> {
                row.accept(found.getString(1));
              });
        });
  }
}
