package com.orgscope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Grade;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** How late it is what leaves the house, and where it may go. */
class DeparturesTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Path KEYS = Path.of("/secrets/audit.txt");

  private final Database database = TestDatabase.fresh();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void where_no_receiver_is_named_nothing_is_late() {
    Departures none = departures(settings("", false), Residency.UNBOUND);
    assertThat(none.lags(IT)).isEmpty();
    assertThat(none.finding(List.of(ACME)).grade()).isEqualTo(Grade.GOOD);
  }

  /** Whatever keeps a process from sending, or lets none run: the log itself says what waits. */
  @Test
  void an_entry_that_nobody_sends_is_late_before_and_after_it_is_in_a_block() throws SQLException {
    Departures departures = departures(settings("logs.example.com:6514", true), Residency.UNBOUND);
    TestAudit.on(database).record(IT, "read people", "people", "why");
    assertThat(departures.lags(IT)).singleElement().returns(false, Departures.Lag::late);

    asOwner("UPDATE audit.entry SET at = at - interval '6 minutes'");
    assertThat(departures.lags(IT)).singleElement().returns(true, Departures.Lag::late);
    assertThat(departures.finding(List.of(ACME)))
        .returns(Grade.WRONG, finding -> finding.grade())
        .satisfies(f -> assertThat(f.found()).contains("syslog").contains("6 minutes"));
    TestAudit.sealBlocks(database);
    asOwner("UPDATE audit.block SET at = at - interval '7 minutes'");
    assertThat(departures.lags(IT))
        .singleElement()
        .satisfies(
            lag -> assertThat(lag.lag()).isBetween(Duration.ofMinutes(7), Duration.ofMinutes(8)));

    asOwner(
        "INSERT INTO audit.departure (tenant, destination, what, place)"
            + " VALUES ('acme', 'syslog', 'ENTRIES', 1)");
    assertThat(departures.lags(IT))
        .singleElement()
        .returns(Duration.ZERO, Departures.Lag::lag)
        .returns(false, Departures.Lag::late);
  }

  /** Twice as long each time, five minutes at most, a quarter more by chance. */
  @Test
  void a_receiver_that_fails_is_left_alone_for_longer_each_time() throws SQLException {
    DepartureStore store = new DepartureStore(database);
    var way = new DepartureStore.Way("webhook", Letter.What.SEALS);
    Duration held = Duration.ofMinutes(1);
    assertThat(store.hold(ACME, way, held)).hasValue(0);
    assertThat(store.hold(ACME, way, held)).as("another has it").isEmpty();
    store.failed(ACME, way, "503", Duration.ZERO, Duration.ofMinutes(5));
    assertThat(waits()).isBetween(0.0, 1.25);
    store.failed(ACME, way, "503", Duration.ZERO, Duration.ofMinutes(5));
    assertThat(waits()).isBetween(1.5, 2.5);
    for (int i = 0; i < 30; i++) {
      store.failed(ACME, way, "503", Duration.ZERO, Duration.ofMinutes(5));
    }
    assertThat(waits()).isBetween(295.0, 375.0);
    store.failed(ACME, way, "429", Duration.ofHours(1), Duration.ofMinutes(5));
    assertThat(waits()).as("so long the receiver asked for").isBetween(3590.0, 3601.0);
    assertThat(store.hold(ACME, way, held)).as("it is not yet time").isEmpty();
  }

  @Test
  void how_far_a_receiver_is_goes_forward_only() throws SQLException {
    DepartureStore store = new DepartureStore(database);
    var way = new DepartureStore.Way("webhook", Letter.What.SEALS);
    store.hold(ACME, way, Duration.ofMinutes(1));
    store.taken(ACME, way, 5, Duration.ofMinutes(1));
    store.taken(ACME, way, 3, Duration.ofMinutes(1));
    store.release(ACME, way);
    assertThat(store.hold(ACME, way, Duration.ofMinutes(1))).hasValue(5);
    assertThatThrownBy(() -> asOwner("UPDATE audit.departure SET place = 2"))
        .hasMessageContaining("has left");
  }

  @Test
  void a_receiver_outside_the_region_is_refused_when_it_is_named() {
    AuditSettings abroad = settings("logs.example.com:6514", false);
    assertThatThrownBy(() -> departures(abroad, new Residency(Region.EU, Map.of())))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("orgscope.residency.endpoints.audit-syslog");
    assertThatThrownBy(
            () -> departures(abroad, new Residency(Region.EU, Map.of("audit-syslog", Region.US))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("us");
    departures(abroad, new Residency(Region.EU, Map.of("audit-syslog", Region.EU)));
    AuditSettings hook =
        new AuditSettings(
            null,
            7,
            Duration.ofMinutes(5),
            TestAudit.NO_SYSLOG,
            new AuditSettings.Webhook("https://siem.example.com/in", KEYS, null, false));
    assertThatThrownBy(() -> departures(hook, new Residency(Region.EU, Map.of())))
        .hasMessageContaining("orgscope.residency.endpoints.audit-webhook");
  }

  @ParameterizedTest
  @CsvSource({
    "http://siem.example.com/in, https://",
    "https://, https://",
    "https://user:pass@siem.example.com, without a password",
    "siem.example.com, https://"
  })
  void a_webhook_without_tls_is_refused(String url, String why) {
    assertThatThrownBy(() -> new AuditSettings.Webhook(url, KEYS, null, false))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(why.equals("https://") && url.equals("https://") ? "audit" : why);
  }

  @ParameterizedTest
  @CsvSource({"logs.example.com", "logs.example.com:0", "logs.example.com:70000", "':6514'"})
  void a_syslog_address_has_a_host_and_a_port(String address) {
    assertThatThrownBy(() -> new AuditSettings.Syslog(address, null, null, null, false))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("orgscope.audit.syslog.address");
  }

  private static AuditSettings settings(String syslog, boolean entries) {
    return new AuditSettings(
        null,
        7,
        Duration.ofMinutes(5),
        new AuditSettings.Syslog(syslog, null, null, null, entries),
        TestAudit.NO_WEBHOOK);
  }

  private Departures departures(AuditSettings settings, Residency residency) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("residency", residency);
    return new Departures(
        settings, new DepartureStore(database), beans.getBeanProvider(Residency.class));
  }

  private double waits() throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT extract(epoch FROM next_at - clock_timestamp()) FROM audit.departure")) {
      rows.next();
      return rows.getDouble(1);
    }
  }

  private void asOwner(String statements) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      for (String one : statements.split(";")) {
        if (one.contains("audit.entry") || one.contains("audit.block")) {
          statement.execute("SET session_replication_role = replica");
        }
        statement.execute(one);
      }
    }
  }
}
