package com.orgscope.insight;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.orgscope.access.Access;
import com.orgscope.access.TestAccess;
import com.orgscope.audit.Audit;
import com.orgscope.audit.TestAudit;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.TestLedger;
import com.orgscope.privacy.TestPrivacyPolicies;
import com.orgscope.recommendation.TestRecommendation;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import com.orgscope.state.Database;
import com.orgscope.state.SigningKey;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was drawn is never drawn again, whatever becomes of the database or the process. */
@Tag("slow")
class JournalledReleasesTest {
  private static final InsightSettings SHAPE =
      new InsightSettings(
          Period.ofMonths(1), 28, 200, 500, Duration.ofMinutes(30), Duration.ofHours(1), 1_000);
  private static final PrivacySettings PRIVACY =
      new PrivacySettings(
          10,
          1e-3,
          new BigDecimal("0.70"),
          new BigDecimal("0.30"),
          new BigDecimal("4.00"),
          new BigDecimal("16"));

  private static final TenantId TENANT = new TenantId("acorn");
  private static final Caller NIGHT = Caller.system(TENANT, "insight");
  private static final Caller CEO = new Caller(TENANT, Role.CEO, "ceo", null);

  @TempDir private Path home = Path.of("replaced");
  private Database database = TestDatabase.fresh();
  private Instant now = Instant.parse("2026-11-22T03:00:00Z");
  private Census census = MadeUpCensus.company(1000, 1).census();
  private Runnable whenDrawn = () -> {};

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Where a process dies. */
  enum Place {
    CHARGED,
    DRAWN,
    JOURNAL_HALF_WRITTEN,
    JOURNAL_WRITTEN,
    STORED
  }

  @ParameterizedTest
  @EnumSource
  void whoever_is_killed_on_the_way_pays_once_and_shows_what_stands_in_the_journal(Place place)
      throws Exception {
    killed(place);
    List<JournalEntry> before = TestJournal.in(home).entries(TENANT);
    Optional<Release> shown = releases(1).latest(CEO);
    assertThat(shown)
        .isEqualTo(before.stream().findFirst().map(e -> requireNonNull(e.release()).release()));

    Release published = releases(2).publish(NIGHT).orElseThrow();
    shown.ifPresent(release -> assertThat(published).isEqualTo(release));
    assertThat(before).hasSize(place.compareTo(Place.JOURNAL_WRITTEN) < 0 ? 0 : 1);
    assertThat(TestJournal.in(home).entries(TENANT)).hasSize(1);
    assertThat(releases(3).latest(CEO)).contains(published);
    assertThat(ledger().charges(NIGHT)).hasSize(1);
    try (Stream<Path> files = Files.list(journal())) {
      assertThat(files).containsExactly(entry(1));
    }
  }

  private void killed(Place place) throws IOException, SQLException {
    switch (place) {
      case CHARGED ->
          assertThatThrownBy(() ->
                  releases(
                          new Noise(() -> {
                            throw new Killed();
                          }))
                      .publish(NIGHT))
              .isInstanceOf(Killed.class);
      case DRAWN -> {
        whenDrawn =
            () -> {
              throw new Killed();
            };
        assertThatThrownBy(() -> releases(1).publish(NIGHT)).isInstanceOf(Killed.class);
        whenDrawn = () -> {};
      }
      case JOURNAL_HALF_WRITTEN -> {
        killed(Place.DRAWN);
        Home.OwnersOnly.folder(journal());
        Files.writeString(journal().resolve("000001.json.x.new"), "{\"tenant\":\"aco");
      }
      case JOURNAL_WRITTEN -> {
        asOwner("REVOKE INSERT ON insight.release FROM orgscope_app");
        assertThatThrownBy(() -> releases(1).publish(NIGHT)).isInstanceOf(Exception.class);
        asOwner("GRANT INSERT ON insight.release TO orgscope_app");
      }
      case STORED -> releases(1).publish(NIGHT).orElseThrow();
    }
    assertThat(ledger().charges(NIGHT)).hasSize(1);
  }

  @Test
  void a_release_that_cannot_be_written_down_is_not_shown() throws IOException {
    Files.writeString(home.resolve("journal"), "no folder");
    assertThatThrownBy(() -> releases(1).publish(NIGHT).orElseThrow())
        .isInstanceOf(Failure.class)
        .hasMessageContaining(home.resolve("journal").toString());
    assertThat(releases(1).latest(CEO)).isEmpty();
  }

