package com.orgscope.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.category.Overrides;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Source;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.privacy.Erasure;
import com.orgscope.privacy.Erasures;
import com.orgscope.state.Database;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import com.orgscope.testing.StoredRows;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.Usage;
import com.orgscope.work.TestWork;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A night that has read somebody, is held where it writes, and goes on after they were erased. */
@Timeout(180)
@Tag("slow")
class ErasedDuringNightTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(2);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int PEOPLE = 12;
  private static final int VISITS = 12;

  @TempDir private static Path home = Path.of("");
  private static final ExecutorService OTHERS = Executors.newVirtualThreadPerTaskExecutor();

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void company() {
    context = Product.on(TestDatabase.fresh(), home).run();
    context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
    Instant morning = DAY.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(8));
    context.getBean(Ingest.class).stream(
        IT, Source.OKTA, new ByteArrayInputStream(events(morning)), Progress.NONE);
  }

  @AfterAll
  static void close() {
    OTHERS.shutdownNow();
    context.close();
  }

  @Test
  void what_a_night_has_read_of_somebody_is_not_written_once_they_are_erased() throws Exception {
    PersonKey chosen = person(3);
    erasedWhileHeld(chosen, "nightly.chosen", usersOfLake());
    PersonKey judged = person(4);
    erasedWhileHeld(judged, "category.assignment", besides(judged));
  }

  private static void erasedWhileHeld(PersonKey person, String table, Set<PersonKey> together)
      throws Exception {
    // At the first row of the statement that has the person: not even a lock is taken yet.
    try (Hold hold = new Hold(table, "a_hold", together)) {
      Future<NightReport> night = night();
      hold.awaitWaiting(1);
      Erasure erasure = erase(person);
      assertThat(erasure.endedAt()).as("while the night is held").isNotNull();
      hold.release();
      NightReport report = night.get();
      assertThat(report.state()).isEqualTo(State.PUBLISHED);
      assertThat(report.judged().unjudged()).isZero();
    }
    assertThat(rowsOf(person)).as(table).isEmpty();
    assertThat(usersOfLake()).doesNotContain(person);
  }

  @Test
  void an_erasure_waits_for_the_row_that_a_night_is_writing_and_takes_it() throws Exception {
    PersonKey person = person(5);
    try (Hold hold = new Hold("category.assignment", "z_hold", Set.of(person))) {
      Future<NightReport> night = night();
      hold.awaitWaiting(1);
      Future<Erasure> erasure = OTHERS.submit(() -> erase(person));
      hold.awaitWaiting(2);
      assertThat(erasure.isDone()).isFalse();
      hold.release();
      assertThat(erasure.get().rows()).containsEntry("categories", 1L);
      assertThat(night.get().state()).isEqualTo(State.PUBLISHED);
    }
    assertThat(rowsOf(person)).isEmpty();
    assertThat(usersOfLake()).doesNotContain(person).hasSizeGreaterThanOrEqualTo(PEOPLE - 4);
  }

  @Test
  void who_overrides_somebody_erased_is_told_so() throws Exception {
    PersonKey person = person(7);
    erase(person);
    assertThatThrownBy(
            () -> context.getBean(Overrides.class).set(IT, person, "Engineering", "as I know"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("erased on request");
    assertThat(rowsOf(person)).isEmpty();
  }

  /** Those whose rows are written together with the person's, who is one of them. */
  private static Set<PersonKey> besides(PersonKey person) {
    return usersOfLake().stream()
        .filter(other ->
            NightJobs.shard(other, NightJobs.SHARDS) == NightJobs.shard(person, NightJobs.SHARDS))
        .collect(Collectors.toSet());
  }

  private static Future<NightReport> night() {
    Nightly nightly = context.getBean(Nightly.class);
    return OTHERS.submit(() -> nightly.run(IT, DAY, Whom.EVERYBODY, Progress.NONE));
  }

  private static Erasure erase(PersonKey person) throws InterruptedException {
    Erasures erasures = context.getBean(Erasures.class);
    return erasures.awaitEnd(IT, erasures.request(IT, List.of(person)), Progress.NONE).getFirst();
  }

  private static PersonKey person(int number) {
    return context
        .getBean(People.class)
        .byLogin(IT, "user%d@x.example".formatted(number))
        .orElseThrow()
        .key();
  }

  private static Set<PersonKey> usersOfLake() {
    return context.getBean(Usage.class).everybody(IT, TimeWindow.ending(DAY, 30)).keySet();
  }

  /** Every table that has the key anywhere in a row. */
  private static List<String> rowsOf(PersonKey person) throws SQLException {
    StoredRows stored = StoredRows.of(context.getBean(Database.class));
    List<String> left = new ArrayList<>(stored.tablesWith(person.toString()));
    // Neither the mark, nor what was done, nor the shard that did it, nor the log has them.
    assertThat(left).doesNotContain("directory.erased", "privacy.erasure", "audit.entry");
    if (TestWork.shards(context.getBean(Database.class), person.toString())
        .equals(Set.of("erasure"))) {
      left.remove("work.shard");
    }
    return left;
  }

  private static Connection asOwner() {
    return TestDatabase.asOwner(context.getBean(Database.class));
  }

  /** Stops whoever inserts a row of these people, before or after the table's own trigger. */
  private static final class Hold implements AutoCloseable {
    private static final int LOCK = 4711;

    private final String table;
    private final String name;
    private final Connection owner = asOwner();

    Hold(String table, String name, Set<PersonKey> people) throws SQLException {
      this.table = table;
      this.name = name;
      execute("SELECT pg_advisory_lock(" + LOCK + ")");
      execute(
          """
          CREATE OR REPLACE FUNCTION state.hold() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            PERFORM pg_advisory_xact_lock_shared(%d);
            RETURN NEW;
          END $$
          """
              .formatted(LOCK));
      execute(
          """
          CREATE TRIGGER %s BEFORE INSERT ON %s FOR EACH ROW
          WHEN (NEW.person IN (%s)) EXECUTE FUNCTION state.hold()
          """
              .formatted(
                  name,
                  table,
                  people.stream()
                      .map(person -> "'" + person + "'")
                      .collect(Collectors.joining(", "))));
    }

    /** Until so many transactions wait for a lock of this kind. */
    void awaitWaiting(int transactions) throws SQLException {
      long end = System.nanoTime() + LONG.toNanos();
      while (waiting() < transactions) {
        assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    }

    private int waiting() throws SQLException {
      try (Statement statement = owner.createStatement();
          ResultSet waiting =
              statement.executeQuery(
                  """
                  SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                  WHERE l.locktype = 'advisory' AND NOT l.granted
                    AND d.datname = current_database()
                  """)) {
        waiting.next();
        return waiting.getInt(1);
      }
    }

    void release() throws SQLException {
      execute("SELECT pg_advisory_unlock_all()");
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = owner.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void close() throws SQLException {
      release();
      execute("DROP TRIGGER " + name + " ON " + table);
      owner.close();
    }
  }

  private static byte[] events(Instant from) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < PEOPLE * VISITS; i++) {
      OktaVisit visit = OktaVisit.of("e" + i, from.plusSeconds(60L * i), i % PEOPLE, "GitHub");
      lines.append(visit.json()).append('\n');
    }
    return lines.toString().getBytes(UTF_8);
  }
}
