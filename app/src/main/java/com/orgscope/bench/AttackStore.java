package com.orgscope.bench;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
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

    NothingIsKept() {
      super(null, null, false, false);
    }
  }

  /**
   * What the database says to one attack.
   *
   * @param refused in whatever words
   * @param rows that the last of its statements showed; where it is refused, what the error says
   */
  record Answer(boolean refused, List<String> rows) {}

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
   * Attacks one after the other, in one transaction of one caller, each as if there had been none
   * before it.
   *
   * @param caller null for a connection of the login that nobody has vouched for
   * @param attacks each as statements, one after the other
   * @return to each its answer
   * @throws Failure as a bug, if at the end the database believes something else of the caller than
   *     at the beginning: then attacks were made as nobody
   */
  List<Answer> attack(Login login, @Nullable Caller caller, List<List<String>> attacks) {
    return Database.as(login, () -> caller == null ? unvouched(attacks) : vouched(caller, attacks));
  }

  private List<Answer> vouched(Caller caller, List<List<String>> attacks) {
    List<Answer> answers = new ArrayList<>();
    try {
      database.runAs(
          caller,
          sql -> {
            String before = believed(sql);
            attackAll(sql, attacks, answers);
            if (before.isEmpty() || !believed(sql).equals(before)) {
              throw Failure.bug("the database does not believe any more who attacks", null);
            }
            throw new NothingIsKept();
          });
      throw new IllegalStateException("something was kept");
    } catch (NothingIsKept end) {
      return answers;
    }
  }

  private List<Answer> unvouched(List<List<String>> attacks) {
    List<Answer> answers = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        attackAll(
            JdbcClient.create(new SingleConnectionDataSource(connection, true)), attacks, answers);
      } finally {
        connection.rollback();
      }
      return answers;
    } catch (SQLException e) {
      throw Failure.bug("a connection without a caller fails", e);
    }
  }

  private static void attackAll(JdbcClient sql, List<List<String>> attacks, List<Answer> answers) {
    sql.sql("SAVEPOINT attack").update();
    for (List<String> statements : attacks) {
      answers.add(answer(sql, statements));
      sql.sql("ROLLBACK TO SAVEPOINT attack").update();
    }
  }

  private static Answer answer(JdbcClient sql, List<String> statements) {
    try {
      List<String> rows = List.of();
      for (String statement : statements) {
        rows = texts(sql, statement);
      }
      return new Answer(false, rows);
    } catch (DataAccessException e) {
      // What an error says is an answer too.
      return new Answer(true, List.of(String.valueOf(e.getMostSpecificCause().getMessage())));
    }
  }

  /** Who the database says is calling; empty for nobody. */
  private static String believed(JdbcClient sql) {
    return String.join(
        "",
        texts(
            sql,
            "SELECT concat_ws(' ', (SELECT state.claimed_tenant()), (SELECT state.role()), (SELECT state.principal()), (SELECT state.person()))"));
  }

  private static List<String> texts(JdbcClient sql, String statement) {
    return sql.sql(statement).query((row, number) -> row.getString(1)).list();
  }
}
