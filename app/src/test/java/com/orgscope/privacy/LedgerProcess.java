package com.orgscope.privacy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many threads that charge one ledger at once, in a process of their own or in the test's. */
final class LedgerProcess {
  static final Caller NIGHT = Caller.system(new TenantId("acorn"), "insight");
  static final Epsilon COST = Epsilon.of("0.100");
  static final Epsilon CAP = Epsilon.of("4");
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  private LedgerProcess() {}

  /** Arguments: database, which of the processes it is, threads. */
  public static void main(String[] arguments) throws Exception {
    try (Database database = TestServer.inAnotherProcess(arguments[0])) {
      database.dataSource();
      charge(database, arguments[1], Integer.parseInt(arguments[2]));
    }
  }

  static PrivacyLedger ledger(Database database) {
    BigDecimal half = new BigDecimal("0.5");
    return new PrivacyLedger(
        new LedgerStore(database),
        new PrivacySettings(10, 1e-3, half, half, new BigDecimal("4.00"), CAP.decimal()),
        () -> NOW);
  }

  /**
   * Each thread asks for a subject of its own, and for one that it shares with all others.
   *
   * @return how many were told that they may draw what nobody else draws
   */
  static int charge(Database database, String process, int threads)
      throws InterruptedException, ExecutionException {
    PrivacyLedger ledger = ledger(database);
    CountDownLatch all = new CountDownLatch(threads);
    List<Future<Boolean>> answers = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        String subject = "release:" + process + "-" + thread;
        answers.add(
            pool.submit(() -> {
              all.countDown();
              all.await();
              var unused = ledger.charge(NIGHT, "release:of all", COST, 1e-3);
              PrivacyLedger.Answer own = ledger.charge(NIGHT, subject, COST, 1e-3);
              if (own.spent().compareTo(CAP) > 0) {
                throw new AssertionError("spent " + own.spent() + " of " + CAP);
              }
              return own instanceof PrivacyLedger.Charged;
            }));
      }
    }
    int paid = 0;
    for (Future<Boolean> answer : answers) {
      paid += answer.get() ? 1 : 0;
    }
    return paid;
  }
}
