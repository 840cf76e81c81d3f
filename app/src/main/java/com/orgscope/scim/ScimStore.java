package com.orgscope.scim;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Accounts, sealed, and hashes to find them by. Deleted ones are not found, nor are those of
 * whoever is being erased, from the moment that is asked for.
 */
@Component
final class ScimStore implements ErasureHandler {
  private static final String COLUMNS =
      """
      SELECT id, person, external_id, active, resource, version, created_at, modified_at
      FROM scim.user_resource
      """;

  /** While it is there still, an account keeps nobody who is being erased from being known. */
  private static final String OF_NOBODY_ERASED = "person NOT IN (SELECT privacy.being_erased())";

  /** An account that is there: not deleted, and of nobody who is being erased. */
  static final String PRESENT = "resource IS NOT NULL AND " + OF_NOBODY_ERASED;

  private final Database database;
  private final InstantSource clock;
  private final ResourceStore<Row> accounts;

  ScimStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.accounts = new ResourceStore<>(database, COLUMNS, PRESENT, ScimStore::row);
  }

  /** An account as it rests. */
  record Row(
      UUID id,
      PersonKey person,
      @Nullable UUID externalId,
      boolean active,
      byte[] resource,
      long version,
      Instant createdAt,
      Instant modifiedAt) {}

  /** What an account can be found by. */
  record Index(UUID userName, @Nullable UUID externalId, Set<UUID> claims) {}

  /** Accounts that are there. */
  ResourceStore<Row> accounts() {
    return accounts;
  }

  List<Row> byUserName(Caller caller, UUID userName) {
    return accounts.by(caller, "user_name = ?", userName);
  }

  List<Row> byExternalId(Caller caller, UUID externalId) {
    return accounts.by(caller, "external_id = ?", externalId);
  }

  List<Row> byClaim(Caller caller, UUID hash) {
    return accounts.by(caller, "id IN (SELECT c.id FROM scim.user_claim c WHERE c.hash = ?)", hash);
  }

  /** Which of these another account goes by. */
  Set<UUID> claimedByOthers(Caller caller, UUID id, Collection<UUID> hashes) {
    return database.inTransactionAs(
        caller,
        sql ->
            Set.copyOf(
                sql.sql(
                        """
                        SELECT DISTINCT hash FROM scim.user_claim
                        WHERE hash = ANY (?::uuid[]) AND id <> ?
                        """)
                    .param(hashes.stream().map(UUID::toString).toArray(String[]::new))
                    .param(id)
                    .query((row, number) -> row.getObject("hash", UUID.class))
                    .list()));
  }

  /** Whether a person has an account besides this one. */
  boolean hasOther(Caller caller, UUID id, PersonKey person) {
    return exists(caller, PRESENT, id, person, null);
  }

  /** Whether a person has or had an account besides this one, of another external id. */
  boolean hadOther(Caller caller, UUID id, PersonKey person, UUID externalId) {
    return exists(
        caller, "external_id <> :external AND " + OF_NOBODY_ERASED, id, person, externalId);
  }

  private boolean exists(
      Caller caller, String condition, UUID id, PersonKey person, @Nullable UUID externalId) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    "SELECT EXISTS (SELECT FROM scim.user_resource"
                        + " WHERE person = :person AND id <> :id AND "
                        + condition
                        + ")")
                .param("person", person.value())
                .param("id", id)
                .param("external", externalId)
                .query(Boolean.class)
                .single());
  }

  /** How adding an account ended. */
  enum Addition {
    DONE,
    NAME_TAKEN,
    OF_ERASED
  }

  /** Adds an account. */
  Addition add(Caller caller, Row row, Index index) {
    try {
      return database.inTransactionAs(
          caller,
          sql -> {
            int added =
                sql.sql(
                        """
                        INSERT INTO scim.user_resource (tenant, id, person, user_name, external_id,
                            active, resource, version, created_at, modified_at)
                        VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                    .param(row.id())
                    .param(row.person().value())
                    .param(index.userName())
                    .param(index.externalId())
                    .param(row.active())
                    .param(row.resource())
                    .param(row.version())
                    .param(row.createdAt().atOffset(ZoneOffset.UTC))
                    .param(row.modifiedAt().atOffset(ZoneOffset.UTC))
                    .update();
            if (added == 0) {
              return Addition.OF_ERASED;
            }
            claim(sql, row.id(), index.claims());
            return Addition.DONE;
          });
    } catch (DuplicateKeyException e) {
      return Addition.NAME_TAKEN;
    }
  }

  /** How an update ended. */
  enum Update {
    DONE,
    CHANGED_MEANWHILE,
    NAME_TAKEN
  }

  /** Writes an account over the version before it. */
  Update update(Caller caller, Row row, Index index) {
    try {
      return database.inTransactionAs(
          caller,
          sql -> {
            int updated =
                sql.sql(
                        """
                        UPDATE scim.user_resource SET person = ?, user_name = ?, external_id = ?,
                            active = ?, resource = ?, version = ?, modified_at = ?
                        WHERE id = ? AND version = ? AND resource IS NOT NULL
                        """)
                    .param(row.person().value())
                    .param(index.userName())
                    .param(index.externalId())
                    .param(row.active())
                    .param(row.resource())
                    .param(row.version())
                    .param(row.modifiedAt().atOffset(ZoneOffset.UTC))
                    .param(row.id())
                    .param(row.version() - 1)
                    .update();
            if (updated == 0) {
              return Update.CHANGED_MEANWHILE;
            }
            claim(sql, row.id(), index.claims());
            return Update.DONE;
          });
    } catch (DuplicateKeyException e) {
      return Update.NAME_TAKEN;
    }
  }

  /** Forgets all of an account but whose it was. */
  boolean delete(Caller caller, UUID id, long version, Instant at) {
    return database.inTransactionAs(
        caller,
        sql -> {
          int deleted =
              sql.sql(
                      """
                      UPDATE scim.user_resource SET user_name = NULL, resource = NULL,
                          active = false, version = version + 1, modified_at = ?
                      WHERE id = ? AND version = ? AND resource IS NOT NULL
                      """)
                  .params(at.atOffset(ZoneOffset.UTC), id, version)
                  .update();
          if (deleted == 1) {
            claim(sql, id, Set.of());
            GroupStore.forget(sql, id, at);
          }
          return deleted == 1;
        });
  }

  @Override
  public Stage stage() {
    return Stage.INCOMING;
  }

  @Override
  public String place() {
    return "SCIM accounts";
  }

  /**
   * Accounts with all they go by, those too that are deleted, and their places in groups. A
   * provider that still has one is told that it is not there, and if it makes it anew that the
   * person was erased.
   */
  @Override
  public long erase(Erased erased) {
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "scim"),
        sql -> {
          List<UUID> ids =
              sql.sql("SELECT id FROM scim.user_resource WHERE person = ANY (?::uuid[])")
                  .param(erased.keys().stream().map(PersonKey::toString).toArray(String[]::new))
                  .query(UUID.class)
                  .list();
          for (UUID id : ids) {
            claim(sql, id, Set.of());
            GroupStore.forget(sql, id, clock.instant());
            sql.sql("DELETE FROM scim.user_resource WHERE id = ?").param(id).update();
          }
          return (long) ids.size();
        });
  }

  private static void claim(JdbcClient sql, UUID id, Set<UUID> claims) {
    sql.sql("DELETE FROM scim.user_claim WHERE id = ?").param(id).update();
    sql.sql(
            """
            INSERT INTO scim.user_claim (tenant, hash, id)
            SELECT (SELECT state.claimed_tenant()), hash, ? FROM unnest(?::uuid[]) AS new (hash)
            """)
        .param(id)
        .param(claims.stream().map(UUID::toString).toArray(String[]::new))
        .update();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        new PersonKey(row.getObject("person", UUID.class)),
        row.getObject("external_id", UUID.class),
        row.getBoolean("active"),
        row.getBytes("resource"),
        row.getLong("version"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("modified_at", OffsetDateTime.class).toInstant());
  }
}
