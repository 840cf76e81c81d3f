package com.orgscope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Grade;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Eight years of a log: what is older than seven goes, what is left is still the log. */
class AuditRetentionTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Instant NOW = InstantSource.system().instant();

  /** Three entries each. */
  private static final int BLOCKS = 9;

  @TempDir private Path folder;
  private Database database;
  private Audit audit;
  private SealFiles seals;

  @BeforeEach
  void eightYears() throws SQLException {
    database = TestDatabase.fresh();
    Home home = new Home(folder.resolve("home"));
    audit = TestAudit.on(database, home, folder.resolve("elsewhere"));
    seals = new SealFiles(home, TestAudit.settings(folder.resolve("elsewhere")));
    for (int ago = BLOCKS - 1; ago >= 0; ago--) {
      block(ago);
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_is_too_old_goes_in_whole_blocks_and_the_rest_is_whole() throws Exception {
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(27, 0));
    assertThat(retention(7).removeOld(ACME, NOW))
        .as("of eight and of seven years ago")
        .isEqualTo(6);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(27, 1));
    List<AuditEntry> left = audit.entries(IT, 100);
    assertThat(left).hasSize(22);
    assertThat(left.getFirst())
        .returns("remove old entries", AuditEntry::action)
        .returns("kept for 7 years; seal 2 stays", AuditEntry::reason);
    assertThat(left.getLast().at()).isAfter(yearsLater(-7));

    assertThat(retention(7).removeOld(ACME, NOW)).as("nothing more is old enough").isZero();
    assertThat(audit.seal(ACME).orElseThrow().entries()).as("it is sealed on").isEqualTo(28);
    assertThat(retention(7).removeOld(ACME, yearsLater(1))).as("a year later").isEqualTo(3);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(28, 1));
    assertThat(new StartFiles(seals).of(ACME))
        .extracting(LogStart::block, LogStart::entries, LogStart::seal)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2L, 6L, 2),
            org.assertj.core.groups.Tuple.tuple(3L, 9L, 3));
  }

  /** Whoever has the database takes more away than the time took, and everything that tells. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 8})
  void a_beginning_that_nobody_signed_is_found(int last) throws SQLException {
    retention(7).removeOld(ACME, NOW);
    TestAudit.sealBlocks(database);
    asOwner(
        """
        DELETE FROM audit.entry WHERE number IN
          (SELECT unnest(entries) FROM audit.block WHERE number <= %1$d);
        DELETE FROM audit.block WHERE number <= %1$d
        """
            .formatted(last));
    if (last == 1) {
      assertThat(audit.verify(IT)).as("it was gone").isEqualTo(new ChainCheck.Whole(28, 0));
    } else {
      assertThat(audit.verify(IT))
          .isInstanceOfSatisfying(
              ChainCheck.Broken.class,
              broken -> assertThat(broken.reason()).contains("cut off without leave"));
    }
    if (last == 3) {
      assertThatThrownBy(() -> retention(7).removeOld(ACME, yearsLater(4)))
          .as("of a broken log nothing is removed")
          .isInstanceOf(Failure.class)
          .hasMessageContaining("broken");
    }
  }

  @Test
  void entries_that_were_left_behind_or_put_in_before_the_beginning_are_found()
      throws SQLException {
    retention(7).removeOld(ACME, NOW);
    asOwner(
        "INSERT INTO audit.entry (tenant, number, at, principal, role, action, subject, reason)"
            + " VALUES ('acme', 2, clock_timestamp(), 'os:tess', 'IT_SECURITY', 'a', 'b', 'c')");
    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(2, 27, "was put in past the sealer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"block\":2 \"block\":5", "\"head\":\" \"head\":\"00", "\"seal\":2 \"seal\":3"})
  void a_beginning_that_was_changed_is_none(String change) throws IOException {
    retention(7).removeOld(ACME, NOW);
    Path file = folder.resolve("elsewhere/acme/starts/000001.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replace(change.split(" ")[0], change.split(" ")[1]));
    assertThatThrownBy(() -> audit.verify(IT))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("000001.json was changed");
  }

  @Test
  void the_seal_of_the_last_removed_block_stays_as_what_the_beginning_hangs_on()
      throws IOException {
    retention(7).removeOld(ACME, NOW);
    try (var files = Files.list(folder.resolve("elsewhere/acme"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(BLOCKS);
    }
    Files.delete(folder.resolve("elsewhere/acme/000002.json"));
    assertThatThrownBy(() -> audit.verify(IT)).hasMessageContaining("000002.json is missing");
  }

  /** Whoever has the key of the home signs a beginning; what was sealed before says otherwise. */
  @Test
  void a_beginning_that_hangs_on_no_seal_is_none() throws SQLException {
    Block fifth = block(5, 15);
    new StartFiles(seals)
        .add(
            new LogStart(
                ACME, 1, 5, fifth.total(), fifth.highest(), Chain.hex(fifth.hash()), 4, 7, NOW));
    asOwner(
        """
        DELETE FROM audit.entry WHERE number IN
          (SELECT unnest(entries) FROM audit.block WHERE number <= 5);
        DELETE FROM audit.block WHERE number <= 5
        """);
    assertThat(audit.verify(IT)).isInstanceOf(ChainCheck.Broken.class);
  }

  private Block block(int number, long total) {
    return new AuditStore(database)
        .lastBefore(
            Caller.system(ACME, "audit"), yearsLater(number - BLOCKS), seals.of(ACME), total)
        .orElseThrow();
  }

  /** Killed when the leave is signed and before anything is gone. */
  @Test
  void a_removal_that_was_broken_off_is_gone_on_with() {
    Block second =
        new AuditStore(database)
            .lastBefore(
                Caller.system(ACME, "audit"), yearsLater(-7), seals.of(ACME), Long.MAX_VALUE)
            .orElseThrow();
    StartFiles starts = new StartFiles(seals);
    starts.add(
        new LogStart(
            ACME, 1, 2, second.total(), second.highest(), Chain.hex(second.hash()), 2, 7, NOW));
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(27, 0));
    assertThat(retention(7).removeOld(ACME, NOW)).isEqualTo(6);
    assertThat(starts.of(ACME)).hasSize(1);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(27, 1));
  }

  @Test
  void what_did_not_leave_the_house_stays_until_it_has() throws SQLException {
    asOwner(
        "INSERT INTO audit.departure (tenant, destination, what, place)"
            + " VALUES ('acme', 'syslog', 'ENTRIES', 4)");
    assertThat(retention(7, "logs.example.com:6514").removeOld(ACME, NOW)).isEqualTo(3);
    asOwner("UPDATE audit.departure SET place = 6");
    assertThat(retention(7, "logs.example.com:6514").removeOld(ACME, NOW)).isEqualTo(3);
  }

  /** Whatever clock the server has: the database's own keeps the last year. */
  @Test
  void the_last_year_stays_whatever_is_asked_for() throws SQLException {
    block(0);
    assertThatThrownBy(() -> retention(7).removeOld(ACME, yearsLater(20)))
        .hasMessageContaining("stays for a year at least");
    assertThat(audit.entries(IT, 100)).hasSize(31);
    assertThatThrownBy(() -> new AuditStore(database).removeUntil(ACME, BLOCKS + 1))
        .hasMessageContaining("the last block of a log stays");
    assertThatThrownBy(() -> settings(0, ""))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("1 to 100");
  }

  @Test
  void fewer_years_than_are_promised_are_warned_of() {
    assertThat(retention(7).finding().grade()).isEqualTo(Grade.GOOD);
    assertThat(retention(6).finding().grade()).isEqualTo(Grade.WARNING);
  }

  @Test
  void entries_of_before_there_were_blocks_go_with_the_first_of_them() throws Exception {
    asOwner(
        "DELETE FROM audit.entry; DELETE FROM audit.unsealed; DELETE FROM audit.block; DELETE FROM audit.chain");
    Path other = folder.resolve("other");
    audit = TestAudit.on(database, new Home(other), null);
    seals = new SealFiles(new Home(other), TestAudit.settings((Path) null));
    TestAudit.chained(database, 4, 9);
    TestAudit.migrateToBlocks(database);
    block(8);
    block(0);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(10, 0));
    assertThat(retention(7).removeOld(ACME, NOW)).isEqualTo(7);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(10, 1));
  }

  private void block(int yearsAgo) throws SQLException {
    for (int i = 0; i < 3; i++) {
      audit.record(IT, "read people", "people", "why");
    }
    asOwner(
        "UPDATE audit.entry SET at = at - interval '%d years 1 day' WHERE number IN (SELECT number FROM audit.unsealed)"
            .formatted(yearsAgo));
    audit.seal(ACME);
  }

  private static Instant yearsLater(int years) {
    return NOW.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
  }

  private AuditRetention retention(int years) {
    return retention(years, "");
  }

  private AuditRetention retention(int years, String syslog) {
    AuditSettings settings = settings(years, syslog);
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("residency", Residency.UNBOUND);
    return new AuditRetention(
        new AuditStore(database),
        audit,
        seals,
        new StartFiles(seals),
        new Departures(
            settings, new DepartureStore(database), beans.getBeanProvider(Residency.class)),
        settings);
  }

  private static AuditSettings settings(int years, String syslog) {
    return new AuditSettings(
        null,
        years,
        Duration.ofMinutes(5),
        new AuditSettings.Syslog(syslog, null, null, null, true),
        TestAudit.NO_WEBHOOK);
  }

  private void asOwner(String statements) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      for (String one : statements.split(";")) {
        statement.execute(one);
      }
    }
  }
}