  @Test
  void a_restored_database_shows_what_stands_in_the_journal_and_its_days_are_not_drawn_again() {
    Release first = releases(1).publish(NIGHT).orElseThrow();
    List<JournalEntry.Published> all = new ReleaseStore(database).all(NIGHT);
    List<PrivacyLedger.Charge> charges = ledger().charges(NIGHT);

    restored();
    assertThat(releases(2).latest(CEO)).contains(first);
    assertThat(new ReleaseStore(database).all(NIGHT)).isEqualTo(all);
    assertThat(ledger().charges(NIGHT)).isEqualTo(charges);

    restored();
    // Another run, so that nothing but the journal can know.
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    assertThat(releases(3).refusal(NIGHT)).isEmpty();
    assertThat(releases(3).publish(NIGHT)).isEqualTo(new Publication.Unchanged(first));
    assertThat(TestJournal.in(home).entries(TENANT)).hasSize(1);
    assertThat(ledger().charges(NIGHT)).isEqualTo(charges);
  }

  @Test
  void what_was_withdrawn_stays_withdrawn_in_a_restored_database() {
    Release first = releases(1).publish(NIGHT).orElseThrow();
    now = now.plus(Duration.ofDays(31));
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    Release second = releases(2).publish(NIGHT).orElseThrow();
    releases(1).withdraw(NIGHT, second.id(), "a file was read twice");
    restored();
    assertThat(releases(3).latest(CEO)).contains(first);
    restored();
    assertThat(releases(3).publish(NIGHT))
        .isInstanceOfSatisfying(
            Publication.Withheld.class,
            held -> assertThat(held.reason()).contains(second.id(), "a file was read twice"));
    assertThat(TestJournal.in(home).entries(TENANT)).hasSize(3);
  }

  @Test
  void releases_from_before_there_was_a_journal_are_written_into_it() throws IOException {
    Release first = releases(1).publish(NIGHT).orElseThrow();
    releases(1).withdraw(NIGHT, first.id(), "a file was read twice");
    List<JournalEntry> entries = TestJournal.in(home).entries(TENANT);
    for (int number = 1; number <= 2; number++) {
      Files.delete(entry(number));
    }
    releases(2).publish(NIGHT);
    assertThat(TestJournal.in(home).entries(TENANT))
        .hasSize(2)
        .first()
        .satisfies(entry ->
            assertThat(requireNonNull(entry.release()).leaves())
                .containsExactlyInAnyOrderElementsOf(
                    requireNonNull(entries.getFirst().release()).leaves()));
    restored();
    assertThat(releases(3).latest(CEO)).isEmpty();
    assertThat(releases(3).publish(NIGHT)).isInstanceOf(Publication.Withheld.class);
  }

