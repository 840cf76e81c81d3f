package com.orgscope.nightly;

import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of people on their way, sealed; those of somebody who is erased cannot be told from others,
 * so all of them go.
 */
@Component
class PeopleFileStore implements ErasureHandler {
  private static final String SHOWN =
      "SELECT id, at, size, digest, preview FROM nightly.people_file ";

  private final Database database;
  private final TenantEncryption keys;

  PeopleFileStore(Database database, TenantEncryption keys) {
    this.database = database;
    this.keys = keys;
  }

  /**
   * Adds one, unless the caller's company has so many here that are less than a day old; of some at
   * once each is counted.
   *
   * @return whether it was added
   */
  boolean add(Caller caller, UUID id, byte[] file, int most) {
    byte[] sealed = keys.seal(caller.tenant(), file, place(id, "file"));
    return database.inTransactionAs(
        caller,
        sql -> {
          sql.sql(
                  "SELECT pg_advisory_xact_lock(hashtextextended('people_file:' || (SELECT state.claimed_tenant()), 0))")
              .query(row -> {});
          return sql.sql(
                      """
                      INSERT INTO nightly.people_file (tenant, id, principal, size, sealed)
                      SELECT ?::text, ?::uuid, ?::text, ?::int, ?::bytea WHERE (SELECT count(*) FROM nightly.people_file) < ?
                      """)
                  .params(
                      caller.tenant().value(), id, caller.principal(), file.length, sealed, most)
                  .update()
              > 0;
        });
  }

  /** As it was sent; empty if it is gone, or a day old. For workers. */
  Optional<byte[]> file(Caller caller, UUID id) {
    return database
        .inTransactionAs(
            caller,
            sql ->
                sql.sql("SELECT sealed FROM nightly.people_file WHERE id = ?")
                    .param(id)
                    .query((row, number) -> row.getBytes("sealed"))
                    .optional())
        .map(sealed -> keys.open(caller.tenant(), sealed, place(id, "file")));
  }

  void previewed(TenantId tenant, UUID id, String digest, byte[] preview) {
    byte[] sealed = keys.seal(tenant, preview, place(id, "preview"));
    var unused =
        own(
            tenant,
            sql ->
                sql.sql("UPDATE nightly.people_file SET digest = ?, preview = ? WHERE id = ?")
                    .params(digest, sealed, id)
                    .update());
  }

  Optional<PeopleFiles.Sent> find(Caller caller, UUID id) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(SHOWN + "WHERE id = ?")
                .param(id)
                .query((row, number) -> sent(caller, row))
                .optional());
  }

  List<PeopleFiles.Sent> newest(Caller caller, int limit) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(SHOWN + "ORDER BY at DESC, id LIMIT ?")
                .param(limit)
                .query((row, number) -> sent(caller, row))
                .list());
  }

  private PeopleFiles.Sent sent(Caller caller, ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    byte @Nullable [] preview = row.getBytes("preview");
    return new PeopleFiles.Sent(
        id,
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getInt("size"),
        preview == null
            ? null
            : PeopleFiles.preview(keys.open(caller.tenant(), preview, place(id, "preview"))));
  }

  void remove(TenantId tenant, UUID id) {
    var unused =
        own(
            tenant,
            sql -> sql.sql("DELETE FROM nightly.people_file WHERE id = ?").param(id).update());
  }

  /**
   * By the database's clock.
   *
   * @return how many went
   */
  long removeOld(TenantId tenant) {
    return own(
        tenant,
        sql ->
            sql.sql("DELETE FROM nightly.people_file WHERE at <= now() - interval '1 day'")
                .update());
  }

  @Override
  public Stage stage() {
    return Stage.INCOMING;
  }

  @Override
  public String place() {
    return "files of people";
  }

  @Override
  public long erase(Erased erased) {
    return own(erased.tenant(), sql -> sql.sql("DELETE FROM nightly.people_file").update());
  }

  private <T> T own(TenantId tenant, Function<JdbcClient, T> work) {
    return database.inTransactionAs(Caller.system(tenant, "nightly"), work);
  }

  private static String place(UUID id, String what) {
    return "people_file/" + id + "/" + what;
  }
}
