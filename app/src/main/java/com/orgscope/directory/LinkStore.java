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
import org.springframework.stereotype.Component;

/** Whose an id is, by HMAC; and keys that turned out to be somebody else's. */
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
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql ->
            sql.sql(query)
                .query((ResultSet rows) -> {
                  Map<UUID, PersonKey> found = new HashMap<>();
                  while (rows.next()) {
                    found.put(
                        rows.getObject(1, UUID.class),
                        new PersonKey(rows.getObject(2, UUID.class)));
                  }
                  return found;
                }));
  }

  /**
   * Adds links that are new and returns what is stored for all of them: where another process was
   * first, its answer.
   */
  Map<UUID, PersonKey> add(TenantId tenant, Map<UUID, PersonKey> links) {
    String[] hashes = new String[links.size()];
    String[] people = new String[links.size()];
    int i = 0;
    for (Map.Entry<UUID, PersonKey> link : links.entrySet()) {
      hashes[i] = link.getKey().toString();
      people[i++] = link.getValue().toString();
    }
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql -> {
          // In order of the hash, so that two processes that add the same links cannot deadlock.
          sql.sql(
                  """
                  INSERT INTO directory.link (tenant, hash, person)
                  SELECT state.tenant(), hash, person
                  FROM unnest(?::uuid[], ?::uuid[]) AS new (hash, person)
                  ORDER BY hash
                  ON CONFLICT (tenant, hash) DO NOTHING
                  """)
              .param(hashes)
              .param(people)
              .update();
          return sql.sql("SELECT hash, person FROM directory.link WHERE hash = ANY (?::uuid[])")
              .param(hashes)
              .query((ResultSet rows) -> {
                Map<UUID, PersonKey> stored = new HashMap<>();
                while (rows.next()) {
                  stored.put(
                      rows.getObject(1, UUID.class), new PersonKey(rows.getObject(2, UUID.class)));
                }
                return stored;
              });
        });
  }
}
