package com.orgscope.privacy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Erasures that were asked for, and what went where. */
@Component
final class ErasureStore {
  private final Database database;

  ErasureStore(Database database) {
    this.database = database;
  }

  /**
   * Adds an erasure, unless there is one of that person.
   *
   * @return the one there is
   */
  UUID add(Caller caller, UUID id, PersonKey person, Instant at) {
    return database.inTransactionAs(
        caller,
        sql -> {
          sql.sql(
                  """
                  INSERT INTO privacy.erasure (tenant, id, person, asked_by, asked_at)
                  VALUES ((SELECT state.claimed_tenant()), ?, ?, (SELECT state.principal()), ?)
                  ON CONFLICT (tenant, person) DO NOTHING
                  """)
              .params(id, person.value(), at.atOffset(ZoneOffset.UTC))
              .update();
          return sql.sql("SELECT id FROM privacy.erasure WHERE person = ?")
              .param(person.value())
              .query(UUID.class)
              .single();
        });
  }

  List<String> places(TenantId tenant, UUID erasure) {
    return database.inTransactionAs(
        Caller.system(tenant, "erasure"),
        sql ->
            sql.sql("SELECT place FROM privacy.erased_rows WHERE erasure = ?")
                .param(erasure)
                .query(String.class)
                .list());
  }

  Effect gone(UUID erasure, String place, long rows, Instant at) {
    return sql ->
        sql.sql(
                """
                INSERT INTO privacy.erased_rows (tenant, erasure, place, rows, at)
                VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?)
                """)
            .params(erasure, place, rows, at.atOffset(ZoneOffset.UTC))
            .update();
  }

  Effect ended(UUID erasure, Instant at) {
    return sql ->
        sql.sql("UPDATE privacy.erasure SET ended_at = ? WHERE id = ?")
            .params(at.atOffset(ZoneOffset.UTC), erasure)
            .update();
  }

  Erasure find(Caller caller, UUID id) {
    return database.inTransactionAs(
        caller,
        sql -> {
          Map<String, Long> rows =
              sql.sql("SELECT place, rows FROM privacy.erased_rows WHERE erasure = ?")
                  .param(id)
                  .query((ResultSet found) -> {
                    Map<String, Long> byPlace = new TreeMap<>();
                    while (found.next()) {
                      byPlace.put(found.getString("place"), found.getLong("rows"));
                    }
                    return byPlace;
                  });
          return sql.sql("SELECT asked_at, ended_at FROM privacy.erasure WHERE id = ?")
              .param(id)
              .query((row, number) -> {
                OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
                return new Erasure(
                    id,
                    row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                    ended == null ? null : ended.toInstant(),
                    rows);
              })
              .single();
        });
  }
}
