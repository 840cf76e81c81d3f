package com.orgscope.access;

import com.orgscope.state.Database;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** The row policies that the database holds on its table of people. */
@Component
final class HeldPolicyStore {
  private final Database database;

  HeldPolicyStore(Database database) {
    this.database = database;
  }

  /** Of each table of a room, whether it forces row-level security. */
  SortedMap<String, Boolean> forced() {
    return database.inTransactionAsSystem(
        "doctor",
        sql -> {
          SortedMap<String, Boolean> tables = new TreeMap<>();
          sql.sql(
                  """
                  SELECT n.nspname || '.' || c.relname, c.relrowsecurity AND c.relforcerowsecurity
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)'
                    AND c.relname <> 'flyway_history'
                  """)
              .query((RowCallbackHandler) row -> tables.put(row.getString(1), row.getBoolean(2)));
          return tables;
        });
  }

  /**
   * But for the owner's. In the order of their names; one that is not for every role, or that
   * restricts, says so.
   */
  List<PeoplePolicies.Policy> all() {
    return database.inTransactionAsSystem(
        "doctor",
        sql ->
            sql.sql(
                    """
                    SELECT policyname, cmd, concat_ws(' ', qual, 'WITH CHECK ' || with_check,
                      nullif('TO ' || roles::text, 'TO {public}'), nullif(permissive, 'PERMISSIVE'))
                    FROM pg_policies p JOIN pg_tables t USING (schemaname, tablename)
                    WHERE schemaname = 'directory' AND tablename = 'person'
                      AND NOT (policyname = 'its_owner' AND p.roles = ARRAY[t.tableowner])
                    ORDER BY policyname
                    """)
                .query((row, number) ->
                    new PeoplePolicies.Policy(row.getString(1), row.getString(2), row.getString(3)))
                .list());
  }
}
