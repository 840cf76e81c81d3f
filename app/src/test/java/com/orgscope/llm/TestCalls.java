package com.orgscope.llm;

import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Questions that a company's models were asked, as they are kept. */
public final class TestCalls {
  private TestCalls() {}

  /** About kinds of work, of which some were answered by an earlier answer. */
  public static void asked(Database database, TenantId tenant, int asked, int remembered) {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      sql.execute("ALTER TABLE llm.call NO FORCE ROW LEVEL SECURITY");
      sql.execute(
          """
          INSERT INTO llm.call (id, trace, tenant, at, agent, purpose, prompt_version, provider,
            model, max_tokens, request, state, reserved_nano, cost_nano, prompt)
          SELECT gen_random_uuid(), gen_random_uuid(), '%s', now(), 'a', 'categorize',
            'work_categorizer v9', 'p', 'small-model', 1, '',
            CASE WHEN n <= %d THEN 'ANSWERED' ELSE 'CACHED' END, 0, 0, 'Secret Portal'
          FROM generate_series(1, %d) AS n
          """
              .formatted(tenant, asked, asked + remembered));
      sql.execute("ALTER TABLE llm.call FORCE ROW LEVEL SECURITY");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
