package com.orgscope.nightly;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** What somebody must look at. */
@Component
class NightEventStore {
  private final Database database;
  private final InstantSource clock;

  NightEventStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @return false if it is there already
   */
  boolean add(Caller caller, String kind, String run) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                        """
                        INSERT INTO nightly.event (tenant, kind, run, at)
                        VALUES (:tenant, :kind, :run, :at) ON CONFLICT DO NOTHING
                        """)
                    .param("tenant", caller.tenant().value())
                    .param("kind", kind)
                    .param("run", run)
                    .param("at", Timestamp.from(clock.instant()))
                    .update()
                > 0);
  }
}
