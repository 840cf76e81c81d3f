package com.orgscope.demo;

import static java.time.ZoneOffset.UTC;

import com.orgscope.claim.Claims;
import com.orgscope.claim.PeopleGroup;
import com.orgscope.claim.Registration;
import com.orgscope.cli.CommandContext;
import com.orgscope.directory.People;
import com.orgscope.directory.PolicyBook;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.usage.Range;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the made-up company in its months: it published every four weeks, asked less
 * often for a sign-in from then on, took in a new application and was reorganized.
 */
record DemoMonths(Caller caller, Simulation simulation) {
  /** Weeks, so that each release is of as many weekends as the one before. */
  private static final int PERIOD_DAYS = 28;

  static final String PERIOD = "orgscope.insight.release-period=P" + PERIOD_DAYS + "D";

  /** Of fewer nobody is categorized. */
  private static final int ENOUGH_DAYS = 27;

  private static final int EARLIER_RELEASES = 2;
  private static final LocalTime NIGHT = LocalTime.of(3, 0);

  /** All of it after the last release of before, so that the newest has it to tell. */
  private static final int LONGER_SESSIONS = PERIOD_DAYS - 1;

  private static final int ADOPTED = 24;
  private static final int REORGANIZED = 18;

  /** Before the first release, so that the log has four weeks without it. */
  private static final int GIVEN_BY_LOT = 5;

  /** Hours a week of each person. */
  private static final Range PROMISED = new Range(0.01, 0.02, 0.03);

  /** What changes in a company that is seen for so many days; of few, nothing. */
  static CompanyChange change(LocalDate lastDay, int days) {
    return new CompanyChange(
        ago(lastDay, REORGANIZED, days),
        ago(lastDay, ADOPTED, days),
        ago(lastDay, LONGER_SESSIONS, days));
  }

  private static @Nullable LocalDate ago(LocalDate lastDay, int ago, int days) {
    return days < 2 * PERIOD_DAYS ? null : lastDay.minusDays(ago);
  }

  /** The days of the releases of before, as far as the days before them are enough. */
  static List<LocalDate> earlierDays(List<LocalDate> days) {
    return IntStream.iterate(EARLIER_RELEASES, periods -> periods > 0, periods -> periods - 1)
        .mapToObj(periods -> days.getLast().minusDays((long) periods * PERIOD_DAYS))
        .filter(day -> !day.isBefore(days.getFirst().plusDays(ENOUGH_DAYS)))
        .toList();
  }

  /** What IT asks of everybody who signs in, from its day on. */
  void setPolicies(CommandContext session) throws IOException {
    StringBuilder csv = new StringBuilder("policy,value,valid_from\n");
    LocalDate first = simulation.days().getFirst();
    csv.append("mfa,push,%s\nsession_length,2h,%s\n".formatted(first, first));
    LocalDate longer = simulation.change().longerSessions();
    if (longer != null) {
      csv.append("session_length,4h,%s\n".formatted(longer));
    }
    PolicyBook policies = session.bean(PolicyBook.class);
    var unused =
        new DemoFiles(session.home())
            .read(file -> policies.importFile(caller, file), "policies.csv", csv.toString());
  }

  /**
   * What the company published before, each as of then: what a release is compared with. Contracts
   * are signed before the first, since a quarter's cells are drawn once. A demo that published
   * before has it already.
   */
  void publishEarlier(CommandContext session) throws IOException {
    if (session.bean(Releases.class).latest(caller).isPresent()) {
      return;
    }
    boolean signed = false;
    for (LocalDate day : earlierDays(simulation.days())) {
      session.close();
      try (CommandContext then = session.at(day.plusDays(1).atTime(NIGHT).toInstant(UTC))) {
        if (!signed) {
          new DemoContracts(then, caller, simulation).sign(day);
          promise(then, day);
          signed = true;
        }
        then.bean(Nightly.class)
            .run(caller, day, Whom.DUE, then.progress("Categorizing, " + day, "people"));
        var unused = then.bean(Releases.class).publish(caller);
      }
    }
  }

  /** A change that half of the people have by lot: what it came to is measured, and not known. */
  private void promise(CommandContext then, LocalDate day) {
    Claims claims = then.bean(Claims.class);
    String id =
        claims
            .register(
                caller,
                new Registration(
                    "Half of the people confirm a sign-in by a key instead of their phone",
                    null,
                    List.of(),
                    Registration.Cause.CHALLENGES,
                    null,
                    "Head of IT",
                    PROMISED.times(simulation.company().people().size()),
                    null))
            .id();
    var unused = claims.change(caller, id, PeopleGroup.of("share:50"), day.minusDays(GIVEN_BY_LOT));
  }

  /** What the HR system says of those who moved; again it changes nothing. */
  void reorganize(CommandContext session) throws IOException {
    if (!simulation.reorganized().isEmpty()) {
      StringWriter sheet = new StringWriter();
      simulation.writeReorganized(sheet);
      var unused =
          session
              .bean(People.class)
              .importCsv(
                  caller,
                  new StringReader(sheet.toString()),
                  session.progress("Reading who moved", "people"));
    }
  }
}
