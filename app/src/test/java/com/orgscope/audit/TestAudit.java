package com.orgscope.audit;

import com.orgscope.state.Database;
import java.time.InstantSource;

/** A log wired by hand on a real database. */
public final class TestAudit {
  private TestAudit() {}

  public static Audit on(Database database, InstantSource clock) {
    return new Audit(new AuditStore(database), clock);
  }
}
