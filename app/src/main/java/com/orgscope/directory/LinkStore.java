package com.orgscope.directory;

import com.orgscope.directory.Tombstones.Hiding;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Whose an id is, by HMAC, as the directory was told; and keys that an earlier version found to be
 * somebody else's.
 */
@Component
final class LinkStore {
  private final Database database;
  private final Tombstones tombstones;

  LinkStore(Database database, Tombstones tombstones) {
    this.database = database;
    this.tombstones = tombstones;
  }

  Map<UUID, PersonKey> all(TenantId tenant) {
    return pairs(tenant, "SELECT hash, person FROM directory.link");
  }

  Optional<PersonKey> find(TenantId tenant, UUID hash) {
    Hiding hiding = tombstones.of(tenant);
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql ->
            sql
                .sql("SELECT person FROM directory.link WHERE hash IN (?, ?)")
                .params(hash, hiding.hide(hash))
                .query(UUID.class)
                .list()
                .stream()
                // Whose it is now goes before whose it was.
                .min(Comparator.comparing(Tombstone::isHidden))
                .map(person -> new PersonKey(hiding.open(person))));
  }

  /** From old keys to the people they are. */
  Map<UUID, PersonKey> merged(TenantId tenant) {
    return pairs(tenant, "SELECT old_key, person FROM directory.merged");
  }

  private Map<UUID, PersonKey> pairs(TenantId tenant, String query) {
    Hiding hiding = tombstones.of(tenant);
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql -> sql.sql(query).query((ResultSet rows) -> pairs(rows, hiding)));
  }

  /** What two columns tell, opened; whose an id is now goes before whose it was. */
  static Map<UUID, PersonKey> pairs(ResultSet rows, Hiding hiding) throws SQLException {
    Map<UUID, PersonKey> found = new HashMap<>();
    Map<UUID, PersonKey> former = new HashMap<>();
    while (rows.next()) {
      UUID id = rows.getObject(1, UUID.class);
      PersonKey whose = new PersonKey(hiding.open(rows.getObject(2, UUID.class)));
      if (Tombstone.isHidden(id)) {
        former.put(hiding.open(id), whose);
      } else {
        found.put(id, whose);
      }
    }
    former.forEach(found::putIfAbsent);
    return found;
  }
}
