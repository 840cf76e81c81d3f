package com.orgscope.review;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.review.Notices.Notice;
import com.orgscope.state.Database;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whose use changed at once. */
@Component
class NoticeStore implements ErasureHandler {
  private final Database database;
  private final InstantSource clock;

  NoticeStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String place() {
    return "noticed";
  }

  @Override
  public long erase(Erased erased) {
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "review"),
        sql ->
            sql.sql("DELETE FROM review.noticed WHERE person = ANY (?::uuid[])")
                .param(erased.keys().stream().map(PersonKey::toString).toArray(String[]::new))
                .update());
  }

  /** Each person and day once; of a day that grew, the time stays. What is old goes. */
  void add(Caller caller, LocalDate day, Map<PersonKey, Integer> applications, LocalDate oldest) {
    List<Map.Entry<PersonKey, Integer>> rows = List.copyOf(applications.entrySet());
    database.runAs(
        caller,
        jdbc -> {
          jdbc.sql("DELETE FROM review.noticed WHERE tenant = :tenant AND day < :oldest")
              .param("tenant", caller.tenant().value())
              .param("oldest", oldest)
              .update();
          jdbc.sql(
                  """
                  INSERT INTO review.noticed AS n (tenant, person, day, applications, at)
                  SELECT :tenant, f.person, :day, f.applications, :at
                  FROM unnest(:people::uuid[], :applications::int[]) AS f (person, applications)
                  ON CONFLICT (tenant, person, day) DO UPDATE
                  SET applications = greatest(n.applications, excluded.applications)
                  """)
              .param("tenant", caller.tenant().value())
              .param("day", Date.valueOf(day))
              .param("at", Timestamp.from(clock.instant()))
              .param("people", rows.stream().map(row -> row.getKey().value()).toArray(UUID[]::new))
              .param("applications", rows.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
              .update();
        });
  }

  /** The newest first. */
  List<Notice> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT person, day, applications, at FROM review.noticed
                    WHERE tenant = (SELECT state.claimed_tenant()) ORDER BY day DESC, person
                    """)
                .query((row, n) ->
                    new Notice(
                        new PersonKey(row.getObject("person", UUID.class)),
                        row.getObject("day", LocalDate.class),
                        row.getInt("applications"),
                        row.getTimestamp("at").toInstant()))
                .list());
  }
}
