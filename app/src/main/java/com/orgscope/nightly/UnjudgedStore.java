package com.orgscope.nightly;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.nightly.UnjudgedPeople.Letter;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whose judging failed. */
@Component
class UnjudgedStore implements ErasureHandler {
  private final Database database;
  private final InstantSource clock;

  UnjudgedStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String place() {
    return "unjudged";
  }

  @Override
  public long erase(Erased erased) {
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "nightly"),
        sql ->
            sql.sql("DELETE FROM nightly.unjudged WHERE person = ANY (?::uuid[])")
                .param(erased.keys().stream().map(PersonKey::toString).toArray(String[]::new))
                .update());
  }

  /**
   * What a part of a night leaves behind.
   *
   * @param judged who has an answer, so that what failed before is over
   * @param failed each with the reason
   */
  Effect after(
      Caller caller,
      String run,
      int tries,
      Collection<PersonKey> judged,
      Map<PersonKey, String> failed) {
    List<Map.Entry<PersonKey, String>> rows = List.copyOf(failed.entrySet());
    return jdbc -> {
      jdbc.sql(
              """
              DELETE FROM nightly.unjudged
              WHERE tenant = :tenant AND person = ANY (:judged::uuid[])
              """)
          .param("tenant", caller.tenant().value())
          .param("judged", judged.stream().map(PersonKey::value).toArray(UUID[]::new))
          .update();
      jdbc.sql(
              """
              INSERT INTO nightly.unjudged AS u (tenant, person, run, tries, reason, at)
              SELECT :tenant, f.person, :run, :tries, f.reason, :at
              FROM unnest(:people::uuid[], :reasons::text[]) AS f (person, reason)
              ON CONFLICT (tenant, person) DO UPDATE SET run = excluded.run,
                tries = u.tries + excluded.tries, reason = excluded.reason, at = excluded.at
              """)
          .param("tenant", caller.tenant().value())
          .param("run", run)
          .param("tries", tries)
          .param("at", Timestamp.from(clock.instant()))
          .param("people", rows.stream().map(row -> row.getKey().value()).toArray(UUID[]::new))
          .param("reasons", rows.stream().map(Map.Entry::getValue).toArray(String[]::new))
          .update();
    };
  }

  /** The newest first. */
  List<Letter> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT person, run, tries, reason, at FROM nightly.unjudged
                    WHERE tenant = :tenant ORDER BY at DESC, person
                    """)
                .param("tenant", caller.tenant().value())
                .query((row, n) ->
                    new Letter(
                        new PersonKey(row.getObject("person", UUID.class)),
                        row.getString("run"),
                        row.getInt("tries"),
                        row.getString("reason"),
                        row.getTimestamp("at").toInstant()))
                .list());
  }
}
