package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.TestAccess;
import com.orgscope.audit.TestAudit;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any bit of what was signed, of what pages read and of what was paid is missed when it flips. */
class ReleaseVerifierTest {
  private static final TenantId ACORN = new TenantId("acorn");
  private static final Caller IT = Caller.commandLine(ACORN, "ann");

  /** {@code -Dorgscope.drill.times=20} flips more. */
  private static final int FLIPS = 29 * Integer.getInteger("orgscope.drill.times", 1);

  @TempDir private Path home = Path.of("replaced");
  private final Database database = TestDatabase.fresh();
  private Instant now = Instant.parse("2026-11-22T03:00:00.123456789Z");
  private final Random random = new Random();
  private String first = "";
  private long sales;

  @BeforeEach
  void publish() {
    Release release = publish("run-1", LocalDate.of(2026, 11, 21));
    first = release.id();
    sales = release.ofCategory("Sales").people();
    now = now.plus(Duration.ofDays(31));
    Release second = publish("run-2", LocalDate.of(2026, 12, 22));
    releases("run-2", LocalDate.of(2026, 12, 22))
        .withdraw(IT, second.id(), "a file was read twice");
    assertThat(found().faults()).isEmpty();
  }

  @Test
  void two_releases_are_signed_paid_and_as_pages_read_them() {
    assertThat(found()).isEqualTo(new ReleaseVerifier.Found(2, 2, 0, List.of()));
    var unused =
        TestReleases.ledger(database, () -> now)
            .charge(IT, "release:of no run", com.orgscope.privacy.Epsilon.of("1"), 1e-3);
    assertThat(found()).isEqualTo(new ReleaseVerifier.Found(2, 3, 1, List.of()));
  }

