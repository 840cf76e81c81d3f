package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose an id is, by HMAC, as the directory was told; and keys that an earlier version found to be
 * somebody else's.
 */
@Component
final class LinkStore {
  private final Database database;

  LinkStore(Database database) {
    this.database = database;
  }

  Map<UUID, PersonKey> all(TenantId tenant) {
    return pairs(tenant, "SELECT hash, person FROM directory.link");
  }

  Optional<PersonKey> find(TenantId tenant, UUID hash) {
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql ->
            sql.sql("SELECT person FROM directory.link WHERE hash = ?")
                .param(hash)
                .query((row, number) -> new PersonKey(row.getObject("person", UUID.class)))
                .optional());
  }

  /** From old keys to the people they are. */
  Map<UUID, PersonKey> merged(TenantId tenant) {
    return pairs(tenant, "SELECT old_key, person FROM directory.merged");
  }

  private Map<UUID, PersonKey> pairs(TenantId tenant, String query) {
    return database.inTransactionAs(Caller.system(tenant, "directory"), sql -> pairs(sql, query));
  }

  static Map<UUID, PersonKey> pairs(JdbcClient sql, String query) {
    return sql.sql(query)
        .query((ResultSet rows) -> {
          Map<UUID, PersonKey> found = new HashMap<>();
          while (rows.next()) {
            found.put(rows.getObject(1, UUID.class), new PersonKey(rows.getObject(2, UUID.class)));
          }
          return found;
        });
  }
}
