package com.orgscope.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class RequestsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = new Caller(ACME, Role.IT_SECURITY, "it", null);
  private static final UUID SOMEBODY = new UUID(0, 7);
  private static final Caller EMPLOYEE =
      new Caller(ACME, Role.EMPLOYEE, "somebody", new PersonKey(SOMEBODY));

  private final Database database = TestDatabase.fresh();
  private final List<String> done = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final RequestStore store = new RequestStore(database);
  private final Requests requests = new Requests(store);
  private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
  private final RequestCheck check =
      new RequestCheck(store, beans.getBeanProvider(RequestRefusals.class));
  private final Work work =
      TestWork.on(
          database,
          List.of(new RequestShard(check, store, beans.getBeanProvider(RequestHandler.class))));
  private final RequestDesk desk = new RequestDesk(store, check, work);

  RequestsTest() {
    beans.addBean(
        "refusals",
        (RequestRefusals) (tenant, id, kind, why) -> refused.add(tenant + " " + kind + ": " + why));
    handle("test", arguments -> done.add(arguments));
  }

  @AfterEach
  void close() {
    work.close();
    database.close();
  }

  private void handle(String kind, Consumer<String> handler) {
    beans.addBean(
        kind,
        new RequestHandler() {
          @Override
          public String kind() {
            return kind;
          }

          @Override
          public String run(Caller asker, String arguments) {
            handler.accept(asker.principal() + " " + asker.role() + " " + arguments);
            return "It is done.";
          }
        });
  }

  private WorkRequest ask(Caller caller, String kind, String arguments) {
    return asPages(() -> requests.ask(caller, kind, arguments));
  }

  private static <T> T asPages(Supplier<T> work) {
    return Database.<T, RuntimeException>as(Login.PAGES, work::get);
  }

  private int forget(UUID person) {
    return Database.<Integer, RuntimeException>as(
        Login.WORKER, () -> requests.forget(ACME, List.of(person)));
  }

  private List<WorkRequest> newest(Caller caller) {
    return asPages(() -> requests.newest(caller, "test", 5));
  }

  private boolean isThere(Caller caller, WorkRequest asked) {
    return asPages(() -> requests.find(caller, asked.id())).isPresent();
  }

  private void doAll() throws InterruptedException {
    List<Job> jobs = Database.<List<Job>, RuntimeException>as(Login.WORKER, desk::takeAll);
    for (Job job : jobs) {
      assertThat(work.awaitEnd(job, Progress.NONE).succeeded()).isTrue();
    }
  }

  private WorkRequest found(WorkRequest asked) {
    return asPages(() -> requests.find(IT, asked.id())).orElseThrow();
  }

  @Test
  void what_a_page_asks_a_worker_does_once_as_whoever_asked() throws Exception {
    WorkRequest asked = ask(EMPLOYEE, "test", "this\u001fand that");
    assertThat(found(asked).state()).isEqualTo(WorkRequest.State.ASKED);
    doAll();
    doAll();
    assertThat(done).containsExactly("somebody EMPLOYEE this\u001fand that");
    assertThat(found(asked))
        .extracting(WorkRequest::state, WorkRequest::outcome, WorkRequest::at)
        .containsExactly(WorkRequest.State.DONE, "It is done.", asked.at());
    assertThat(newest(EMPLOYEE)).containsExactly(found(asked));
    Caller other = new Caller(ACME, Role.EMPLOYEE, "other", new PersonKey(new UUID(0, 8)));
    assertThat(newest(other)).isEmpty();
    assertThat(isThere(other, asked)).isFalse();
    assertThat(forget(SOMEBODY)).isOne();
    assertThat(isThere(IT, asked)).isFalse();
  }

  @Test
  void what_ended_is_forgotten_after_ninety_days_and_what_waits_is_not() throws Exception {
    WorkRequest ended = ask(IT, "test", "first");
    doAll();
    WorkRequest waits = ask(IT, "test", "second");
    assertThat(removeOld(ended.at().plus(Duration.ofDays(90)))).isZero();
    assertThat(removeOld(waits.at().plus(Duration.ofDays(91)))).isOne();
    assertThat(isThere(IT, ended)).isFalse();
    assertThat(isThere(IT, waits)).isTrue();
  }

  private long removeOld(Instant now) {
    return Database.<Long, RuntimeException>as(Login.WORKER, () -> requests.removeOld(ACME, now));
  }

  @Test
  void what_is_asked_about_somebody_goes_with_them() {
    WorkRequest asked = ask(IT, "test", SOMEBODY.toString());
    assertThat(forget(new UUID(0, 9))).isZero();
    assertThat(forget(SOMEBODY)).isOne();
    assertThat(isThere(IT, asked)).isFalse();
  }

  @Test
  void a_handlers_refusal_is_told_to_whoever_asked() throws Exception {
    handle(
        "never",
        arguments -> {
          throw Failure.operator("Not today.");
        });
    WorkRequest never = ask(IT, "never", "");
    WorkRequest unknown = ask(IT, "unknown", "");
    doAll();
    assertThat(found(never).outcome()).isEqualTo("Not today.");
    assertThat(found(unknown).outcome()).contains("Nothing here does");
    assertThat(List.of(found(never).state(), found(unknown).state()))
        .containsOnly(WorkRequest.State.REFUSED);
  }

  @Test
  void what_was_altered_is_refused_and_told() throws Exception {
    List<String> changes =
        List.of(
            "kind = 'other'",
            "arguments = 'more'",
            "role = 'SYSTEM'",
            "role = 'nobody'",
            "principal = 'boss'",
            "person = '00000000-0000-0000-0000-000000000009'",
            "person = NULL",
            "tenant = 'other'",
            "id = gen_random_uuid()",
            "asked_at = asked_at + interval '1 millisecond'",
            "key = 'another'",
            "mac = repeat('0', 64)");
    for (String change : changes) {
      var unused = ask(EMPLOYEE, "test", "this");
      asOwner("UPDATE work.request SET " + change + " WHERE state = 'ASKED'");
      doAll();
      assertThat(done).as(change).isEmpty();
      assertThat(refused)
          .as(change)
          .singleElement()
          .asString()
          .contains("No process of Orgscope signed it");
      doAll();
      assertThat(refused).as("told once").hasSize(1);
      refused.clear();
    }
  }

  /** Whoever has the login of pages, and even who calls, has no key. */
  @Test
  void a_row_that_a_statement_slips_into_a_page_is_refused() throws Exception {
    String forged =
        "INSERT INTO work.request (tenant, id, kind, arguments, role, principal, person, asked_at, key, mac)"
            + " SELECT tenant, gen_random_uuid(), kind, 'somebody else', role, principal, person,"
            + " asked_at, key, mac FROM work.request";
    var unused = ask(IT, "test", "this");
    asPage(IT, forged);
    doAll();
    assertThat(done).containsExactly("it IT_SECURITY this");
    assertThat(refused).hasSize(1);
    for (String attack :
        List.of(
            forged.replace("gen_random_uuid()", "id"),
            forged.replace("principal,", "'boss',"),
            forged.replace("role,", "'SYSTEM',").replace("kind, 'SYSTEM'", "kind, role"),
            forged.replace("SELECT tenant", "SELECT 'other'"),
            "UPDATE work.request SET state = 'ASKED'",
            "DELETE FROM work.request",
            "INSERT INTO work.job (id, tenant, kind, name, created_at)"
                + " VALUES (gen_random_uuid(), 'acme', 'request', 'mine', now())",
            "SELECT state.signed('a', 'b', 'c')",
            "SELECT * FROM state.claim_key")) {
      assertThatThrownBy(() -> asPage(IT, attack)).as(attack).isInstanceOf(RuntimeException.class);
    }
    doAll();
    assertThat(done).hasSize(1);
  }

  @Test
  void what_waited_too_long_or_is_of_the_future_is_refused_though_it_is_signed() throws Exception {
    for (String later : List.of("- interval '61 minutes'", "+ interval '5 minutes'")) {
      WorkRequest asked = ask(IT, "test", "");
      asOwner(
          "UPDATE work.request SET asked_at = asked_at %s WHERE id = '%s'"
              .formatted(later, asked.id()));
      // As if a process had signed it then.
      asOwner(
          """
          UPDATE work.request r SET mac = encode(sha256(k.outer_pad || sha256(k.inner_pad
              || convert_to(%s, 'UTF8'))), 'hex')
          FROM state.claim_key k WHERE k.id = r.key AND r.id = '%s'
          """
              .formatted(RequestStore.SAID, asked.id()));
      doAll();
      assertThat(found(asked).outcome()).contains("longer than an hour");
    }
    assertThat(done).isEmpty();
    assertThat(refused).hasSize(2);
  }

  private void asPage(Caller caller, String statement) {
    Database.as(
        Login.PAGES,
        () -> {
          database.runAs(
              caller,
              sql -> {
                if (statement.startsWith("SELECT")) {
                  sql.sql(statement).query().listOfRows();
                } else {
                  sql.sql(statement).update();
                }
              });
          return true;
        });
  }

  private void asOwner(String statement) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      assertThat(sql.executeUpdate(statement)).isPositive();
    }
  }
}
