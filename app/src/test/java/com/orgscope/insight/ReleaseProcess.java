package com.orgscope.insight;

import com.orgscope.access.SignedDocument;
import com.orgscope.access.TestOperators;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** A process of its own that publishes one period after the other, and takes some back. */
final class ReleaseProcess {
  static final TenantId TENANT = new TenantId("acorn");
  static final Caller NIGHT = Caller.system(TENANT, "insight");
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:00:00Z");

  /** Longer than any month; those of a year and their redraws are paid by its budget. */
  static final int PERIOD_DAYS = 44;

  private ReleaseProcess() {}

  /** Says that it draws, and never has drawn. */
  static final String DRAWS = "draws";

  /**
   * Arguments: database, home, how many periods, the folder with keys of two persons; and {@link
   * #DRAWS} to stop where the next period is paid and has no noise yet.
   */
  public static void main(String[] arguments) {
    Path home = Path.of(arguments[1]);
    Path people = Path.of(arguments[3]);
    int last = Integer.parseInt(arguments[2]);
    RandomGenerator random =
        arguments.length > 4 && arguments[4].equals(DRAWS)
            ? ReleaseProcess::stop
            : new SecureRandom();
    try (Database database = TestServer.inAnotherProcess(arguments[0])) {
      database.dataSource();
      System.out.println("opened");
      int drawn = drawn(database, home);
      // Who was killed between the withdrawal and the redraw goes on there.
      drawAgain(database, home, people, drawn - 1);
      for (int period = drawn; period < last; period++) {
        Releases releases = releases(database, home, period, random);
        Release release = releases.publish(NIGHT).orElseThrow();
        System.out.println("published");
        if (period % 3 == 2) {
          releases.withdraw(NIGHT, release.id(), "a file was read twice");
          drawAgain(database, home, people, period);
          System.out.println("published");
        }
      }
    }
  }

  private static Releases releases(
      Database database, Path home, int period, RandomGenerator random) {
    return TestReleases.on(
        database, home, () -> at(period), () -> Optional.of(census(period)), random);
  }

  private static long stop() {
    System.out.println(DRAWS);
    while (true) {
      LockSupport.park();
    }
  }

  /** In the place of the last one, if that was withdrawn. */
  private static void drawAgain(Database database, Path home, Path people, int period) {
    ReleaseStore store = new ReleaseStore(database);
    store
        .lastDrawn(NIGHT)
        .filter(last -> store.withdrawn(NIGHT, last.id()).isPresent())
        .ifPresent(last -> {
          Redraws redraws =
              TestReleases.redraws(
                  database, home, () -> at(period), () -> Optional.of(census(period)));
          redraws
              .redraw(NIGHT, signed(redraws.propose(NIGHT, last.id(), "it is out"), people))
              .orElseThrow();
        });
  }

  private static SignedDocument signed(SignedDocument document, Path people) {
    return TestOperators.in(people).signed(document, "ann", "bob");
  }

  /** The first period of which nothing is drawn. */
  private static int drawn(Database database, Path home) {
    TestReleases.on(database, home, () -> BEGIN, Optional::empty).latest(NIGHT);
    return Math.toIntExact(
        new ReleaseStore(database)
            .all(NIGHT).stream().filter(each -> each.release().replaces() == null).count());
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
