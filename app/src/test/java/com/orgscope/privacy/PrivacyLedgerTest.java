package com.orgscope.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.dao.DataAccessException;

class PrivacyLedgerTest {
  private static final Caller NIGHT = Caller.system(new TenantId("acorn"), "insight");
  private static final Epsilon COST = Epsilon.of("1.25");

  private final Database database = TestDatabase.fresh();
  private Instant now = Instant.parse("2026-11-23T06:00:00Z");
  private final PrivacyLedger ledger =
      new PrivacyLedger(new LedgerStore(database), budget("4"), () -> now);

  @Test
  void a_year_that_is_spent_refuses_and_the_next_one_begins_anew() {
    for (int i = 1; i <= 3; i++) {
      assertThat(ledger.charge(NIGHT, "release:" + i, COST, 1e-3))
          .isEqualTo(new PrivacyLedger.Charged(new Epsilon(1250L * i), Epsilon.of("4")));
    }
    assertThat(ledger.charge(NIGHT, "release:4", COST, 1e-3))
        .isEqualTo(new PrivacyLedger.Spent(Epsilon.of("3.75"), Epsilon.of("4")));
    assertThat(ledger.charges(NIGHT)).hasSize(3);

    now = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(ledger.charge(NIGHT, "release:4", COST, 1e-3))
        .isInstanceOf(PrivacyLedger.Charged.class);
  }

  @Test
  void the_same_purchase_is_paid_once() {
    ledger.charge(NIGHT, "release:1", COST, 1e-3);
    assertThat(ledger.charge(NIGHT, "release:1", COST, 1e-3).spent()).isEqualTo(COST);
    assertThatThrownBy(() -> ledger.charge(NIGHT, "release:1", Epsilon.of("2"), 1e-3))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("was paid with epsilon 1.25");
  }

  @Test
  void tenants_have_budgets_of_their_own() {
    ledger.charge(NIGHT, "release:1", COST, 1e-3);
    Caller other = Caller.system(new TenantId("birch"), "insight");
    assertThat(ledger.charge(other, "release:1", COST, 1e-3).spent()).isEqualTo(COST);
    assertThat(ledger.charges(other)).hasSize(1);
  }

  @Test
  void many_at_once_cannot_overdraw() throws Exception {
    try (var pool = Executors.newFixedThreadPool(6)) {
      List<Future<PrivacyLedger.Answer>> answers =
          IntStream.range(0, 12)
              .mapToObj(i -> pool.submit(() -> ledger.charge(NIGHT, "release:" + i, COST, 1e-3)))
              .toList();
      int paid = 0;
      for (Future<PrivacyLedger.Answer> answer : answers) {
        paid += answer.get() instanceof PrivacyLedger.Charged ? 1 : 0;
      }
      assertThat(paid).isEqualTo(3);
    }
  }

  /** Four pools as four processes have them; {@link #four_processes} are four. */
  @Test
  void two_hundred_threads_over_four_pools_pay_for_as_much_as_there_is() throws Exception {
    List<Callable<Integer>> pools = new ArrayList<>();
    for (int pool = 0; pool < 4; pool++) {
      String name = "pool" + pool;
      pools.add(() -> {
        try (Database beside = TestServer.beside(database)) {
          return LedgerProcess.charge(beside, name, 50);
        }
      });
    }
    int paid = 0;
    try (var all = Executors.newFixedThreadPool(4)) {
      for (Future<Integer> answer : all.invokeAll(pools)) {
        paid += answer.get();
      }
    }
    assertThat(paid).as("one of forty is what all asked for").isEqualTo(39);
    holds();
  }

  /** {@code -Dorgscope.drill.times=2}: a process costs more than a second. */
  @Test
  @EnabledIfSystemProperty(named = "orgscope.drill.times", matches = "\\d+")
  void four_processes() throws Exception {
    List<Process> started = new ArrayList<>();
    for (int process = 0; process < 4; process++) {
      started.add(
          ChildProcess.of(
                  LedgerProcess.class,
                  256,
                  List.of(),
                  TestServer.nameOf(database),
                  "process" + process,
                  "50")
              .start());
    }
    for (Process process : started) {
      assertThat(process.waitFor()).isZero();
    }
    holds();
  }

  private void holds() {
    List<PrivacyLedger.Charge> charges = LedgerProcess.ledger(database).charges(NIGHT);
    assertThat(charges)
        .hasSize(40)
        .extracting(PrivacyLedger.Charge::subject)
        .doesNotHaveDuplicates();
    assertThat(
            charges.stream().map(PrivacyLedger.Charge::epsilon).reduce(Epsilon.ZERO, Epsilon::plus))
        .isEqualTo(LedgerProcess.CAP);
  }

  @Test
  void a_charge_can_neither_be_changed_nor_taken_back() throws SQLException {
    ledger.charge(NIGHT, "release:1", COST, 1e-3);
    for (String attack :
        List.of(
            "DELETE FROM privacy.charge",
            "UPDATE privacy.charge SET epsilon_thousandths = 1",
            "TRUNCATE privacy.charge")) {
      assertThatThrownBy(() -> database.runAs(NIGHT, sql -> sql.sql(attack).update()))
          .as(attack)
          .isInstanceOf(DataAccessException.class)
          .hasStackTraceContaining("permission denied");
    }
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        var rows = statement.executeQuery("SELECT sum(epsilon_thousandths) FROM privacy.charge")) {
      rows.next();
      assertThat(rows.getLong(1)).isEqualTo(1250);
    }
  }

  @Test
  void a_chief_executive_can_charge_nothing() {
    Caller ceo = new Caller(NIGHT.tenant(), Role.CEO, "ceo", null);
    assertThatThrownBy(() -> ledger.charge(ceo, "release:1", COST, 1e-3))
        .hasStackTraceContaining("row-level security");
  }

  private static PrivacySettings budget(String yearly) {
    BigDecimal half = new BigDecimal("0.5");
    return new PrivacySettings(
        10, 1e-3, half, half, new BigDecimal("4.00"), new BigDecimal(yearly));
  }
}
