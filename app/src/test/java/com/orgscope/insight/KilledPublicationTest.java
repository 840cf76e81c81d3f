package com.orgscope.insight;

import static com.orgscope.insight.ReleaseProcess.NIGHT;
import static com.orgscope.insight.ReleaseProcess.TENANT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.TestOperators;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that publishes is killed at random moments; what was shown, paid and written agrees.
 */
@Tag("slow")
class KilledPublicationTest {
  /** {@code -Dorgscope.drill.times=10} kills more often than each build does. */
  private static final int KILLS = 6 * Integer.getInteger("orgscope.drill.times", 1);

  private static final int NEVER_REACHED = 1_000;

  /** So many periods are never longer than one. */
  private static final int A_YEAR = 365 / ReleaseProcess.PERIOD_DAYS;

  private static final Caller CEO = new Caller(TENANT, Role.CEO, "ceo", null);

  @TempDir private Path home = Path.of("replaced");
  @TempDir private Path people = Path.of("replaced");
  private final Database database = TestDatabase.fresh();

  /** Everything that a page showed, by name. */
  private final Map<String, Release> shown = new HashMap<>();

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    database.close();
  }

  @Test
  void no_period_is_shown_twice_and_nothing_is_paid_or_shown_that_the_journal_lacks()
      throws Exception {
    TestOperators.in(people)
        .begin(TestOperators.on(database, home, () -> ReleaseProcess.at(0)), NIGHT);
    Random random = new Random(7);
    for (int kill = 0; kill < KILLS; kill++) {
      int before = TestJournal.in(home).count(TENANT);
      switch (kill % 4) {
        // Half die in their first publication, which is slow in a young process; half later.
        case 0 -> killAtRandom(0, random.nextInt(1_200));
        case 1 -> killAtRandom(random.nextInt(1, 6), random.nextInt(150));
        case 2 -> killBeforeItIsWritten();
        default -> killBeforeItIsShown();
      }
      assertThat(TestJournal.in(home).count(TENANT)).isGreaterThanOrEqualTo(before);
      agrees(written(), 1);
    }
    int last = periods(written()) + 3;
    assertThat(publish(last).waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(started.getLast().exitValue()).isZero();
    look();
    List<JournalEntry.Published> written = written();
    assertThat(periods(written)).isEqualTo(last);
    assertThat(written).as("some were drawn once more").hasSizeGreaterThan(last);
    assertThat(released(new ReleaseStore(database).all(NIGHT))).isEqualTo(released(written));
    agrees(written, 0);
    assertThat(shown).as("somebody looked").hasSizeGreaterThan(2);
  }

  private void killAtRandom(int published, int milliseconds) throws Exception {
    Process victim = publish(NEVER_REACHED);
    reads(victim, published);
    lookFor(milliseconds);
    victim.destroyForcibly().waitFor();
  }

  private void killBeforeItIsWritten() throws Exception {
    Process victim = publish(NEVER_REACHED, ReleaseProcess.DRAWS);
    assertThat(reads(victim, 0).readLine()).isEqualTo(ReleaseProcess.DRAWS);
    look();
    victim.destroyForcibly().waitFor();
    assertThat(charges()).as("paid, and not written").hasSize(written().size() + 1);
  }

  /** Nobody may write to the table of releases, so the process waits there with the next one. */
  private void killBeforeItIsShown() throws Exception {
    Process victim = publish(NEVER_REACHED);
    reads(victim, 1);
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      owner.setAutoCommit(false);
      sql.execute("LOCK TABLE insight.release IN EXCLUSIVE MODE");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (stored() == written().size()) {
        assertThat(System.nanoTime()).as("it goes on to publish").isLessThan(end);
      }
      victim.destroyForcibly().waitFor();
      assertThat(written()).as("written, and not shown").hasSize(stored() + 1);
    }
  }

  private int stored() {
    return new ReleaseStore(database).all(NIGHT).size();
  }

  private static BufferedReader reads(Process process, int published) throws IOException {
    BufferedReader said = process.inputReader(UTF_8);
    assertThat(said.readLine()).isEqualTo("opened");
    for (int each = 0; each < published; each++) {
      assertThat(said.readLine()).isEqualTo("published");
    }
    return said;
  }

  /**
   * @param paidAhead how many may be paid of which nothing is written yet
   */
  private void agrees(List<JournalEntry.Published> written, int paidAhead) {
    Set<String> bought = new HashSet<>();
    int period = 0;
    Release last = null;
    for (Release release : released(written)) {
      Release.Replaced before = release.replaces();
      if (before == null) {
        assertThat(release.run())
            .as("one draw of each period")
            .isEqualTo(ReleaseProcess.run(period));
        bought.add(subject(period++));
      } else {
        assertThat(before.release()).as("and once more").isEqualTo(requireNonNull(last).id());
        assertThat(bought.add(ReleaseBudget.subject(before))).as("no third time").isTrue();
      }
      last = release;
    }
    Set<String> paid = charges();
    assertThat(paid).as("each is paid").containsAll(bought);
    assertThat(paid.size()).as("and written").isLessThanOrEqualTo(bought.size() + paidAhead);
    bought.add(subject(period));
    if (last != null) {
      bought.add(ReleaseBudget.subject(new Release.Replaced(last.id(), "")));
    }
    assertThat(bought).as("or is drawn next").containsAll(paid);
    assertThat(released(written))
        .as("what was shown is in the journal as it was shown")
        .containsAll(shown.values());
    assertThat(released(written)).containsAll(released(new ReleaseStore(database).all(NIGHT)));
  }

  private static List<Release> released(List<JournalEntry.Published> all) {
    return all.stream().map(JournalEntry.Published::release).toList();
  }

  private static int periods(List<JournalEntry.Published> written) {
    return Math.toIntExact(
        released(written).stream().filter(release -> release.replaces() == null).count());
  }

  private static String subject(int period) {
    return ReleaseBudget.subject(ReleaseProcess.run(period), ReleaseProcess.asOf(period));
  }

  private void lookFor(int milliseconds) {
    long end = System.nanoTime() + milliseconds * 1_000_000L;
    while (System.nanoTime() < end) {
      look();
    }
  }

  /** As a page does, while somebody publishes. */
  private void look() {
    TestReleases.on(database, home, () -> ReleaseProcess.at(0), Optional::empty)
        .latest(CEO)
        // Whoever looks in the moment of a withdrawal sees it without its quarter's cells.
        .filter(seen -> new ReleaseStore(database).withdrawn(NIGHT, seen.id()).isEmpty())
        .ifPresent(release -> {
          Release before = shown.putIfAbsent(release.id(), release);
          assertThat(before == null ? release : before).isEqualTo(release);
        });
  }

  private List<JournalEntry.Published> written() {
    return TestJournal.in(home).entries(TENANT).stream()
        .filter(entry -> entry.release() != null)
        .map(entry -> requireNonNull(entry.release()))
        .toList();
  }

  /** Of all years. */
  private Set<String> charges() {
    Set<String> subjects = new HashSet<>();
    for (int period = 0; period <= written().size() + A_YEAR; period += A_YEAR) {
      Instant now = ReleaseProcess.at(period);
      TestReleases.ledger(database, () -> now).charges(NIGHT).stream()
          .map(PrivacyLedger.Charge::subject)
          .forEach(subjects::add);
    }
    return subjects;
  }

  private Process publish(int periods, String... stop) throws IOException {
    String name = TestServer.nameOf(database);
    List<String> arguments =
        new ArrayList<>(List.of(name, home.toString(), "" + periods, people.toString()));
    arguments.addAll(List.of(stop));
    Process process =
        ChildProcess.of(ReleaseProcess.class, 192, List.of(), arguments.toArray(String[]::new))
            .start();
    started.add(process);
    return process;
  }
}
