package com.orgscope.scim;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/**
 * What users and groups are looked up by alike.
 *
 * @param columns what a row is read from, up to the table's name
 * @param present the condition under which a row is there for providers
 */
record ResourceStore<R>(Database database, String columns, String present, RowMapper<R> row) {
  private static final String IN_ORDER = " ORDER BY created_at, id";

  Optional<R> find(Caller caller, UUID id) {
    return by(caller, "id = ?", id).stream().findFirst();
  }

  /** Those that are there and fit a condition with one value, in the order of {@link #page}. */
  List<R> by(Caller caller, String condition, UUID value) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(columns + " WHERE " + present + " AND " + condition + IN_ORDER)
                .param(value)
                .query(row)
                .list());
  }

  /** In the order in which they were made. */
  List<R> page(Caller caller, long skip, int most) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(columns + " WHERE " + present + IN_ORDER + " OFFSET ? LIMIT ?")
                .params(skip, most)
                .query(row)
                .list());
  }

  long count(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("SELECT count(*) FROM (" + columns + " WHERE " + present + ") AS there")
                .query(Long.class)
                .single());
  }
}
