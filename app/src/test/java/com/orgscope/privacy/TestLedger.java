package com.orgscope.privacy;

import com.orgscope.state.Database;
import java.time.InstantSource;

/** Opens the ledger for tests of other rooms. */
public final class TestLedger {
  private TestLedger() {}

  public static PrivacyLedger of(Database database, PrivacySettings settings, InstantSource clock) {
    return new PrivacyLedger(new LedgerStore(database), settings, clock);
  }
}
