package com.orgscope.bench;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Statements of whoever attacks, in transactions of which nothing is kept. */
@Component
final class AttackStore {
  private static final int ROWS = 2_000;

  private final Database database;

  AttackStore(Database database) {
    this.database = database;
  }

  /** Ends a transaction that is not to be kept. */
  private static final class NothingIsKept extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> rows;

    NothingIsKept(List<String> rows) {
      super(null, null, false, false);
      this.rows = rows;
    }
  }

  /** All tables that the product may read, with their schemas, by the database's own list. */
  List<String> tables() {
    return database.inTransactionAsSystem(
        "bench",
        sql ->
            texts(
                sql,
                """
                SELECT c.oid::regclass::text FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$|public$)'
                  AND has_table_privilege(c.oid, 'SELECT')
                ORDER BY 1
                """));
  }

  /** Rows as text, those of the caller. */
  List<String> rows(Caller caller, String table) {
    return database.inTransactionAs(
        caller, sql -> texts(sql, "SELECT t::text FROM %s t LIMIT %d".formatted(table, ROWS)));
  }

  /**
   * Runs statements one after the other.
   *
   * @param page through the login of pages, else through the application's
   * @return what the last of them showed
   * @throws org.springframework.dao.DataAccessException if the database refuses one
   */
  List<String> attack(Caller caller, List<String> statements, boolean page) {
    try {
      if (page) {
        Database.as(
            Login.PAGES,
            () -> {
              database.runAs(caller, sql -> attack(sql, statements));
              return true;
            });
      } else {
        database.runAs(caller, sql -> attack(sql, statements));
      }
      throw new IllegalStateException("something was kept");
    } catch (NothingIsKept end) {
      return end.rows;
    }
  }

  private static void attack(JdbcClient sql, List<String> statements) {
    List<String> rows = List.of();
    for (String statement : statements) {
      rows = texts(sql, statement);
    }
    throw new NothingIsKept(rows);
  }

  private static List<String> texts(JdbcClient sql, String statement) {
    return sql.sql(statement).query((row, number) -> row.getString(1)).list();
  }
}
