package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** A process of its own that publishes one period after the other, and takes some back. */
final class ReleaseProcess {
  static final TenantId TENANT = new TenantId("acorn");
  static final Caller NIGHT = Caller.system(TENANT, "insight");
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:00:00Z");

  /** Longer than any month, and eleven of them in a year are paid by its budget. */
  private static final int PERIOD_DAYS = 33;

  private ReleaseProcess() {}

  /** Arguments: database, home, how many periods. */
  public static void main(String[] arguments) {
    Path home = Path.of(arguments[1]);
    int last = Integer.parseInt(arguments[2]);
    try (Database database = TestServer.inAnotherProcess(arguments[0])) {
      database.dataSource();
      System.out.println("opened");
      for (int period = drawn(database, home); period < last; period++) {
        Instant now = at(period);
        Optional<Census> census = Optional.of(census(period));
        Releases releases = TestReleases.on(database, home, () -> now, () -> census);
        Release release = releases.publish(NIGHT).orElseThrow();
        System.out.println("published");
        if (period % 3 == 2) {
          releases.withdraw(NIGHT, release.id(), "a file was read twice");
        }
      }
    }
  }

  /** The first period of which nothing is drawn. */
  private static int drawn(Database database, Path home) {
    TestReleases.on(database, home, () -> BEGIN, Optional::empty).latest(NIGHT);
    return new ReleaseStore(database).all(NIGHT).size();
  }

  static Instant at(int period) {
    return BEGIN.plusSeconds(86_400L * PERIOD_DAYS * period);
  }

  static String run(int period) {
    return "run-" + period;
  }

  static LocalDate asOf(int period) {
    return at(period).atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
  }

  private static Census census(int period) {
    return MadeUpCensus.company(300, 1).run(run(period), asOf(period)).census();
  }
}
