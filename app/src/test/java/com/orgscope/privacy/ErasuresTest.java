package com.orgscope.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.orgscope.access.Access;
import com.orgscope.access.TestAccess;
import com.orgscope.access.WhoCounts;
import com.orgscope.audit.Audit;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.ImportReport;
import com.orgscope.directory.OtherAccounts;
import com.orgscope.directory.Person;
import com.orgscope.directory.PersonEntry;
import com.orgscope.directory.PersonEntry.Fact;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.PeopleLeftOut;
import com.orgscope.privacy.ErasureHandler.Stage;
import com.orgscope.state.ByteSearch;
import com.orgscope.state.Database;
import com.orgscope.testing.Company;
import com.orgscope.testing.StoredRows;
import com.orgscope.testing.TestDatabase;
import com.orgscope.work.Job;
import com.orgscope.work.JobRequest;
import com.orgscope.work.JobRequest.ShardRequest;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import com.orgscope.work.TestWork;
import com.orgscope.work.Work;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** The order of rooms, and what happens when one of them is in trouble. */
class ErasuresTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");

  @TempDir private Path home = Path.of("");
  private Database database;
  private Access access;
  private Audit audit;
  private ErasedPeople people;
  private TestDirectory directory;
  private ErasureStore store;
  private PersonKey person;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Runnable before = () -> {};
  private final AtomicInteger trouble = new AtomicInteger();
  private final Set<PersonKey> gone = Collections.synchronizedSet(new HashSet<>());

  private record Place(ErasuresTest test, Stage stage, String place) implements ErasureHandler {
    @Override
    public long erase(Erased erased) {
      test.before.run();
      test.asked.add(place);
      if (place.equals("b") && test.trouble.getAndDecrement() > 0) {
        throw Failure.retry("away for a moment", null);
      }
      test.gone.addAll(erased.keys());
      return erased.keys().size();
    }
  }

  @BeforeEach
  void company() {
    Company company = Company.open(home, InstantSource.system());
    database = company.database();
    audit = company.audit();
    directory = company.directory();
    access = company.access();
    people = TestDirectory.erased(database, home, TestAccess.gate(audit), InstantSource.system());
    store = new ErasureStore(database, TestDirectory.seals(database, home), people);
    Pseudonyms pseudonyms = directory.resolution().pseudonyms(ACME);
    person = Objects.requireNonNull(pseudonyms.resolve("okta", "00u1", "ann@x.example", 20_000));
    pseudonyms.save();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Work work() {
    return TestWork.on(
        database, List.of(new ErasureShard(handlers(), people, store, InstantSource.system())));
  }

  private List<ErasureHandler> handlers() {
    return List.of(
        new Place(this, Stage.IDENTITY, "a"),
        new Place(this, Stage.ROWS, "c"),
        new Place(this, Stage.ROWS, "b"),
        new Place(this, Stage.INCOMING, "d"));
  }

  private Erasures erasures(Work work) {
    return new Erasures(access, people, store, work, handlers(), InstantSource.system());
  }

  @Test
  void a_room_in_trouble_is_asked_again_and_those_before_it_are_not() throws Exception {
    trouble.set(1);
    try (Work work = work()) {
      Erasures erasures = erasures(work);
      Erasure erasure =
          erasures.awaitEnd(IT, erasures.request(IT, List.of(person)), Progress.NONE).getFirst();
      assertThat(asked).containsExactly("d", "b", "b", "c", "a");
      assertThat(erasure.rows()).hasSize(4).containsEntry("b", 1L);
      assertThat(erasure.endedAt()).isNotNull();
    }
  }

  @Test
  void whoever_waits_goes_in_one_pass_with_the_others() throws Exception {
    PersonKey bo = imported("bo@x.example");
    try (Work work = work()) {
      Erasures erasures = erasures(work);
      for (Job job : erasures.request(IT, List.of(person, bo))) {
        Erasure erasure = erasures.awaitEnd(IT, List.of(job), Progress.NONE).getFirst();
        assertThat(erasure.together()).isEqualTo(2);
        assertThat(erasure.rows()).hasSize(4).containsEntry("b", 2L);
        assertThat(erasure.endedAt()).isNotNull();
      }
      assertThat(asked).as("each room once").containsExactly("d", "b", "c", "a");
      assertThat(gone).contains(person, bo);
      assertThat(store.waiting(IT, Instant.now()).open()).isZero();
    }
  }

  /** As many as there are places for work, and one more. */
  @Test
  void erasures_that_wait_for_others_hold_up_nobody_else_s_work() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    before = () -> awaits(goOn);
    ShardHandler works =
        new ShardHandler() {
          @Override
          public String kind() {
            return "works";
          }

          @Override
          public void run(Shard shard) {
            goOn.countDown();
          }
        };
    ErasureShard shard = new ErasureShard(handlers(), people, store, InstantSource.system());
    try (Work work = TestWork.on(database, List.of(shard, works))) {
      Erasures erasures = erasures(work);
      List<PersonKey> five = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        five.add(seen("okta", "five" + i, "five" + i + "@x.example", 20_000));
      }
      List<Job> jobs = erasures.request(IT, five);
      JobRequest other =
          new JobRequest(
              new TenantId("other"), "works", "w", List.of(new ShardRequest("w", 1_000)));
      assertThat(work.awaitEnd(work.submit(other), Progress.NONE).succeeded()).isTrue();
      for (Job job : jobs) {
        assertThat(erasures.awaitEnd(IT, List.of(job), Progress.NONE).getFirst().endedAt())
            .isNotNull();
      }
    }
  }

  private static void awaits(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).as("somebody else's work is done").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void where_a_room_is_in_trouble_with_several_each_goes_alone_from_there() throws Exception {
    PersonKey bo = imported("bo@x.example");
    trouble.set(1);
    try (Work work = work()) {
      Erasures erasures = erasures(work);
      List<Job> jobs = erasures.request(IT, List.of(person, bo));
      for (Job job : jobs) {
        assertThat(work.awaitEnd(job, Progress.NONE).succeeded()).isTrue();
      }
      for (Job job : jobs) {
        Erasure erasure = erasures.awaitEnd(IT, List.of(job), Progress.NONE).getFirst();
        assertThat(erasure.together()).as("of so many are the rows of d").isEqualTo(2);
        assertThat(erasure.rows()).containsEntry("b", 1L).containsEntry("d", 2L);
      }
    }
    assertThat(asked).startsWith("d", "b", "b", "c", "a").endsWith("b", "c", "a");
    assertThat(gone).contains(person, bo);
  }

  @Test
  void what_one_process_could_not_end_another_goes_on_with() throws Exception {
    trouble.set(100);
    try (Work work = work()) {
      Erasures erasures = erasures(work);
      assertThatThrownBy(() ->
              erasures
                  .awaitEnd(IT, erasures.request(IT, List.of(person)), Progress.NONE)
                  .getFirst())
          .hasMessageContaining("away for a moment")
          .hasMessageContaining("ask again");
    }
    assertThat(asked).contains("d", "b").doesNotContain("c", "a");
    assertThat(directory.resolution().pseudonyms(ACME).erased())
        .as("nothing more is kept, whatever is left to do")
        .contains(person);
    asked.clear();
    trouble.set(0);
    try (Work work = work()) {
      Erasures erasures = erasures(work);
      Erasure erasure =
          erasures.awaitEnd(IT, erasures.request(IT, List.of(person)), Progress.NONE).getFirst();
      assertThat(asked).containsExactly("b", "c", "a");
      assertThat(erasure.rows()).hasSize(4);
    }
  }

  @Test
  void whose_erasure_is_open_is_not_erased_beside_it_as_somebody_found_late() throws Exception {
    try (Work work = work()) {
      Erasures erasures = erasures(work);
      AtomicInteger looks = new AtomicInteger();
      before =
          () -> {
            if (looks.getAndIncrement() == 0) {
              assertThat(erasures.forgetLate(ACME)).as("nobody is late").isZero();
            }
          };
      Erasure erasure =
          erasures.awaitEnd(IT, erasures.request(IT, List.of(person)), Progress.NONE).getFirst();
      assertThat(erasure.rows()).hasSize(4);
      assertThat(looks).hasPositiveValue();
      assertThat(asked).as("each room once").containsExactly("d", "b", "c", "a");
    }
  }

  @Test
  void who_is_being_erased_is_in_no_answer_before_the_first_room_is_asked() throws Exception {
    PersonKey bo = imported("bo@x.example");
    directory
        .people()
        .put(
            IT,
            new PersonEntry(Map.of(Fact.LOGIN, List.of("cy@x.example")), List.of()),
            OtherAccounts.NONE);
    CountDownLatch goOn = new CountDownLatch(1);
    before = () -> awaits(goOn);
    WhoCounts counts = TestAccess.whoCounts(database, directory.resolution());
    String version = counts.version(ACME);
    assertThat(counts.of(ACME).days()).isEmpty();
    assertThat(directory.people().byLogin(IT, "bo@x.example").map(Person::title)).isPresent();
    try (Work work = work()) {
      Erasures erasures = erasures(work);
      List<Job> jobs = erasures.request(IT, List.of(person, bo));
      try {
        assertThat(asked).isEmpty();
        assertThat(counts.of(ACME).days())
            .extracting(PeopleLeftOut.Days::key)
            .contains(person, bo)
            .doesNotContain(directory.people().byLogin(IT, "cy@x.example").orElseThrow().key());
        assertThat(counts.version(ACME)).as("what was worked out before").isNotEqualTo(version);
        assertThat(directory.people().byLogin(IT, "bo@x.example").map(Person::title)).isEmpty();
      } finally {
        goOn.countDown();
      }
      assertThat(erasures.awaitEnd(IT, jobs, Progress.NONE))
          .extracting(Erasure::together)
          .containsExactly(2, 2);
      assertThat(counts.of(ACME).days()).isEmpty();
    }
  }

  /** More people than one statement writes; of the first that are written one is asked for then. */
  @Test
  void a_file_of_people_that_is_read_while_somebody_asks_to_be_erased_leaves_out_them_alone()
      throws Exception {
    PersonKey bo = imported("bo@x.example");
    String columns = "employee_id,login,display_name,title,department,hire_date,manager_id";
    String cedar = "8,cy@x.example,Cy Cedar,%s,Post,2010-01-01,7";
    TestDirectory.employ(directory.people(), IT, columns, cedar.formatted("Clerk"));
    PersonKey cy = directory.people().byLogin(IT, "cy@x.example").orElseThrow().key();
    List<String> lines = new ArrayList<>();
    lines.add("7,bo@x.example,Bo Beech,Head,Post,2010-01-01,");
    for (int i = 0; i < 2_000; i++) {
      lines.add("n%1$d,n%1$d@x.example,N %1$d,Clerk,Post,2010-01-01,7".formatted(i));
    }
    lines.add(cedar.formatted("Head"));
    CountDownLatch goOn = new CountDownLatch(1);
    before = () -> awaits(goOn);
    List<Job> jobs = new ArrayList<>();
    try (Work work = work()) {
      Erasures erasures = erasures(work);
      Progress first =
          (done, all) -> {
            if (jobs.isEmpty()) {
              jobs.addAll(erasures.request(IT, List.of(bo, cy)));
            }
          };
      ImportReport report =
          directory
              .people()
              .importCsv(
                  IT, new StringReader(columns + "\n" + String.join("\n", lines) + "\n"), first);
      assertThat(jobs).hasSize(2);
      assertThat(report.rejected())
          .extracting(ImportReport.Row::line, ImportReport.Row::reason)
          .containsExactly(
              tuple(2L, "is somebody who was erased on request"),
              tuple(2003L, "is somebody who was erased on request"));
      assertThat(report.read()).isEqualTo(2_002);
      assertThat(report.imported()).isEqualTo(2_000);
      assertThat(report.updated()).isZero();
      assertThat(directory.people().all(IT)).hasSize(2_000);
      goOn.countDown();
      assertThat(erasures.awaitEnd(IT, jobs, Progress.NONE)).hasSize(2);
    } finally {
      goOn.countDown();
    }
  }

  private PersonKey seen(String provider, String id, String login, int day) {
    Pseudonyms pseudonyms = directory.resolution().pseudonyms(ACME);
    PersonKey key = Objects.requireNonNull(pseudonyms.resolve(provider, id, login, day));
    pseudonyms.save();
    return key;
  }

  private void erase(PersonKey whom) throws Exception {
    try (Work work = work()) {
      Erasures erasures = erasures(work);
      erasures.awaitEnd(IT, erasures.request(IT, List.of(whom)), Progress.NONE).getFirst();
    }
    gone.clear();
    asked.clear();
  }

  private void forgetLate() {
    try (Work work = work()) {
      erasures(work).forgetLate(ACME);
    }
  }

  private PersonKey imported(String login) {
    TestDirectory.employ(
        directory.people(),
        IT,
        "employee_id,login,display_name,title,department,hire_date,manager_id",
        "7," + login + ",Bo Beech,Clerk,Post,2010-01-01,");
    return directory.people().byLogin(IT, login).orElseThrow().key();
  }

  @Test
  void an_account_that_turns_out_to_be_of_somebody_erased_is_erased_too_and_once()
      throws Exception {
    PersonKey bo = imported("bo.new@x.example");
    PersonKey account = seen("okta", "00u7", "bo.old@x.example", 20_000);
    erase(bo);
    forgetLate();
    assertThat(asked).as("nothing new was learnt").isEmpty();
    seen("okta", "00u7", "bo.new@x.example", 20_010);
    forgetLate();
    assertThat(gone).contains(account, bo).doesNotContain(person);
    assertThat(asked).containsExactly("d", "b", "c", "a");
    forgetLate();
    assertThat(asked).as("not again").hasSize(4);
  }

  @Test
  void two_accounts_that_turn_out_to_be_one_persons_are_both_erased() throws Exception {
    List<PersonKey> kept = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      PersonKey okta = seen("okta", "o" + i, i + "@x.example", 20_000);
      PersonKey google = seen("google", "g" + i, i + ".old@x.example", 19_000);
      erase(okta);
      seen("google", "g" + i, i + "@x.example", 20_000);
      forgetLate();
      if (!gone.contains(google)) {
        kept.add(google);
      }
      assertThat(directory.resolution().pseudonyms(ACME).isErased(google, 20_002)).isTrue();
    }
    assertThat(kept).as("whichever of the two gives its name to both").isEmpty();
  }

  @Test
  void an_account_that_comes_up_under_the_login_of_an_erased_one_is_somebody_else()
      throws Exception {
    PersonKey bo = imported("bo@x.example");
    seen("okta", "00u7", "bo@x.example", 20_000);
    erase(bo);
    PersonKey next = seen("okta", "00u8", "bo@x.example", 20_100);
    forgetLate();
    assertThat(gone).doesNotContain(next);
    assertThat(directory.resolution().pseudonyms(ACME).isErased(next, 20_101))
        .as("in the next batch as in the first")
        .isFalse();
  }

  @Test
  void an_account_known_to_be_of_somebody_erased_is_so_before_its_first_event() throws Exception {
    PersonEntry told =
        new PersonEntry(
            Map.of(Fact.LOGIN, List.of("bo@x.example")),
            List.of(new PersonEntry.Account("okta", "00u7")));
    directory.people().put(IT, told, OtherAccounts.NONE);
    erase(directory.people().byLogin(IT, "bo@x.example").orElseThrow().key());
    Pseudonyms later =
        TestDirectory.on(database, home, TestAccess.gate(audit), InstantSource.system())
            .resolution()
            .pseudonyms(ACME);
    PersonKey key = Objects.requireNonNull(later.resolve("okta", "00u7", "new@x.example", 20_010));
    assertThat(later.isErased(key, 20_010)).isTrue();
  }

  /** As rows lay before tombstones had a key, in a database that was migrated. */
  @Test
  void what_an_earlier_version_left_under_pseudonyms_rests_under_a_key_of_its_own_after_one_step()
      throws Exception {
    people.mark(IT, Set.of(person));
    Set<String> seven = TestDirectory.asBeforeTombstones(database, ACME, person);
    assertThat(StoredRows.of(database).tablesWith(person.toString()))
        .containsExactlyInAnyOrderElementsOf(seven);
    assertThat(people.hide(ACME)).isEqualTo(seven.size());
    assertThat(StoredRows.of(database).tablesWith(person.toString())).isEmpty();
    assertThat(people.hide(ACME)).as("once").isZero();

    assertThat(people.erasedKeys(ACME)).containsExactly(person);
    Pseudonyms pseudonyms = directory.resolution().pseudonyms(ACME);
    assertThat(pseudonyms.isErased(person, 20_001)).isTrue();
    assertThat(pseudonyms.resolve("okta", "00u1", "ann@x.example", 20_005)).isEqualTo(person);
    pseudonyms.save();
    assertThat(StoredRows.of(database).tablesWith(person.toString()))
        .as("a late event says when, and not who")
        .isEmpty();
    assertThat(TestDirectory.isErased(database, IT, person)).isTrue();
  }

  @Test
  void after_an_update_whoever_was_erased_before_is_hidden_and_in_the_home_s_file()
      throws Exception {
    people.mark(IT, Set.of(person));
    Set<String> seven = TestDirectory.asBeforeTombstones(database, ACME, person);
    TestDirectory.asBeforeTheFirstTombstone(database, home);
    people = TestDirectory.erased(database, home, TestAccess.gate(audit), InstantSource.system());
    assertThat(people.hide(ACME)).isEqualTo(seven.size());
    assertThat(StoredRows.of(database).tablesWith(person.toString())).isEmpty();
    assertThat(people.erasedKeys(ACME)).containsExactly(person);
    assertThat(TestDirectory.isErased(database, IT, person)).isTrue();
    TestDirectory.asBeforeErasures(database);
    assertThat(people.unknown(ACME)).as("as the home's file has it").containsExactly(person);
  }

  @Test
  void whom_a_node_of_an_earlier_version_marked_is_known_to_triggers_after_they_are_hidden()
      throws Exception {
    TestDirectory.asMarkedByAnEarlierNode(database, person);
    assertThat(TestDirectory.isErased(database, IT, person)).isTrue();
    assertThat(people.hide(ACME)).isPositive();
    assertThat(TestDirectory.isErased(database, IT, person)).isTrue();
    assertThat(people.erasedKeys(ACME)).containsExactly(person);
  }

  @Test
  void a_file_that_begins_as_an_archive_and_is_none_is_looked_through_as_it_lies()
      throws IOException {
    SearchHome files = new SearchHome(new Home(home));
    ByteSearch search = new ByteSearch(Set.of(person.value()), Set.of());
    Path note =
        Files.writeString(
            Files.createDirectories(home.resolve("demo")).resolve("n.json"), "PK " + person);
    Path cached =
        Files.writeString(
            Files.createDirectories(home.resolve("cache")).resolve("n"), "PK " + person);
    assertThat(
            files.holding(new StoreSearch.Sought(ACME, Set.of(person), Set.of(), search)).found())
        .containsEntry("demo/n.json", 1L)
        .containsEntry("cache/n", 1L);
    assertThat(files.deleteTemporary(search)).isOne();
    assertThat(cached).doesNotExist();
    assertThat(note).exists();
  }

  /** As a database from before has it; the ids that were there. */
  private List<UUID> wipeErasures() throws Exception {
    List<UUID> ids = new ArrayList<>();
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM privacy.erasure")) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("TRUNCATE privacy.erasure, privacy.erased_rows");
    }
    return ids;
  }

  @Test
  void a_server_on_a_restored_database_erases_again_before_it_serves() throws Exception {
    erase(person);
    gone.clear();
    List<UUID> earlier = wipeErasures();
    TestDirectory.asBeforeErasures(database);
    assertThat(people.isMarked(ACME, person)).as("as the backup has it").isFalse();
    ErasedPeople ofServer =
        TestDirectory.erased(database, home, TestAccess.gate(audit), InstantSource.system());
    AtomicInteger places = new AtomicInteger();
    before =
        () -> {
          if (places.incrementAndGet() == 5) {
            throw Failure.retry("killed once they are marked", null);
          }
        };
    try (Work work = work()) {
      RestoredErasures server =
          new RestoredErasures(
              directory.tenants(),
              new Erasures(access, ofServer, store, work, handlers(), InstantSource.system()));
      assertThat(server.getPhase())
          .as("before the web server listens")
          .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
      assertThatThrownBy(server::start).hasMessageContaining("killed once they are marked");
      server.start();
    }
    assertThat(gone).contains(person);
    assertThat(store.kept(ACME, Instant.now()).done()).as("with another receipt").isOne();
    List<UUID> again =
        database.inTransactionAs(
            Caller.system(ACME, "test"),
            sql -> sql.sql("SELECT id FROM privacy.erasure").query(UUID.class).list());
    assertThat(again).isNotEqualTo(earlier).hasSize(1);
    assertThat(store.find(IT, again.getFirst()).rows()).containsEntry("b", 1L);
    assertThat(ofServer.isMarked(ACME, person)).isTrue();
    assertThat(ofServer.unknown(ACME)).isEmpty();
    assertThat(ofServer.deleteFile(ACME)).as("with the company").isTrue();
    assertThat(ofServer.hasFile(ACME)).isFalse();
  }

  @Test
  void who_may_not_change_the_directory_erases_nobody() {
    try (Work work = work()) {
      Caller ceo = new Caller(ACME, Role.CEO, "cleo", null);
      assertThatThrownBy(() -> erasures(work).request(ceo, person))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.OPERATOR));
      assertThat(directory.resolution().pseudonyms(ACME).erased()).isEmpty();
    }
  }
}
