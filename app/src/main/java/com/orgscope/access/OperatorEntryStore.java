package com.orgscope.access;

import com.orgscope.state.Database;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the database knows of the files of the operators' log. */
@Component
final class OperatorEntryStore {
  private static final String ROOM = "access";

  private final Database database;

  OperatorEntryStore(Database database) {
    this.database = database;
  }

  /** The digest of each file, from the first on. */
  List<String> digests() {
    return database.inTransactionAsSystem(
        ROOM,
        sql ->
            sql.sql("SELECT digest FROM access.operator_entry WHERE tenant = '*' ORDER BY number")
                .query(String.class)
                .list());
  }

  void add(int number, String digest) {
    var unused =
        database.inTransactionAsSystem(
            ROOM,
            sql ->
                sql.sql(
                        """
                        INSERT INTO access.operator_entry (tenant, number, digest)
                        VALUES ('*', :number, :digest) ON CONFLICT DO NOTHING
                        """)
                    .param("number", number)
                    .param("digest", digest)
                    .update());
  }
}
