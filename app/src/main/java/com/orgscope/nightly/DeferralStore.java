package com.orgscope.nightly;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.nightly.Deferral.Waits;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Who waits for a night with room for them. */
@Component
class DeferralStore implements ErasureHandler {
  private final Database database;

  DeferralStore(Database database) {
    this.database = database;
  }

  @Override
  public String place() {
    return "deferred";
  }

  @Override
  public long erase(Erased erased) {
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "nightly"),
        sql ->
            sql.sql("DELETE FROM nightly.deferred WHERE person = ANY (?::uuid[])")
                .param(erased.keys().stream().map(PersonKey::toString).toArray(String[]::new))
                .update());
  }

  /**
   * How long somebody waited.
   *
   * @param asOf the day of the last of these nights
   */
  record Row(int nights, LocalDate asOf) {}

  Map<PersonKey, Row> all(Caller caller) {
    Map<PersonKey, Row> all = new HashMap<>();
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql("SELECT person, nights, as_of FROM nightly.deferred WHERE tenant = :tenant")
                .param("tenant", caller.tenant().value())
                .query(
                    (RowCallbackHandler)
                        row ->
                            all.put(
                                new PersonKey(row.getObject("person", UUID.class)),
                                new Row(
                                    row.getInt("nights"),
                                    row.getObject("as_of", LocalDate.class)))));
    return all;
  }

  /**
   * What a night leaves behind.
   *
   * @param kept of those chosen, who waited and have no answer yet
   */
  Effect after(Caller caller, String run, Deferral deferral, Collection<PersonKey> kept) {
    List<Entry<PersonKey, Waits>> rows = List.copyOf(deferral.later().entrySet());
    return jdbc -> {
      jdbc.sql(
              """
              DELETE FROM nightly.deferred
              WHERE tenant = :tenant AND person NOT IN (SELECT unnest(:kept::uuid[]))
              """)
          .param("tenant", caller.tenant().value())
          .param("kept", kept.stream().map(PersonKey::value).toArray(UUID[]::new))
          .update();
      jdbc.sql(
              """
              INSERT INTO nightly.deferred AS d (tenant, person, run, as_of, reason, nights)
              SELECT :tenant, w.person, :run, :asOf, w.reason, w.nights
              FROM unnest(:people::uuid[], :reasons::text[], :nights::int[])
                  AS w (person, reason, nights)
              ON CONFLICT (tenant, person) DO UPDATE SET run = excluded.run,
                as_of = excluded.as_of, reason = excluded.reason, nights = excluded.nights
              """)
          .param("tenant", caller.tenant().value())
          .param("run", run)
          .param("asOf", Nightly.asOf(run))
          .param("people", rows.stream().map(row -> row.getKey().value()).toArray(UUID[]::new))
          .param(
              "reasons",
              rows.stream().map(row -> row.getValue().reason().word()).toArray(String[]::new))
          .param(
              "nights", rows.stream().map(row -> row.getValue().nights()).toArray(Integer[]::new))
          .update();
    };
  }
}
