package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * All that the database has of a tenant, in every table that has one in it: found in the schema, so
 * that a table of the next migration is not forgotten. A table whose comment says so is left alone
 * ({@value #KEPT}), or kept to the end ({@value #LAST}).
 *
 * <p>Works as the owner of the tables, whom policies bind too: one of each table lets the owner at
 * all of its rows (see {@link Migrations}), so that nobody waits for what is read here.
 */
@Component
public final class TenantRows {
  static final String KEPT = "deletion of a tenant: kept";
  static final String LAST = "deletion of a tenant: last";

  /** What the comment of a column says in which the name of whoever acted stays. */
  static final String SIGNED = "erasure of whoever acted: kept";

  /** What stands where somebody acted who was erased. */
  static final String ERASED = "erased";

  private static final String WHO_ACTED =
      """
      SELECT n.nspname || '.' || c.relname, format('%%I.%%I', n.nspname, c.relname),
        string_agg(format('%%I', a.attname), ' ' ORDER BY a.attname)
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
        AND a.atttypid = 'text'::regtype AND a.attname ~ '(^|_)(by|whom|principal|maker)$'
        AND col_description(c.oid, a.attnum) IS DISTINCT FROM '%1$s'
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND n.nspname !~ '^(pg_|information_schema$)'
        AND EXISTS (SELECT FROM pg_attribute t
          WHERE t.attrelid = c.oid AND t.attname = 'tenant' AND NOT t.attisdropped)
      GROUP BY 1, 2 ORDER BY 1
      """
          .formatted(SIGNED);

  /** But for keys of processes, which another role owns. */
  private static final String EVERY_TABLE =
      """
      SELECT n.nspname || '.' || c.relname, format('%I.%I', n.nspname, c.relname), ''
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND n.nspname !~ '^(pg_|information_schema$)'
        AND c.relowner = current_user::regrole
      ORDER BY 1
      """;

  private static final int ROWS_AT_ONCE = 20_000;
  private static final String STILL_REFERRED_TO = "23503";
  private static final String IN_USE = "55P03";
  private static final String DEADLOCK = "40P01";

  private final Database database;

  TenantRows(Database database) {
    this.database = database;
  }

  /**
   * @param quoted its name as SQL takes it
   */
  private record Table(String name, String quoted, String comment) {}

  /** How many rows would go, by table; those of no row are left out. */
  public SortedMap<String, Long> count(TenantId tenant) {
    return asOwner(owner -> {
      SortedMap<String, Long> rows = new TreeMap<>();
      for (Table table : tables(owner)) {
        if (!table.comment.equals(KEPT)) {
          long count = alone(owner, () -> counted(owner, table, tenant));
          if (count > 0) {
            rows.put(table.name, count);
          }
        }
      }
      return rows;
    });
  }

  /**
   * Deletes all rows of a tenant but those that go last. Killed on the way it is done again.
   *
   * @return how many went, by table
   * @throws Failure to be tried again, if a table is in use for too long
   */
  public SortedMap<String, Long> delete(TenantId tenant) {
    return asOwner(owner -> delete(owner, tenant, ""));
  }

  /** Deletes the rows that go last. */
  public SortedMap<String, Long> deleteLast(TenantId tenant) {
    return asOwner(owner -> delete(owner, tenant, LAST));
  }

  /**
   * Takes the names of people who acted out of every column that says who did something: it says
   * that it was somebody erased from then on. The columns are found by what they are called; those
   * whose comment says so ({@value #SIGNED}) stay, since a signature holds them.
   *
   * @return in how many rows, by table; those of no row are left out
   * @throws Failure to be tried again, if a table is in use for too long
   */
  public SortedMap<String, Long> forgetActors(TenantId tenant, Collection<String> principals) {
    return asOwner(owner -> {
      SortedMap<String, Long> rows = new TreeMap<>();
      for (Table table : tables(owner, WHO_ACTED)) {
        long changed = alone(owner, () -> forgotten(owner, table, tenant, principals));
        if (changed > 0) {
          rows.put(table.name, changed);
        }
      }
      return rows;
    });
  }

  private static long forgotten(
      Connection owner, Table table, TenantId tenant, Collection<String> principals)
      throws SQLException {
    long rows = 0;
    for (String column : table.comment.split(" ", -1)) {
      try (PreparedStatement update =
          owner.prepareStatement(
              "UPDATE %1$s SET %2$s = '%3$s' WHERE tenant = ? AND %2$s = ANY (?)"
                  .formatted(table.quoted, column, ERASED))) {
        update.setString(1, tenant.value());
        update.setArray(2, owner.createArrayOf("text", principals.toArray(String[]::new)));
        rows += update.executeUpdate();
      }
    }
    return rows;
  }

  /**
   * Looks for texts in every value of every row of every table there is, whichever its type:
   * numbers and texts as they are written, bytes in hexadecimal digits.
   *
   * @param texts in small letters
   * @return how many rows hold one, by table; every table is there
   */
  public SortedMap<String, Long> holding(Collection<String> texts) {
    return asOwner(owner -> {
      SortedMap<String, Long> rows = new TreeMap<>();
      for (Table table : tables(owner, EVERY_TABLE)) {
        rows.put(table.name, alone(owner, () -> holding(owner, table, texts)));
      }
      return rows;
    });
  }

  private static long holding(Connection owner, Table table, Collection<String> texts)
      throws SQLException {
    try (PreparedStatement count =
        owner.prepareStatement(
            "SELECT count(*) FROM %s AS held WHERE EXISTS (SELECT FROM unnest(?) AS t(text) WHERE position(t.text IN lower(held::text)) > 0)"
                .formatted(table.quoted))) {
      count.setArray(1, owner.createArrayOf("text", texts.toArray(String[]::new)));
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static SortedMap<String, Long> delete(Connection owner, TenantId tenant, String comment)
      throws SQLException {
    SortedMap<String, Long> gone = new TreeMap<>();
    List<Table> left =
        tables(owner).stream()
            .filter(table ->
                comment.isEmpty()
                    ? !table.comment.equals(KEPT) && !table.comment.equals(LAST)
                    : table.comment.equals(comment))
            .toList();
    while (!left.isEmpty()) {
      List<Table> referredTo = new ArrayList<>();
      for (Table table : left) {
        try {
          long rows = delete(owner, tenant, table);
          if (rows > 0) {
            gone.merge(table.name, rows, Long::sum);
          }
        } catch (SQLException e) {
          if (!STILL_REFERRED_TO.equals(e.getSQLState())) {
            throw e;
          }
          referredTo.add(table);
        }
      }
      if (referredTo.size() == left.size()) {
        throw Failure.bug("rows of tenant " + tenant + " refer to each other: " + left, null);
      }
      left = referredTo;
    }
    return gone;
  }

  private static long delete(Connection owner, TenantId tenant, Table table) throws SQLException {
    long rows = 0;
    while (true) {
      long some = alone(owner, () -> deleted(owner, table, tenant));
      rows += some;
      if (some < ROWS_AT_ONCE) {
        return rows;
      }
    }
  }

  private static List<Table> tables(Connection owner) throws SQLException {
    return tables(
        owner,
        """
        SELECT n.nspname || '.' || c.relname, format('%I.%I', n.nspname, c.relname),
          coalesce(obj_description(c.oid, 'pg_class'), '')
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'
          AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND n.nspname !~ '^(pg_|information_schema$)'
        ORDER BY 1
        """);
  }

  /** What a question finds: name, quoted name and comment. */
  private static List<Table> tables(Connection owner, String question) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        tables.add(new Table(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    return tables;
  }

  /** In a transaction of its own, so that no more than one table's rows are held at once. */
  private static long alone(Connection owner, Rows work) throws SQLException {
    owner.setAutoCommit(false);
    try {
      Roles.execute(owner, "SET LOCAL lock_timeout = '10s'");
      long rows = work.run();
      owner.commit();
      return rows;
    } catch (SQLException e) {
      owner.rollback();
      throw e;
    } finally {
      owner.setAutoCommit(true);
    }
  }

  private static long counted(Connection owner, Table table, TenantId tenant) throws SQLException {
    try (PreparedStatement count =
        owner.prepareStatement("SELECT count(*) FROM " + table.quoted + " WHERE tenant = ?")) {
      count.setString(1, tenant.value());
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static long deleted(Connection owner, Table table, TenantId tenant) throws SQLException {
    try (PreparedStatement delete =
        owner.prepareStatement(
            "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE tenant = ? LIMIT %2$d))"
                .formatted(table.quoted, ROWS_AT_ONCE))) {
      delete.setString(1, tenant.value());
      return delete.executeUpdate();
    }
  }

  private interface Rows {
    long run() throws SQLException;
  }

  private interface Work<T> {
    T of(Connection owner) throws SQLException;
  }

  private <T> T asOwner(Work<T> work) {
    // It brings the tables up to date.
    var unused = database.dataSource();
    try (Connection owner = database.asOwner()) {
      return work.of(owner);
    } catch (SQLException e) {
      String state = e.getSQLState();
      throw Connections.serverIsAway(e) || IN_USE.equals(state) || DEADLOCK.equals(state)
          ? Failure.retry("a table is in use for too long: ask again to go on", e)
          : Failure.bug("the database refused to look through what it has of a tenant", e);
    }
  }
}