  @Test
  void whoever_publishes_at_the_same_time_waits_and_gets_the_same_numbers() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Callable<Publication> publish = () -> releases(new Noise(new SecureRandom())).publish(NIGHT);
      Set<Release> releases = new HashSet<>();
      for (var answer : threads.invokeAll(Collections.nCopies(3, publish))) {
        releases.add(answer.get().orElseThrow());
      }
      assertThat(releases).hasSize(1);
    }
    assertThat(TestJournal.in(home).entries(TENANT)).hasSize(1);
  }

  @Test
  void two_databases_on_one_journal_do_not_both_draw() {
    Database other = database;
    database = TestDatabase.fresh();
    Database mine = database;
    whenDrawn =
        () -> {
          whenDrawn = () -> {};
          database = other;
          releases(2).publish(NIGHT).orElseThrow();
          database = mine;
        };
    assertThatThrownBy(() -> releases(1).publish(NIGHT))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.RETRY));
    Release first =
        requireNonNull(TestJournal.in(home).entries(TENANT).getFirst().release()).release();
    assertThat(releases(3).publish(NIGHT)).isEqualTo(new Publication.Unchanged(first));
    assertThat(TestJournal.in(home).entries(TENANT)).hasSize(1);
  }

  @Test
  void nothing_is_drawn_after_an_entry_that_is_not_as_it_was_written() throws IOException {
    twoEntries();
    String first = Files.readString(entry(1));
    String second = Files.readString(entry(2));

    refused(1, first.replace("\"people\":", "\"people\": "), "its signature fails");
    refused(1, first.substring(0, first.length() / 2), "its signature fails");
    refused(1, first.substring(0, first.indexOf("\ned25519 ")), "its signature fails");
    refused(1, "", "its signature fails");
    refused(1, second, "was written for another place");
    refused(1, null, "is missing");
    refused(2, second.substring(0, second.length() - 10), "its signature fails");
    refused(2, second.replace("ed25519 ", "ed25519 ?"), "its signature fails");

    Files.writeString(entry(1), first);
    releases(5).withdraw(NIGHT, "2026-11-22.1", "all files are back");
  }

  /** Signed by the same key, and still not what the next one was written after. */
  @Test
  void an_entry_that_was_exchanged_for_another_one_of_this_home_is_refused() throws IOException {
    twoEntries();
    String first = Files.readString(entry(1));
    JournalEntry second = TestJournal.in(home).entries(TENANT).get(1);
    Files.delete(entry(2));
    Files.delete(entry(1));
    TestJournal.in(home).append(TENANT, 1, requireNonNull(second.release()));
    String exchanged = Files.readString(entry(1));
    Files.writeString(entry(1), first);
    TestJournal.in(home).append(TENANT, 2, requireNonNull(second.release()));
    refused(1, exchanged, entry(2), "does not follow on the file before it");
  }

  @Test
  void an_entry_of_another_company_is_refused() throws IOException {
    twoEntries();
    String own = Files.readString(entry(1));
    TenantId birch = new TenantId("birch");
    TestJournal.in(home)
        .append(
            birch, 1, requireNonNull(TestJournal.in(home).entries(TENANT).getFirst().release()));
    String others = Files.readString(home.resolve("journal/birch/000001.json"));
    assumeThat(others).isNotEqualTo(own);
    refused(1, others, "was written for another place");
  }

  @Test
  void a_company_that_is_deleted_takes_its_journal_along_and_no_other() throws IOException {
    twoEntries();
    TenantId birch = new TenantId("birch");
    TestJournal.in(home)
        .append(
            birch, 1, requireNonNull(TestJournal.in(home).entries(TENANT).getFirst().release()));
    DeleteJournal going = new DeleteJournal(TestJournal.in(home));
    assertThat(going.count(TENANT)).isEqualTo(2);
    assertThat(going.delete(TENANT)).isEqualTo(2);
    assertThat(going.delete(TENANT)).as("killed and asked again").isZero();
    assertThat(home.resolve("journal/acorn")).doesNotExist();
    assertThat(TestJournal.in(home).tenants()).containsExactly(birch);
    assertThat(TestJournal.in(home).entries(birch)).hasSize(1);
  }

  @Test
  void a_row_that_was_changed_in_the_database_is_noticed() throws SQLException {
    Release first = releases(1).publish(NIGHT).orElseThrow();
    asOwner(
        "UPDATE insight.release SET document = jsonb_set(document, '{cells,0,people}', '4711')");
    assertThat(withheld()).contains(first.id(), "somebody changed one of them");
  }

  @Test
  void a_journal_or_a_key_that_is_gone_is_not_begun_anew() throws IOException {
    releases(1).publish(NIGHT).orElseThrow();
    Path key = home.resolve("keys/release.json");
    Path elsewhere = home.resolve("elsewhere");

    Files.move(home.resolve("journal"), elsewhere);
    restored();
    assertThat(withheld()).contains(home.resolve("journal").toString(), "and there was one");
    Files.move(elsewhere, home.resolve("journal"));

    String right = Files.readString(key);
    Files.delete(key);
    assertThat(withheld()).contains(key + " is missing");
    Files.writeString(key, "{}");
    assertThat(withheld()).contains(key + " is no release key");
    Files.writeString(key, SigningKey.generate().text());
    assertThat(withheld()).contains(key + " is not the key");
    assertThat(ledger().charges(NIGHT)).isEmpty();
    Files.writeString(key, right);
    assertThat(releases(2).publish(NIGHT)).isInstanceOf(Publication.Unchanged.class);
  }

  @Test
  void doctor_counts_entries_and_says_which_file_is_broken() throws IOException {
    assertThat(findings(null).getFirst().found()).contains("entries: 0");
    twoEntries();
    assertThat(findings(null).getFirst().grade()).isEqualTo(Grade.GOOD);
    assertThat(findings(null).getFirst().found()).contains("entries: 2, tenants: 1");
    Files.writeString(entry(2), "{}");
    assertThat(findings(null).getFirst().grade()).isEqualTo(Grade.WRONG);
    assertThat(findings(null).getFirst().found()).contains(entry(2).toString());
    Files.move(home.resolve("journal"), home.resolve("away"));
    assertThat(findings(null).getFirst().grade()).isEqualTo(Grade.WRONG);
    assertThat(findings(null).getFirst().found()).contains("is not in " + home.resolve("journal"));
  }

  @Test
  void doctor_warns_of_a_journal_that_lies_beside_the_database() throws IOException {
    // A database elsewhere, and the journal goes wherever the home goes.
    assertThat(findings(null).getLast().grade()).isEqualTo(Grade.WARNING);
    Home.OwnersOnly.folder(home.resolve("postgres"));
    assertThat(findings(null).getLast().grade()).isEqualTo(Grade.WARNING);
    assertThat(findings(null).getLast().mend()).contains("orgscope.insight.journal.folder");
    assertThat(findings(home.resolve("elsewhere/journal")).getLast().grade())
        .isEqualTo(Grade.WARNING);
    FileStore own = Files.getFileStore(home);
    List<Path> others = new ArrayList<>();
    for (Path other : List.of(Path.of("/dev/shm"), Path.of("target").toAbsolutePath())) {
      if (Files.isDirectory(other) && !Files.getFileStore(other).equals(own)) {
        others.add(other);
      }
    }
    assumeThat(others).isNotEmpty();
    assertThat(findings(others.getFirst().resolve("orgscope-journal")).getLast().grade())
        .isEqualTo(Grade.GOOD);
  }

  @Test
  void the_place_of_the_journal_does_not_depend_on_where_a_command_is_run() {
    assertThatThrownBy(() -> new JournalSettings(Path.of("journal")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("orgscope.insight.journal.folder");
  }

  private List<Finding> findings(@Nullable Path folder) {
    JournalSettings settings = new JournalSettings(folder);
    return new JournalCheckup(
            new Home(home),
            new ReleaseJournal(new ReleaseKeyFile(new Home(home), settings)),
            settings)
        .findings();
  }

  private void twoEntries() {
    releases(1).publish(NIGHT).orElseThrow();
    now = now.plus(Duration.ofDays(31));
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    releases(2).publish(NIGHT).orElseThrow();
    now = now.plus(Duration.ofDays(31));
    census = MadeUpCensus.company(1000, 1).run("run-3", LocalDate.of(2026, 11, 23)).census();
  }

  private void refused(int number, @Nullable String text, String because) throws IOException {
    refused(number, text, entry(number), because);
  }

  /** The period of the newest release is over: without the fault the next would be drawn. */
  private void refused(int number, @Nullable String text, Path named, String because)
      throws IOException {
    String right = Files.readString(entry(number));
    int charges = ledger().charges(NIGHT).size();
    if (text == null) {
      Files.delete(entry(number));
    } else {
      Files.writeString(entry(number), text);
    }
    assertThat(withheld()).contains(named.toString(), because, "Put it back from a copy");
    assertThatThrownBy(() -> releases(4).withdraw(NIGHT, "2026-11-22.1", "a try"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(because);
    assertThat(releases(4).latest(CEO)).as("what the database has is shown").isPresent();
    assertThat(ledger().charges(NIGHT)).hasSize(charges);
    Files.writeString(entry(number), right);
  }

  private String withheld() {
    Publication answer = releases(4).publish(NIGHT);
    assertThat(answer).isInstanceOf(Publication.Withheld.class);
    assertThat(releases(4).refusal(NIGHT)).contains((Publication.Withheld) answer);
    return ((Publication.Withheld) answer).reason();
  }

  private Path journal() {
    return home.resolve("journal").resolve(TENANT.value());
  }

  private Path entry(int number) {
    return journal().resolve("%06d.json".formatted(number));
  }

  /** From a backup that is older than everything in it. */
  private void restored() {
    database.close();
    database = TestDatabase.fresh();
  }

  private void asOwner(String sql) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private PrivacyLedger ledger() {
    return TestLedger.of(database, PRIVACY, () -> now);
  }

  private Releases releases(long seed) {
    return releases(new Noise(new SplittableRandom(seed)));
  }

  private Releases releases(Noise noise) {
    Audit audit = TestAudit.on(database);
    ReleaseBudget budget =
        new ReleaseBudget(
            ledger(), PRIVACY, SHAPE, TestPrivacyPolicies.on(database, home, () -> now));
    Access access =
        TestAccess.on(
            database,
            audit,
            TestDirectory.on(database, home, TestAccess.gate(audit), () -> now),
            () -> now);
    return new Releases(
        TestReleases.published(database, access, TestJournal.in(home), budget),
        (caller, assumptions, quarter) -> Optional.of(census),
        access,
        audit,
        TestAssumptions.on(database, () -> now),
        new Gate(),
        budget,
        new ReleaseDraws(
            PRIVACY,
            SHAPE,
            noise,
            new ReleaseSavings(TestRecommendation.adviser()),
            new Gate(),
            () -> now),
        () -> now);
  }

  /** Asked when the noise is drawn and nothing of it written. */
  private final class Gate implements ReleaseGate {
    @Override
    public Optional<Publication.Withheld> holds(TenantId tenant, String run, LocalDate asOf) {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> completeUntil(TenantId tenant, TimeWindow window) {
      whenDrawn.run();
      return Optional.empty();
    }
  }
}
