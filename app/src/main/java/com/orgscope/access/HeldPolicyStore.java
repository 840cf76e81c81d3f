package com.orgscope.access;

import com.orgscope.state.Database;
import java.util.List;
import org.springframework.stereotype.Component;

/** The row policies that the database holds on its table of people. */
@Component
final class HeldPolicyStore {
  private final Database database;

  HeldPolicyStore(Database database) {
    this.database = database;
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
