package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.orgscope.audit.Destination.Outcome;
import com.orgscope.audit.Receiver.Fault;
import com.orgscope.egress.Recorder;
import com.orgscope.egress.TestEgress;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** What every receiver outside is held to, with a real one on the wire and a real log. */
abstract class DestinationContract {
  static final TestCertificate CERTIFICATE = TestCertificate.made("localhost");
  static final TestCertificate STRANGER = TestCertificate.made("localhost");
  static final TestCertificate OTHER_NAME = TestCertificate.made("elsewhere.example.com");
  static final Duration LIMIT = Duration.ofSeconds(5);
  static final Duration SHORT = Duration.ofMillis(300);
  static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final JsonMapper JSON = JsonMapper.shared();

  @SuppressWarnings("NullAway.Init")
  private static Database database;

  @TempDir Path folder;
  private Receiver receiver;

  /** One that shows the certificate. */
  abstract Receiver receiver(TestCertificate shown) throws Exception;

  /** To it. */
  abstract Destination destination(Receiver to, TestCertificate trusted, Duration limit);

  /** To it, for {@link OutboxProcess}. */
  abstract List<String> words(Receiver to) throws Exception;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabase.fresh();
  }

  @BeforeEach
  void open() throws Exception {
    receiver = receiver(CERTIFICATE);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @Test
  void what_is_sent_is_there_whole_and_in_its_order() {
    List<Letter> letters = letters(Destination.MOST);
    try (Destination to = destination(receiver, CERTIFICATE, LIMIT)) {
      assertThat(to.send(letters, Recorder.NONE)).isEqualTo(new Outcome.Taken());
      assertThat(to.send(letters(1), Recorder.NONE)).as("and again").isEqualTo(new Outcome.Taken());
    }
    assertThat(receiver.letters())
        .startsWith(letters.stream().map(Letter::json).toArray(String[]::new))
        .hasSize(Destination.MOST + 1);
  }

  /** Whoever has it and did not say so may have it again; nobody is believed to have it. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_receiver_that_does_not_say_that_it_has_it_is_not_believed_to(Fault fault) {
    receiver.next(fault);
    Instant begun = java.time.InstantSource.system().instant();
    try (Destination to =
        destination(receiver, CERTIFICATE, fault == Fault.SAYS_NOTHING ? SHORT : LIMIT)) {
      assertThat(to.send(letters(3), Recorder.NONE))
          .asInstanceOf(type(Outcome.Failed.class))
          .satisfies(failed -> assertThat(failed.why()).isNotBlank().doesNotContain("letter"));
    }
    assertThat(Duration.between(begun, java.time.InstantSource.system().instant()))
        .isLessThan(LIMIT);
  }

  @Test
  void what_is_sent_was_written_down_before_and_else_does_not_leave() {
    try (Destination to = destination(receiver, CERTIFICATE, LIMIT)) {
      List<String> recorded = new ArrayList<>();
      var sent = to.send(letters(2), (whom, body) -> recorded.add(new String(body, US_ASCII)));
      assertThat(sent).isEqualTo(new Outcome.Taken());
      assertThat(recorded).singleElement().asString().contains(receiver.letters());
      int before = receiver.letters().size();
      Failure full = Failure.retry("the disk is full", null);
      assertThatThrownBy(() ->
              to.send(
                  letters(1),
                  (whom, body) -> {
                    throw full;
                  }))
          .isSameAs(full);
      assertThat(to.send(letters(1), Recorder.NONE)).isEqualTo(new Outcome.Taken());
      assertThat(receiver.letters()).hasSize(before + 1);
    }
  }

  @Test
  void a_receiver_that_nobody_vouches_for_is_told_nothing() throws Exception {
    for (TestCertificate shown : List.of(STRANGER, OTHER_NAME)) {
      try (Receiver other = receiver(shown);
          Destination to =
              destination(other, shown.equals(STRANGER) ? CERTIFICATE : OTHER_NAME, LIMIT)) {
        assertThat(to.send(letters(1), Recorder.NONE)).isInstanceOf(Outcome.Failed.class);
        assertThat(other.letters()).isEmpty();
      }
    }
  }

  @Test
  void a_receiver_that_is_not_there_is_told_as_such() {
    receiver.close();
    try (Destination to = destination(receiver, CERTIFICATE, LIMIT)) {
      assertThat(to.send(letters(1), Recorder.NONE))
          .asInstanceOf(type(Outcome.Failed.class))
          .satisfies(failed -> assertThat(failed.why()).startsWith("localhost"));
    }
  }

  @Test
  void the_log_leaves_whole_through_breaks_a_kill_and_another_process() throws Exception {
    asOwner("DELETE FROM audit.departure");
    Audit audit = TestAudit.on(database, new Home(folder.resolve("home")), null);
    look(audit, 3);
    audit.seal(ACME);
    Destination to = destination(receiver, CERTIFICATE, LIMIT);
    outbox(to).step();
    List<String> first = ids();
    assertThat(first).contains("acme:seal:1").doesNotHaveDuplicates();

    look(audit, 4);
    audit.seal(ACME);
    receiver.next(Fault.LOSES_THE_ANSWER);
    Stepping same = outbox(to);
    same.step();
    assertThat(lag().trouble()).isNotNull();
    assertThat(lag().lag()).isPositive();
    int lost = ids().size();
    same.step();
    assertThat(ids()).as("it waits before it tries again").hasSize(lost);
    later();
    same.step();
    assertThat(ids()).as("and then tries again").hasSizeGreaterThan(lost);

    receiver.next(Fault.NONE);
    later();
    outbox(killed(to)).stepOrDie();
    outbox(to).step();
    assertThat(ids()).as("somebody else may still be at it").contains("acme:seal:2");
    later();
    outbox(to).step();
    assertThat(lag().trouble()).isNull();
    assertThat(lag().lag()).isZero();

    List<String> all = ids().stream().distinct().toList();
    List<String> entries = all.stream().filter(id -> id.startsWith("acme:entry:")).toList();
    assertThat(entries).as("in the order of the log, nothing left out").isEqualTo(inTheLog());
    assertThat(all.stream().filter(id -> id.contains(":seal:")))
        .containsExactly("acme:seal:1", "acme:seal:2");
    int sent = ids().size();
    outbox(to).step();
    assertThat(ids()).as("nothing leaves twice for no reason").hasSize(sent);
    to.close();
  }

  /** By SIGKILL, once the receiver has it and before that is written down. */
  @Test
  void a_process_that_is_killed_between_sent_and_noted_is_followed_by_one_that_sends_it_again()
      throws Exception {
    asOwner("DELETE FROM audit.departure");
    Path home = folder.resolve("home");
    Audit audit = TestAudit.on(database, new Home(home), null);
    look(audit, 2);
    audit.seal(ACME);
    Process sender = OutboxProcess.start(database, home, words(receiver));
    try (BufferedReader said = sender.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("sent");
    } finally {
      sender.destroyForcibly().waitFor();
    }
    List<String> sent = ids();
    assertThat(sent).isNotEmpty();
    try (Destination to = destination(receiver, CERTIFICATE, LIMIT)) {
      outbox(to).step();
      assertThat(ids().stream().filter(sent.getFirst()::equals))
          .as("whoever was killed may still be at it")
          .hasSize(1);
      later();
      outbox(to).step();
    }
    assertThat(ids().stream().filter(sent.getFirst()::equals)).as("again").hasSize(2);
    assertThat(ids().stream().distinct().filter(id -> id.startsWith("acme:entry:")))
        .as("nothing left out")
        .containsExactlyElementsOf(inTheLog());
    assertThat(lag().lag()).isZero();
  }

  /** Whom it is about stands there by alias; the principal and the key are nowhere. */
  @Test
  void no_person_leaves_the_house() {
    Audit audit = TestAudit.on(database, new Home(folder.resolve("home")), null);
    PersonKey person = PersonKey.ofHash(new byte[32]);
    audit.record(IT, "read people", person.toString(), "why");
    TestAudit.sealBlocks(database);
    try (Destination to = destination(receiver, CERTIFICATE, LIMIT)) {
      outbox(to).step();
    }
    assertThat(receiver.letters())
        .isNotEmpty()
        .allSatisfy(
            json -> assertThat(json).doesNotContain("os:tess").doesNotContain(person.toString()));
    assertThat(receiver.letters().getLast()).contains("\"type\":\"person\"");
  }

  private Stepping outbox(Destination to) {
    return new Stepping(
        new Outboxes(
                new DepartureStore(database),
                new AuditStore(database),
                new SealFiles(new Home(folder.resolve("home")), TestAudit.settings((Path) null)),
                TestEgress.on(database))
            .to(to));
  }

  private record Stepping(Outbox outbox) {
    void step() {
      outbox.step();
    }

    void stepOrDie() {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(outbox::step))
          .isInstanceOf(Killed.class);
    }
  }

  @SuppressWarnings("serial")
  private static final class Killed extends Error {}

  /** The process ends when the receiver has it and before that is written down. */
  private static Destination killed(Destination to) {
    return new Destination() {
      @Override
      public String name() {
        return to.name();
      }

      @Override
      public boolean takesEntries() {
        return to.takesEntries();
      }

      @Override
      public Outcome send(List<Letter> letters, Recorder leaving) {
        assertThat(to.send(letters, leaving)).isEqualTo(new Outcome.Taken());
        throw new Killed();
      }

      @Override
      public void close() {}
    };
  }

  private static void look(Audit audit, int times) {
    for (int i = 0; i < times; i++) {
      audit.record(IT, "read people", "people", "why");
    }
  }

  private DepartureStore.Standing lag() {
    String name;
    try (Destination to = destination(receiver, CERTIFICATE, LIMIT)) {
      name = to.name();
    }
    return new DepartureStore(database)
            .standings(
                Caller.system(ACME, "audit"),
                List.of(
                    new DepartureStore.Way(name, Letter.What.SEALS),
                    new DepartureStore.Way(name, Letter.What.ENTRIES)))
            .stream()
            .max(java.util.Comparator.comparing(DepartureStore.Standing::lag))
            .orElseThrow();
  }

  /** The time of waiting is over, and so is that of whoever was killed. */
  private static void later() throws Exception {
    asOwner(
        "UPDATE audit.departure SET next_at = clock_timestamp(),"
            + " held_until = held_until - interval '1 hour'");
  }

  private static void asOwner(String statements) throws Exception {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute(statements);
    }
  }

  private static List<String> inTheLog() {
    return TestAudit.on(database).entries(IT, Audit.READ_LIMIT).reversed().stream()
        .map(entry -> "acme:entry:" + entry.number())
        .toList();
  }

  private List<String> ids() {
    return receiver.letters().stream()
        .map(JSON::readTree)
        .map(letter -> letter.path("id").asString(letter.at("/metadata/uid").asString("")))
        .toList();
  }

  static List<Letter> letters(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> {
          String json =
              "{\"id\":\"acme:entry:%d\",\"text\":\"letter %s\"}"
                  .formatted(i, UUID.nameUUIDFromBytes(new byte[] {(byte) i}));
          return new Letter(
              "acme:entry:" + i,
              Letter.What.ENTRIES,
              Instant.parse("2026-11-30T08:00:00.123456Z"),
              i == 2,
              json);
        })
        .toList();
  }
}
