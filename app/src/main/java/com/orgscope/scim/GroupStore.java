package com.orgscope.scim;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Groups, sealed, with hashes to find them by and the ids of their members. */
@Component
final class GroupStore {
  private static final String COLUMNS =
      """
      SELECT id, external_id, resource, version, created_at, modified_at
      FROM scim.group_resource
      """;

  private final Database database;
  private final ResourceStore<Row> groups;

  GroupStore(Database database) {
    this.database = database;
    this.groups = new ResourceStore<>(database, COLUMNS, "true", GroupStore::row);
  }

  /** A group as it rests. */
  record Row(
      UUID id,
      @Nullable UUID externalId,
      byte[] resource,
      long version,
      Instant createdAt,
      Instant modifiedAt) {}

  /** What a group is found by, and what becomes of its members. */
  record Change(Row row, UUID name, GroupEdit members) {}

  /** Thrown out of a transaction so that nothing of it stays. */
  private static final class TooManyMembersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyMembersException() {
      super("too many members", null, false, false);
    }
  }

  /** How a change ended. */
  sealed interface Outcome {
    /**
     * @param strangers members that no user is
     */
    record Done(Row row, int strangers) implements Outcome {}

    record NotThere() implements Outcome {}

    record NameTaken() implements Outcome {}

    record TooManyMembers() implements Outcome {}
  }

  ResourceStore<Row> groups() {
    return groups;
  }

  List<Row> byName(Caller caller, UUID name) {
    return groups.by(caller, "name = ?", name);
  }

  List<Row> byExternalId(Caller caller, UUID externalId) {
    return groups.by(caller, "external_id = ?", externalId);
  }

  List<Row> byMember(Caller caller, UUID member) {
    return groups.by(
        caller,
        """
        id IN (SELECT m.group_id FROM scim.group_member m
          JOIN scim.user_resource u ON u.tenant = m.tenant AND u.id = m.member
          WHERE m.member = ? AND %s)
        """
            .formatted(ScimStore.PRESENT),
        member);
  }

  /** How many members groups have; those without any are left out. */
  Map<UUID, Integer> sizes(Caller caller, Collection<UUID> groups) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT group_id, count(*) FROM scim.group_member
                    WHERE group_id = ANY (?::uuid[])
                      AND member IN (SELECT id FROM scim.user_resource WHERE %s)
                    GROUP BY group_id
                    """
                        .formatted(ScimStore.PRESENT))
                .param(texts(groups))
                .query((ResultSet rows) -> {
                  Map<UUID, Integer> sizes = new HashMap<>();
                  while (rows.next()) {
                    sizes.put(rows.getObject(1, UUID.class), rows.getInt(2));
                  }
                  return sizes;
                }));
  }

  /** The members of groups that are users still; groups without any are left out. */
  Map<UUID, List<UUID>> members(Caller caller, Collection<UUID> groups) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT m.group_id, m.member FROM scim.group_member m
                    JOIN scim.user_resource u ON u.tenant = m.tenant AND u.id = m.member
                    WHERE m.group_id = ANY (?::uuid[]) AND %s
                    ORDER BY m.group_id, m.member
                    """
                        .formatted(ScimStore.PRESENT))
                .param(texts(groups))
                .query((ResultSet rows) -> {
                  Map<UUID, List<UUID>> members = new HashMap<>();
                  while (rows.next()) {
                    members
                        .computeIfAbsent(rows.getObject(1, UUID.class), any -> new ArrayList<>())
                        .add(rows.getObject(2, UUID.class));
                  }
                  return members;
                }));
  }

  /**
   * Adds a group with its members.
   *
   * @param most members
   */
  Outcome add(Caller caller, Change change, int most) {
    Row row = change.row();
    return ended(
        caller,
        sql -> {
          sql.sql(
                  """
                  INSERT INTO scim.group_resource (tenant, id, name, external_id, resource, version,
                      created_at, modified_at)
                  VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?, ?, ?, ?)
                  """)
              .param(row.id())
              .param(change.name())
              .param(row.externalId())
              .param(row.resource())
              .param(row.version())
              .param(row.createdAt().atOffset(ZoneOffset.UTC))
              .param(row.modifiedAt().atOffset(ZoneOffset.UTC))
              .update();
          put(sql, change, most);
          return new Outcome.Done(row, strangers(sql, change));
        });
  }

  /**
   * Changes a group that nobody else changes meanwhile.
   *
   * @param change what it becomes, the version counted up; what it throws leaves all as it was
   * @param most members
   */
  Outcome change(Caller caller, UUID id, int most, Function<Row, Change> change) {
    return ended(
        caller,
        sql -> {
          Row before =
              sql.sql(COLUMNS + "WHERE id = ? FOR UPDATE")
                  .param(id)
                  .query(GroupStore::row)
                  .optional()
                  .orElse(null);
          if (before == null) {
            return new Outcome.NotThere();
          }
          Change wanted = change.apply(before);
          int moved = put(sql, wanted, most);
          boolean same = java.util.Arrays.equals(before.resource(), wanted.row().resource());
          if (same && moved == 0) {
            return new Outcome.Done(before, strangers(sql, wanted));
          }
          Row row = wanted.row();
          sql.sql(
                  """
                  UPDATE scim.group_resource SET name = ?, external_id = ?, resource = ?,
                      version = ?, modified_at = ?
                  WHERE id = ?
                  """)
              .param(wanted.name())
              .param(row.externalId())
              .param(row.resource())
              .param(row.version())
              .param(row.modifiedAt().atOffset(ZoneOffset.UTC))
              .param(id)
              .update();
          return new Outcome.Done(row, strangers(sql, wanted));
        });
  }

  private Outcome ended(Caller caller, Function<JdbcClient, Outcome> work) {
    try {
      return database.inTransactionAs(caller, work);
    } catch (DuplicateKeyException e) {
      return new Outcome.NameTaken();
    } catch (TooManyMembersException e) {
      return new Outcome.TooManyMembers();
    }
  }

  /**
   * @return how many members came or went
   */
  private static int put(JdbcClient sql, Change change, int most) {
    GroupEdit edit = change.members();
    UUID id = change.row().id();
    String[] added = texts(edit.added());
    int gone =
        edit.clears()
            ? sql.sql(
                    """
                    DELETE FROM scim.group_member
                    WHERE group_id = ? AND member <> ALL (?::uuid[])
                    """)
                .param(id)
                .param(added)
                .update()
            : sql.sql(
                    """
                    DELETE FROM scim.group_member
                    WHERE group_id = ? AND member = ANY (?::uuid[])
                    """)
                .param(id)
                .param(texts(edit.removed()))
                .update();
    int come =
        sql.sql(
                """
                INSERT INTO scim.group_member (tenant, group_id, member)
                SELECT (SELECT state.claimed_tenant()), ?, u.id FROM scim.user_resource u
                WHERE u.id = ANY (?::uuid[]) AND %s
                ORDER BY u.id
                ON CONFLICT (tenant, group_id, member) DO NOTHING
                """
                    .formatted(ScimStore.PRESENT))
            .param(id)
            .param(added)
            .update();
    int all =
        sql.sql("SELECT count(*) FROM scim.group_member WHERE group_id = ?")
            .param(id)
            .query(Integer.class)
            .single();
    if (come > 0 && all > most) {
      throw new TooManyMembersException();
    }
    return gone + come;
  }

  private static int strangers(JdbcClient sql, Change change) {
    Set<UUID> added = change.members().added();
    int users =
        sql.sql(
                """
                SELECT count(*) FROM scim.user_resource
                WHERE id = ANY (?::uuid[]) AND %s
                """
                    .formatted(ScimStore.PRESENT))
            .param(texts(added))
            .query(Integer.class)
            .single();
    return change.members().strangers() + added.size() - users;
  }

  /**
   * @param version it must have; null for any
   * @return false if it is not there in that version
   */
  boolean delete(Caller caller, UUID id, @Nullable Long version) {
    return database.inTransactionAs(
        caller,
        sql -> {
          int deleted =
              sql.sql(
                      """
                      DELETE FROM scim.group_resource
                      WHERE id = :id AND (:version::bigint IS NULL OR version = :version::bigint)
                      """)
                  .param("id", id)
                  .param("version", version)
                  .update();
          if (deleted == 1) {
            sql.sql("DELETE FROM scim.group_member WHERE group_id = ?").param(id).update();
          }
          return deleted == 1;
        });
  }

  /** A user leaves all groups. */
  static void forget(JdbcClient sql, UUID user, Instant at) {
    // In the order of their ids, as whoever changes one holds it before its members.
    sql.sql(
            """
            SELECT id FROM scim.group_resource
            WHERE id IN (SELECT m.group_id FROM scim.group_member m WHERE m.member = ?)
            ORDER BY id FOR UPDATE
            """)
        .param(user)
        .query(UUID.class)
        .list();
    sql.sql(
            """
            WITH gone AS (DELETE FROM scim.group_member WHERE member = ? RETURNING group_id)
            UPDATE scim.group_resource AS g SET version = version + 1, modified_at = ?
            FROM gone WHERE g.id = gone.group_id
            """)
        .param(user)
        .param(at.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("external_id", UUID.class),
        row.getBytes("resource"),
        row.getLong("version"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("modified_at", OffsetDateTime.class).toInstant());
  }
}
