package com.orgscope.audit;

import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import com.orgscope.testing.ChildProcess;
import java.io.IOException;
import java.util.List;

/**
 * A sealer that makes a block, says {@code made}, and does not commit it: it is there to be killed.
 */
final class SealerProcess {
  private SealerProcess() {}

  static Process start(Database database) throws IOException {
    return ChildProcess.of(SealerProcess.class, 128, List.of(), TestServer.nameOf(database))
        .start();
  }

  public static void main(String[] args) {
    try (Database database = TestServer.inAnotherProcess(args[0])) {
      int unused =
          database.inTransactionAsSystem(
              "audit",
              sql -> {
                int made = sql.sql("SELECT audit.seal_blocks()").query(Integer.class).single();
                System.out.println("made " + made);
                try {
                  Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return made;
              });
    }
  }
}
