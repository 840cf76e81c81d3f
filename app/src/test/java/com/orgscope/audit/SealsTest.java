package com.orgscope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Grade;
import com.orgscope.state.Database;
import com.orgscope.state.SigningKey;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who has the whole database writes the log anew, and the seals outside tell. */
class SealsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = Caller.commandLine(ACME, "tess");

  private static final String EMPTY =
      "DELETE FROM audit.entry; DELETE FROM audit.unsealed; DELETE FROM audit.block;"
          + " DELETE FROM audit.chain";

  @TempDir private Path folder;
  private Database database;
  private Path seals;
  private Audit audit;

  @BeforeEach
  void aLogOfFive() {
    database = TestDatabase.fresh();
    seals = folder.resolve("elsewhere");
    audit = opened();
    add(5);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_seal_says_where_the_log_ended_and_is_written_where_it_grew() throws Exception {
    Seal first = audit.seal(ACME).orElseThrow();
    assertThat(first)
        .returns(1, Seal::number)
        .returns(5L, Seal::entries)
        .returns(head(), Seal::head);
    assertThat(audit.seal(ACME)).as("nothing was added").isEmpty();
    add(2);
    assertThat(audit.seal(ACME).orElseThrow().entries()).isEqualTo(7);
    assertThat(opened().lastSeal(ACME).orElseThrow().number()).isEqualTo(2);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(7, 0));
    assertThat(audit.seal(new TenantId("other"))).as("an empty log").isEmpty();
    try (var files = Files.walk(seals)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> seals.relativize(f).toString()))
          .containsExactlyInAnyOrder("key.json", "acme/000001.json", "acme/000002.json");
    }
    assertThat(Files.readString(seals.resolve("key.json")))
        .as("the public half alone leaves the home")
        .isEqualTo(
            SigningKey.parse(Files.readString(folder.resolve("home/keys/audit.json"))).open());
  }

  /** Hashes and end are what the database itself makes: without a seal the chain is whole. */
  @Test
  void a_log_that_was_written_anew_from_the_first_entry_is_not_the_one_that_was_sealed()
      throws SQLException {
    asOwner(EMPTY);
    add(5);
    TestAudit.sealBlocks(database);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(5, 0));

    audit.seal(ACME);
    asOwner(EMPTY);
    long first = add(5);
    TestAudit.sealBlocks(database);
    ChainCheck rewritten =
        new ChainCheck.Broken(first, 0, "is not the entry that was sealed outside");
    assertThat(audit.verify(IT)).isEqualTo(rewritten);
    assertThatThrownBy(() -> audit.seal(ACME)).hasMessageContaining("sealed outside");
    add(4);
    TestAudit.sealBlocks(database);
    assertThat(audit.verify(IT)).isEqualTo(rewritten);

    asOwner(EMPTY);
    first = add(9);
    TestAudit.sealBlocks(database);
    assertThat(audit.verify(IT))
        .as("in other blocks")
        .isEqualTo(new ChainCheck.Broken(first, 0, "is not the entry that was sealed outside"));
  }

  @Test
  void a_log_whose_end_was_taken_off_with_the_mark_of_its_end_is_shorter_than_its_seal()
      throws SQLException {
    TestAudit.sealBlocks(database);
    add(2);
    audit.seal(ACME);
    asOwner(
        "DELETE FROM audit.entry WHERE number > 5; DELETE FROM audit.block WHERE number = 2;"
            + " UPDATE audit.chain SET entries = 5, blocks = 1,"
            + " head = (SELECT hash FROM audit.block WHERE number = 1)");

    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(6, 5, "was cut off: it was sealed outside"));
    asOwner(EMPTY);
    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(1, 0, "was cut off: it was sealed outside"));
  }

  /** Each hour; the whole is walked each night. */
  @Test
  void a_seal_walks_on_from_the_one_before_and_the_whole_is_walked_by_itself() throws SQLException {
    audit.seal(ACME);
    asOwner("UPDATE audit.entry SET subject = 'nobody' WHERE number = 3");
    add(1);
    assertThat(audit.seal(ACME)).as("what is before its seal it does not read").isPresent();
    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(3, 2, "was changed after it was written"));

    long last = add(1);
    TestAudit.sealBlocks(database);
    asOwner("UPDATE audit.entry SET subject = 'nobody' WHERE number = " + last);
    assertThatThrownBy(() -> audit.seal(ACME))
        .hasMessageContaining("broken at entry " + last + ", which was changed");
    asOwner(
        "UPDATE audit.entry SET subject = 'person 0' WHERE number = %d; DELETE FROM audit.unsealed"
            .formatted(last));
    assertThat(audit.seal(ACME)).isPresent();

    add(1);
    asOwner("DELETE FROM audit.unsealed");
    assertThatThrownBy(() -> audit.seal(ACME)).hasMessageContaining("put in past the sealer");
  }

  @Test
  void a_seal_of_before_there_were_blocks_still_holds() throws Exception {
    asOwner(EMPTY);
    TestAudit.chained(database, 4);
    TestAudit.migrateToBlocks(database);
    assertThat(audit.seal(ACME).orElseThrow().entries()).isEqualTo(4);
    add(2);
    assertThat(audit.seal(ACME).orElseThrow().entries()).isEqualTo(6);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(6, 0));
    asOwner("UPDATE audit.entry SET hash = sha256('x') WHERE number = 4");
    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(4, 3, "was changed after it was written"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"entries\":5 \"entries\":4",
        "\"number\":1 \"number\":2",
        "\"tenant\":\"acme\" \"tenant\":\"other\"",
        "\"head\":\" \"head\":\"00",
        "\"at\":\"20 \"at\":\"19",
        "\"previous\":\" \"previous\":\"00",
        "\"signature\":\" \"signature\":\"00",
        "{ [",
      })
  void a_seal_that_was_changed_is_none(String change) throws IOException {
    audit.seal(ACME);
    add(1);
    audit.seal(ACME);
    Path first = seals.resolve("acme/000001.json");
    String text = Files.readString(first);
    String changed = text.replace(change.split(" ")[0], change.split(" ")[1]);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(first, changed);

    assertThatThrownBy(() -> audit.verify(IT))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("000001.json was changed");
    assertThatThrownBy(() -> audit.seal(ACME)).isInstanceOf(Failure.class);
  }

  /** Whichever it is, of a seal that another one follows; the last one has no follower. */
  @Test
  void one_bit_of_a_seal_is_noticed() throws IOException {
    audit.seal(ACME);
    add(1);
    audit.seal(ACME);
    for (String name : List.of("000001.json", "000002.json")) {
      Path file = seals.resolve("acme").resolve(name);
      byte[] kept = Files.readAllBytes(file);
      for (int at = 0; at < kept.length; at += 3) {
        byte[] changed = kept.clone();
        changed[at] ^= (byte) (1 << at % 7);
        Files.write(file, changed);
        assertThatThrownBy(() -> audit.verify(IT))
            .as("byte %d of %s", at, name)
            .isInstanceOf(Failure.class);
      }
      Files.write(file, kept);
    }
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(6, 0));
  }

  @Test
  void a_seal_that_is_missing_or_took_anothers_place_is_noticed() throws IOException {
    audit.seal(ACME);
    add(1);
    audit.seal(ACME);
    add(1);
    audit.seal(ACME);
    String third = Files.readString(seals.resolve("acme/000003.json"));

    Files.delete(seals.resolve("acme/000001.json"));
    assertThatThrownBy(() -> audit.verify(IT)).hasMessageContaining("000001.json is missing");
    Files.writeString(seals.resolve("acme/000001.json"), third);
    assertThatThrownBy(() -> audit.verify(IT)).hasMessageContaining("000001.json was changed");
  }

  @Test
  void seals_that_are_gone_as_a_whole_are_missed_and_not_begun_anew() throws IOException {
    audit.seal(ACME);
    Files.move(seals, folder.resolve("taken"));
    assertThatThrownBy(() -> audit.verify(IT)).hasMessageContaining("there were some");
    add(1);
    assertThatThrownBy(() -> audit.seal(ACME)).hasMessageContaining("there were some");
    assertThat(seals).doesNotExist();
    Files.move(folder.resolve("taken"), seals);
    assertThat(audit.seal(ACME).orElseThrow().number()).isEqualTo(2);
  }

  /** Each is signed with the right key; only what is before and whose it is tells. */
  @Test
  void a_seal_of_another_past_or_another_company_is_none() throws IOException {
    Path past = folder.resolve("past");
    audit.seal(ACME);
    Files.move(seals, past);
    Files.createDirectories(seals);
    Files.copy(past.resolve("key.json"), seals.resolve("key.json"));
    add(1);
    audit.seal(ACME);
    add(1);
    audit.seal(ACME);
    Path first = seals.resolve("acme/000001.json");
    String kept = Files.readString(first);
    Files.writeString(first, Files.readString(past.resolve("acme/000001.json")));
    assertThatThrownBy(() -> audit.verify(IT)).hasMessageContaining("000002.json was changed");

    Files.writeString(first, kept);
    Files.createDirectories(seals.resolve("other"));
    Files.writeString(seals.resolve("other/000001.json"), kept);
    assertThatThrownBy(() -> audit.verify(Caller.commandLine(new TenantId("other"), "olaf")))
        .hasMessageContaining("000001.json was changed");
  }

  @Test
  void a_key_that_is_lost_or_another_seals_nothing() throws Exception {
    audit.seal(ACME);
    add(1);
    Path key = folder.resolve("home/keys/audit.json");
    String kept = Files.readString(key);

    Files.delete(key);
    assertThatThrownBy(() -> audit.seal(ACME)).hasMessageContaining("restore it from its backup");
    assertThat(audit.verify(IT)).as("the public half does").isEqualTo(new ChainCheck.Whole(6, 0));
    Files.writeString(key, SigningKey.generate().text());
    assertThatThrownBy(() -> audit.seal(ACME)).hasMessageContaining("is not the key");
    Files.writeString(key, "x");
    assertThatThrownBy(() -> audit.seal(ACME)).hasMessageContaining("is no key");
    Files.writeString(key, kept);
    assertThat(audit.seal(ACME)).isPresent();
  }

  @Test
  void seals_inside_the_home_are_a_warning() throws IOException {
    assertThat(checkup(seals).finding(List.of(ACME)).grade()).isEqualTo(Grade.GOOD);
    assertThat(checkup(null).finding(List.of(ACME)))
        .satisfies(finding -> assertThat(finding.grade()).isEqualTo(Grade.WARNING))
        .satisfies(finding -> assertThat(finding.mend()).contains("orgscope.audit.seal-folder"));
    audit.seal(ACME);
    Files.writeString(seals.resolve("acme/000001.json"), "{}");
    assertThat(checkup(seals).finding(List.of(ACME)).grade()).isEqualTo(Grade.WRONG);
  }

  @Test
  void a_log_that_was_not_walked_for_36_hours_or_was_broken_is_told() throws SQLException {
    assertThat(checkup(seals).verification(List.of(ACME)).grade())
        .as("a young one")
        .isEqualTo(Grade.GOOD);
    assertThat(audit.verified(IT)).returns(null, Verified::at).returns(false, Verified::overdue);
    asOwner("UPDATE audit.entry SET at = at - interval '37 hours' WHERE number = 1");
    assertThat(audit.verified(IT).overdue()).isTrue();
    assertThat(checkup(seals).verification(List.of(ACME)))
        .satisfies(finding -> assertThat(finding.grade()).isEqualTo(Grade.WRONG))
        .satisfies(finding -> assertThat(finding.found()).isEqualTo("not for 36 hours: acme"));

    audit.verify(IT);
    assertThat(audit.verified(IT)).returns(0L, Verified::entries).returns(false, Verified::overdue);
    assertThat(checkup(seals).verification(List.of(ACME)).grade()).isEqualTo(Grade.GOOD);
    asOwner("UPDATE audit.verification SET at = at - interval '35 hours'");
    assertThat(audit.verified(IT).overdue()).isFalse();
    asOwner("UPDATE audit.verification SET at = at - interval '2 hours'");
    assertThat(audit.verified(IT).overdue()).isTrue();

    TestAudit.sealBlocks(database);
    asOwner("UPDATE audit.entry SET subject = 'nobody' WHERE number = 3");
    audit.verify(IT);
    assertThat(audit.verified(IT))
        .returns(3L, Verified::brokenAt)
        .returns(2L, Verified::entries)
        .returns("was changed after it was written", Verified::reason);
    assertThat(checkup(seals).verification(List.of(ACME)))
        .satisfies(finding -> assertThat(finding.grade()).isEqualTo(Grade.WRONG))
        .satisfies(finding -> assertThat(finding.found()).contains("acme is broken at entry 3"));
  }

  private SealCheckup checkup(@org.jspecify.annotations.Nullable Path elsewhere) {
    return new SealCheckup(
        home(), new SealFiles(home(), TestAudit.settings(elsewhere)), new AuditStore(database));
  }

  private Home home() {
    return new Home(folder.resolve("home"));
  }

  private Audit opened() {
    return TestAudit.on(database, home(), seals);
  }

  /** The number of the first. */
  private long add(int entries) {
    IntStream.range(0, entries).forEach(i -> audit.record(IT, "read people", "person " + i, "why"));
    return audit.entries(IT, entries).getLast().number();
  }

  private String head() throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        ResultSet head =
            statement.executeQuery(
                "SELECT encode(hash, 'hex') FROM audit.block WHERE number = 1")) {
      head.next();
      return head.getString(1);
    }
  }

  private void asOwner(String sql) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute(sql);
    }
  }
}
