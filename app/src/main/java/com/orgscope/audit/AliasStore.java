package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What aliases mean. */
@Component
final class AliasStore {
  private static final int AT_ONCE = 10_000;

  private final Database database;

  AliasStore(Database database) {
    this.database = database;
  }

  /**
   * @param lookup HMAC of the identity
   * @param about that of the person of the directory it is about
   * @param called that of the principal it acts as
   */
  record Hidden(UUID lookup, @Nullable UUID about, @Nullable UUID called, byte[] sealed) {}

  /** The aliases by lookup; what has none gets one. */
  Map<UUID, UUID> names(TenantId tenant, List<Hidden> who) {
    return database.inTransactionAs(
        Caller.system(tenant, "audit"),
        sql -> {
          Map<UUID, UUID> names = new HashMap<>();
          sql.sql("SELECT who, name FROM audit.names(?::uuid[], ?::uuid[], ?::uuid[], ?)")
              .param(who.stream().map(one -> one.lookup().toString()).toArray(String[]::new))
              .param(texts(who, Hidden::about))
              .param(texts(who, Hidden::called))
              .param(who.stream().map(Hidden::sealed).toArray(byte[][]::new))
              .query(row -> {
                names.put(row.getObject("who", UUID.class), row.getObject("name", UUID.class));
              });
          return names;
        });
  }

  private static @Nullable String[] texts(
      List<Hidden> who, Function<Hidden, @Nullable UUID> column) {
    return who.stream()
        .map(one -> {
          UUID value = column.apply(one);
          return value == null ? null : value.toString();
        })
        .toArray(String[]::new);
  }

  /** As they rest, by alias; those that nobody knows any more are missing. */
  Map<UUID, Hidden> hidden(Caller caller, Collection<UUID> aliases) {
    return database.inTransactionAs(
        caller,
        sql -> {
          Map<UUID, Hidden> found = new HashMap<>();
          sql.sql(
                  "SELECT alias, lookup, about, called, sealed FROM audit.alias WHERE alias = ANY (?::uuid[])")
              .param(aliases.stream().map(UUID::toString).toArray(String[]::new))
              .query(row -> {
                found.put(
                    row.getObject("alias", UUID.class),
                    new Hidden(
                        row.getObject("lookup", UUID.class),
                        row.getObject("about", UUID.class),
                        row.getObject("called", UUID.class),
                        row.getBytes("sealed")));
              });
          return found;
        });
  }

  /** Hands over all of a company's, as they rest. */
  void each(TenantId tenant, Consumer<Hidden> to) {
    UUID after = new UUID(0, 0);
    while (true) {
      List<Hidden> some = after(tenant, after);
      some.forEach(to);
      if (some.size() < AT_ONCE) {
        return;
      }
      after = some.getLast().lookup();
    }
  }

  private List<Hidden> after(TenantId tenant, UUID after) {
    return database.inTransactionAs(
        Caller.system(tenant, "audit"),
        sql ->
            sql.sql(
                    """
                    SELECT lookup, sealed FROM audit.alias WHERE lookup > ?
                    ORDER BY lookup LIMIT ?
                    """)
                .params(after, AT_ONCE)
                .query((row, number) ->
                    new Hidden(
                        row.getObject("lookup", UUID.class), null, null, row.getBytes("sealed")))
                .list());
  }

  /** The aliases of an identity, and of those about it or called so. */
  Set<UUID> find(Caller caller, UUID lookup) {
    return database.inTransactionAs(
        caller,
        sql ->
            new HashSet<>(
                sql.sql("SELECT alias FROM audit.alias WHERE lookup = ? OR about = ? OR called = ?")
                    .params(lookup, lookup, lookup)
                    .query(UUID.class)
                    .list()));
  }

  int forget(TenantId tenant, Collection<UUID> people) {
    return database.inTransactionAs(
        Caller.system(tenant, "audit"),
        sql ->
            sql.sql("SELECT audit.forget(?::uuid[])")
                .param(people.stream().map(UUID::toString).toArray(String[]::new))
                .query(Integer.class)
                .single());
  }
}
