package com.orgscope.access;

import com.orgscope.audit.Audit;
import com.orgscope.directory.TestDirectory;
import com.orgscope.state.Database;
import com.orgscope.testing.DefaultSettings;
import java.time.InstantSource;

/** Secrets wired by hand on a real database. */
public final class TestSecrets {
  private TestSecrets() {}

  public static Secrets on(
      Database database, Audit audit, TestDirectory directory, InstantSource clock) {
    return new Secrets(
        new SecretStore(database),
        DefaultSettings.of(SecretSettings.class),
        TestAccess.on(database, audit, directory, clock),
        audit,
        clock);
  }
}
