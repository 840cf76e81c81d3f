package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The system texts that calls of a tenant had, each once. They are long and the same for a whole
 * night, so a process that has written one down does not do so again.
 */
final class SystemTextStore {
  private static final int MOST_REMEMBERED = 1_000;

  private final Database database;
  private final Set<Kept> kept = ConcurrentHashMap.newKeySet();

  private record Kept(String tenant, String text) {}

  SystemTextStore(Database database) {
    this.database = database;
  }

  /** Keeps what is not kept yet, before the calls that name it are written down. */
  void keep(Caller caller, Collection<BillableCall> purchases) {
    for (BillableCall billable : purchases) {
      String text = billable.question().system();
      Kept one = new Kept(caller.tenant().value(), text);
      if (!kept.contains(one)) {
        database.runAs(
            caller,
            sql ->
                sql.sql(
                        """
                        INSERT INTO llm.system_text (tenant, hash, text)
                        VALUES (:tenant, :hash, :text) ON CONFLICT DO NOTHING
                        """)
                    .param("tenant", one.tenant())
                    .param("hash", billable.systemHash())
                    .param("text", Redaction.of(text))
                    .update());
        if (kept.size() >= MOST_REMEMBERED) {
          kept.clear();
        }
        kept.add(one);
      }
    }
  }
}