  @Test
  void every_flipped_bit_of_the_journal_is_found() throws IOException {
    long seed = System.nanoTime();
    random.setSeed(seed);
    List<Path> files = new ArrayList<>();
    try (var all = Files.walk(home.resolve("journal"))) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    assertThat(files).hasSize(4);
    for (int flip = 0; flip < FLIPS; flip++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] right = Files.readAllBytes(file);
      byte[] wrong = right.clone();
      // Half of them where the signature ends, which has the least to say.
      int last = Math.min(100, wrong.length);
      int at =
          flip % 2 == 0 ? wrong.length - 1 - random.nextInt(last) : random.nextInt(wrong.length);
      wrong[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, wrong);
      assertThat(found().faults()).as("%s, byte %d, seed %d", file, at, seed).isNotEmpty();
      Files.write(file, right);
    }
    assertThat(found().faults()).isEmpty();
  }

  /** The last characters of a signature have bits that say nothing, and a line's end has some. */
  @Test
  void every_bit_of_the_newest_files_end_counts() throws IOException {
    Path newest = home.resolve("journal/acorn/000003.json");
    byte[] right = Files.readAllBytes(newest);
    ReleaseJournal journal = TestJournal.in(home);
    for (int bit = 0; bit < 48; bit++) {
      byte[] wrong = right.clone();
      wrong[wrong.length - 1 - bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(newest, wrong);
      assertThatThrownBy(() -> journal.entries(ACORN))
          .as("bit %d", bit)
          .isInstanceOf(Failure.class);
    }
  }

  /** Of each column of each row, as PostgreSQL sends and takes it. */
  @Test
  void every_flipped_bit_of_the_database_is_found() throws SQLException {
    long seed = System.nanoTime();
    random.setSeed(seed);
    int refused = 0;
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      owner.setAutoCommit(false);
      for (int flip = 0; flip < FLIPS; flip++) {
        String[] place = PLACES.get(flip % PLACES.size());
        String changed = flipped(sql, place);
        if (changed.isEmpty()) {
          refused++;
        } else {
          owner.commit();
          assertThat(found().faults()).as("%s, seed %d", changed, seed).isNotEmpty();
          sql.execute(changed.substring(changed.indexOf('\n') + 1));
          owner.commit();
        }
      }
    }
    assertThat(refused).as("what the tables take").isLessThan(FLIPS / 2);
    assertThat(found().faults()).isEmpty();
  }

  /** Table, column, its type. */
  private static final List<String[]> PLACES =
      List.of(
          new String[] {"insight.release", "document", "jsonb"},
          new String[] {"insight.release", "run", "text"},
          new String[] {"insight.release", "as_of", "date"},
          new String[] {"insight.release", "published_at", "timestamptz"},
          new String[] {"insight.release", "published_by", "text"},
          new String[] {"insight.release", "id", "text"},
          new String[] {"insight.release_leaf", "people", "bigint"},
          new String[] {"insight.release_leaf", "shown_in", "integer"},
          new String[] {"insight.release_leaf", "department", "text"},
          new String[] {"insight.release_leaf", "category", "text"},
          new String[] {"insight.release_part", "part", "jsonb"},
          new String[] {"insight.release_part", "number", "integer"},
          new String[] {"insight.release_part", "place", "text"},
          new String[] {"insight.release_part", "of_department", "text"},
          new String[] {"insight.release_part", "of_category", "text"},
          new String[] {"insight.release_part", "as_of", "date"},
          new String[] {"insight.release_part", "published_at", "timestamptz"},
          new String[] {"insight.release_part", "release", "text"},
          new String[] {"insight.withdrawal", "reason", "text"},
          new String[] {"insight.withdrawal", "withdrawn_by", "text"},
          new String[] {"insight.withdrawal", "withdrawn_at", "timestamptz"},
          new String[] {"insight.withdrawal", "release", "text"},
          new String[] {"privacy.charge", "subject", "text"},
          new String[] {"privacy.charge", "year", "integer"},
          new String[] {"privacy.charge", "epsilon_thousandths", "bigint"},
          new String[] {"privacy.charge", "delta", "double precision"},
          new String[] {"privacy.charge", "charged_by", "text"},
          new String[] {"privacy.charge", "charged_at", "timestamptz"},
          new String[] {"privacy.charge", "tenant", "text"});

  /**
   * Flips one bit of one row.
   *
   * @return what was flipped, and after a line's end the statement that puts it back; empty if the
   *     database did not take it
   */
  private String flipped(Statement sql, String[] place) throws SQLException {
    String table = place[0];
    String column = place[1];
    String id;
    String right;
    try (ResultSet row =
        sql.executeQuery(
            "SELECT ctid::text, %s::text FROM %s WHERE %s IS NOT NULL ORDER BY random() LIMIT 1"
                .formatted(column, table, column))) {
      if (!row.next()) {
        return "";
      }
      id = row.getString(1);
      right = row.getString(2);
    }
    String set = "UPDATE " + table + " SET " + column + " = ";
    String here = " WHERE ctid = '%s'::tid RETURNING ctid::text, %s::text";
    try (ResultSet row =
        sql.executeQuery(set + wrong(place[2], column, right) + here.formatted(id, column))) {
      row.next();
      String newId = row.getString(1);
      return row.getString(2).equals(right)
          ? ""
          : "%s.%s %s instead of %s%n%s%s::%s WHERE ctid = '%s'::tid"
              .formatted(
                  table, column, row.getString(2), right, set, quoted(right), place[2], newId);
    } catch (SQLException refused) {
      sql.getConnection().rollback();
      return "";
    }
  }

  private String wrong(String type, String column, String right) {
    return switch (type) {
      case "bigint", "integer" -> column + " # " + (1 << random.nextInt(20));
      case "date" -> column + " + " + (1 << random.nextInt(12));
      case "timestamptz" ->
          column + " + interval '" + (1L << random.nextInt(45)) + " microseconds'";
      case "double precision" ->
          Double.longBitsToDouble(
                  Double.doubleToLongBits(Double.parseDouble(right)) ^ (1L << random.nextInt(62)))
              + "::double precision";
      default -> {
        char[] text = right.toCharArray();
        text[random.nextInt(text.length)] ^= (char) (1 << random.nextInt(7));
        yield quoted(new String(text)) + "::" + type;
      }
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Test
  void a_number_stands_in_the_signed_release_or_does_not() {
    assertThat(refuted(first + ":categories/Sales/people=" + sales)).isEmpty();
    assertThat(refuted(first + ":total/people=1000")).isEmpty();
    assertThat(refuted(first + ":cells/Engineering/Engineering/people=1")).isPresent();
    assertThat(refuted(first + ":categories/Sales/people=" + (sales + 1)))
        .contains("release " + first + " does not say so");
    assertThat(refuted(first + ":categories/Nobody/people=1")).isPresent();
    assertThat(refuted(first + ":categories=1")).isPresent();
    assertThat(refuted("2026-12-22.1:total/people=1000"))
        .hasValueSatisfying(
            why -> assertThat(why).contains("was withdrawn: a file was read twice"));
    assertThat(refuted("2030-01-01.1:total/people=1000"))
        .contains("no release 2030-01-01.1 was signed");
    assertThatThrownBy(() -> PublishedNumber.parse("184"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("write it as");
  }

  @Test
  void a_release_that_only_one_of_the_three_has_is_told() throws Exception {
    Path second = home.resolve("journal/acorn/000003.json");
    String text = Files.readString(second);
    Files.delete(second);
    assertThat(found().faults())
        .containsExactly("the withdrawals in the database are not those that were signed");
    Files.writeString(second, text);
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      sql.execute("DELETE FROM privacy.charge WHERE subject LIKE '%run-2%'");
      sql.execute("DELETE FROM insight.release_part WHERE release LIKE '2026-12%'");
      sql.execute("DELETE FROM insight.release_leaf WHERE release LIKE '2026-12%'");
      sql.execute("DELETE FROM insight.release WHERE id LIKE '2026-12%'");
    }
    assertThat(found().faults())
        .containsExactly(
            "release 2026-12-22.1 of the journal is not in the database",
            "the privacy ledger lacks 'release:run-2:2026-12-22'");
  }

  /** As JSON it is all right, and the row is found as before. */
  @Test
  void a_figure_a_name_or_a_field_that_was_changed_in_the_database_is_told() throws Exception {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      for (String change :
          List.of(
              "jsonb_set(document, '{cells,0,people}', '99')",
              "jsonb_set(document, '{cells,0,category}', '\"Sale\"')",
              "jsonb_set(document, '{cells}', (document -> 'cells') || (document -> 'cells' -> 0))",
              "document - 'k'",
              "document || '{\"seplaces\": null}'")) {
        sql.execute("CREATE TEMP TABLE right_ones AS SELECT id, document FROM insight.release");
        sql.execute(
            "UPDATE insight.release SET document = " + change + " WHERE id = '" + first + "'");
        assertThat(found().faults())
            .as(change)
            .contains("release " + first + " in the database is not as it was signed");
        sql.execute(
            "UPDATE insight.release r SET document = o.document FROM right_ones o WHERE o.id = r.id");
        sql.execute("DROP TABLE right_ones");
      }
      assertThat(found().faults()).isEmpty();
      sql.execute(
          "UPDATE insight.release_part SET part = jsonb_set(part, '{people}', '99') WHERE place = 'cells' AND of_category = 'Sales'");
      assertThat(found().faults())
          .containsExactly(
              "what executives read of release " + first + " is not of it",
              "what executives read of release 2026-12-22.1 is not of it");
    }
  }

  @Test
  void a_release_that_was_never_signed_is_told() throws Exception {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      sql.execute(
          "INSERT INTO insight.release SELECT tenant, '2026-11-21.2', 'run-9', as_of, published_at, published_by, document FROM insight.release WHERE id = '"
              + first
              + "'");
    }
    assertThat(found().faults())
        .containsExactly("release 2026-11-21.2 of the database is not in the journal");
  }

  @Test
  void a_charge_of_another_moment_is_told() throws Exception {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      sql.execute(
          "UPDATE privacy.charge SET charged_at = charged_at - interval '1 microsecond' WHERE subject LIKE '%run-1:%'");
    }
    assertThat(found().faults())
        .containsExactly(
            "the privacy ledger's 'release:run-1:2026-11-21' is not what release "
                + first
                + " was charged");
  }

  /** Whoever may add lines past the product. */
  @Test
  void a_ledger_that_holds_more_than_its_cap_is_told() throws Exception {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      sql.execute(
          """
          INSERT INTO privacy.charge
            (tenant, year, subject, epsilon_thousandths, delta, charged_by, charged_at)
          VALUES ('acorn', 2026, 'release:more', 14000, 0.001, 'ann', '2026-12-01T00:00:00Z')
          """);
    }
    assertThat(found().faults()).singleElement().asString().contains("more than the 16");
  }

  @Test
  void only_it_and_the_product_verify() {
    Caller ceo = new Caller(ACORN, Role.CEO, "ceo", null);
    assertThatThrownBy(() -> verifier().of(ceo)).isInstanceOf(Failure.class);
  }

  private ReleaseVerifier.Found found() {
    return verifier().of(IT);
  }

  private Optional<String> refuted(String number) {
    return verifier().refuted(IT, PublishedNumber.parse(number));
  }

  private Release publish(String run, LocalDate asOf) {
    return releases(run, asOf).publish(IT).orElseThrow();
  }

  private Releases releases(String run, LocalDate asOf) {
    return TestReleases.on(
        database,
        home,
        () -> now,
        () -> Optional.of(MadeUpCensus.company(1_000, 1).run(run, asOf).census()));
  }

  private ReleaseVerifier verifier() {
    var audit = TestAudit.on(database);
    return new ReleaseVerifier(
        TestJournal.in(home),
        new ReleaseStore(database),
        new ReleasePartStore(database),
        TestReleases.ledger(database, () -> now),
        TestAccess.on(
            database,
            audit,
            TestDirectory.on(database, home, TestAccess.gate(audit), () -> now),
            () -> now));
  }
}
