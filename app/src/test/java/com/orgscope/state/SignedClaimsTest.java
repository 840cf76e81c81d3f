package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever stole the application's login says who they are, and the database does not believe it.
 */
class SignedClaimsTest {
  private static final Database DATABASE = TestDatabase.fresh();
  private static final Identity SYSTEM = new Identity("acme", "SYSTEM", "system:test", "");
  private static final String SEPARATOR = "\u001f";

  /** Where each claim stands in the text. */
  private static final int MAC = 0;

  private static final int KEY = 1;
  private static final int BACKEND = 2;
  private static final int UNTIL = 3;
  private static final int TENANT = 4;
  private static final int ROLE = 5;

  @BeforeAll
  static void two_tenants_have_a_row_each() {
    for (String tenant : List.of("acme", "other")) {
      DATABASE.runAs(
          Caller.system(new TenantId(tenant), "test"),
          sql ->
              sql.sql(
                      "INSERT INTO directory.tenant VALUES (?, ?, 'technology', 'EU', 'UTC', now())")
                  .params(tenant, tenant)
                  .update());
    }
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void claims_that_this_process_signed_are_believed() throws Exception {
    try (Connection stolen = transaction()) {
      assertThat(seen(stolen, signed(stolen, SYSTEM))).containsExactly("acme");
    }
  }

  record Forgery(String name, UnaryOperator<String[]> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Forgery> forgeries() {
    return Stream.of(
        new Forgery("another tenant", with(TENANT, "other")),
        new Forgery("another role", with(ROLE, "IT_SECURITY")),
        new Forgery("no tenant", with(TENANT, "")),
        new Forgery("another backend", with(BACKEND, "1")),
        new Forgery("longer good", with(UNTIL, "9999999999")),
        new Forgery("a key that is not there", with(KEY, "x")),
        new Forgery("no key", with(KEY, "")),
        new Forgery("no signature", with(MAC, "")),
        new Forgery("another signature", with(MAC, "0".repeat(64))),
        new Forgery(
            "signed in capitals",
            claims -> {
              claims[MAC] = claims[MAC].toUpperCase(java.util.Locale.ROOT);
              return claims;
            }),
        new Forgery(
            "one claim more",
            claims -> Stream.concat(Stream.of(claims), Stream.of("more")).toArray(String[]::new)),
        new Forgery(
            "one claim fewer",
            claims -> Stream.of(claims).limit(claims.length - 1).toArray(String[]::new)));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void a_changed_claim_is_no_claim(Forgery forgery) throws Exception {
    try (Connection stolen = transaction()) {
      String[] claims = signed(stolen, SYSTEM).split(SEPARATOR, -1);
      String forged = String.join(SEPARATOR, forgery.change().apply(claims));

      assertThat(taken(stolen, forged)).isFalse();
      assertThat(seen(stolen, forged)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme",
        "SYSTEM",
        "\u001f",
        "\u001f\u001f\u001f\u001f\u001f\u001f\u001f\u001f"
      })
  void a_text_that_is_no_claims_is_nobody(String text) throws Exception {
    try (Connection stolen = transaction()) {
      assertThat(seen(stolen, text)).isEmpty();
    }
  }

  @Test
  void without_claims_there_is_no_row_and_no_entry() throws Exception {
    try (Connection stolen = transaction()) {
      for (String said : List.of("tenant", "role", "principal", "person")) {
        Roles.execute(stolen, "SELECT set_config('app." + said + "', 'SYSTEM', true)");
      }
      assertThat(Catalogue.rows(stolen, "SELECT tenant FROM directory.tenant")).isEmpty();
      assertThatThrownBy(
              () -> Roles.execute(stolen, "SELECT audit.append('forged', 's', 'r', '{}', NULL)"))
          .hasMessageContaining("needs a tenant");
    }
  }

  @Test
  void claims_for_one_backend_are_nothing_in_another() throws Exception {
    try (Connection theirs = transaction();
        Connection mine = transaction()) {
      String claims = signed(theirs, SYSTEM);
      assertThat(seen(theirs, claims)).containsExactly("acme");
      assertThat(seen(mine, claims)).isEmpty();
    }
  }

  @Test
  void claims_end_with_their_time_and_with_their_key() throws Exception {
    try (Connection stolen = transaction();
        Connection superuser = TestDatabase.asOwner(DATABASE)) {
      String claims = signed(stolen, SYSTEM);
      String key = claims.split(SEPARATOR, -1)[KEY];
      String late = signedUntil(claims, superuser, 1);
      assertThat(seen(stolen, late)).as("over since 1970").isEmpty();
      assertThat(seen(stolen, claims)).containsExactly("acme");

      Roles.execute(
          superuser,
          "UPDATE state.claim_key SET good_until = now() - interval '1 second' WHERE id = '"
              + key
              + "'");
      assertThat(seen(stolen, claims)).as("with a key whose time is over").isEmpty();
    }
    assertThat(tenants()).as("the process puts another key").containsExactly("acme");
  }

  @Test
  void a_key_that_the_database_lost_is_put_again_and_nothing_fails() throws Exception {
    assertThat(tenants()).containsExactly("acme");
    try (Connection superuser = TestDatabase.asOwner(DATABASE)) {
      assertThat(
              Catalogue.rows(
                  superuser,
                  "SELECT relpersistence::text FROM pg_class WHERE oid = 'state.claim_key'::regclass"))
          .as("unlogged: empty after a crash")
          .containsExactly("u");
      Roles.execute(superuser, "TRUNCATE state.claim_key");
    }
    assertThat(tenants()).containsExactly("acme");
  }

  @Test
  void no_login_reads_a_key_or_puts_one_but_the_one_for_keys() throws Exception {
    for (Login login : Login.values()) {
      try (Connection connection = TestServer.connect(login, DATABASE)) {
        for (String attack :
            List.of(
                "SELECT inner_pad FROM state.claim_key",
                "COPY state.claim_key TO STDOUT",
                "DELETE FROM state.claim_key",
                "SELECT id FROM state.claim_key",
                "SET ROLE " + Roles.VERIFIER)) {
          assertThatThrownBy(() -> Roles.execute(connection, attack))
              .as("%s: %s", login, attack)
              .isInstanceOf(SQLException.class)
              .hasMessageContaining("permission denied");
        }
      }
    }
    String put =
        "SELECT state.put_claim_key('mine', sha256('a') || sha256('b'), sha256('c') || sha256('d'), 60)";
    try (Connection stolen = TestServer.connect(Login.COMMAND_LINE, DATABASE)) {
      assertThatThrownBy(() -> Roles.execute(stolen, put))
          .hasMessageContaining("permission denied");
    }
    try (Connection owner = TestServer.asMigrations(DATABASE)) {
      assertThatThrownBy(() -> Roles.execute(owner, "SELECT id FROM state.claim_key"))
          .as("not even the owner of every other table")
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void a_key_is_good_for_a_day_at_most_and_goes_with_the_next_one() throws Exception {
    try (Connection keys = TestServer.connect(Login.KEYS, DATABASE);
        Connection superuser = TestDatabase.asOwner(DATABASE)) {
      String put =
          "SELECT state.put_claim_key('%s', sha256('a') || sha256('b'), sha256('c') || sha256('d'), %d)";
      Roles.execute(keys, put.formatted("endless", Integer.MAX_VALUE));
      String left =
          "SELECT id FROM state.claim_key WHERE id IN ('endless', 'over') AND good_until <= now() + interval '1 day'";
      assertThat(Catalogue.rows(superuser, left)).containsExactly("endless");
      Roles.execute(keys, put.formatted("over", -1));
      assertThat(Catalogue.rows(superuser, left)).contains("over");
      Roles.execute(keys, put.formatted("next", 1));
      assertThat(Catalogue.rows(superuser, left)).containsExactly("endless");
    }
  }

  @Test
  void the_login_for_keys_reaches_nothing_else() throws Exception {
    try (Connection keys = TestServer.connect(Login.KEYS, DATABASE);
        Connection superuser = TestDatabase.asOwner(DATABASE)) {
      for (String table :
          Catalogue.rows(
              superuser,
              "SELECT schemaname || '.' || quote_ident(tablename) FROM pg_tables"
                  + " WHERE schemaname !~ '^(pg_|information_schema)'")) {
        assertThatThrownBy(() -> Roles.execute(keys, "SELECT FROM " + table))
            .as(table)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void who_calls_is_asked_once_a_statement() throws Exception {
    try (Connection application = transaction()) {
      assertThat(taken(application, signed(application, SYSTEM))).isTrue();
      Roles.execute(application, "SET LOCAL enable_seqscan = off");
      List<String> plan =
          Catalogue.rows(application, "EXPLAIN (COSTS OFF) SELECT * FROM directory.person");
      assertThat(plan).anyMatch(line -> line.contains("InitPlan"));
      assertThat(plan).as("by the index").anyMatch(line -> line.contains("Index Cond: (tenant = "));
      assertThat(plan)
          .filteredOn(line -> line.contains("Filter") || line.contains("Cond"))
          .noneMatch(line -> line.contains("claims("));
    }
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void behind_claims_that_were_taken_no_other_is_believed(Forgery forgery) throws Exception {
    try (Connection stolen = transaction()) {
      String claims = signed(stolen, SYSTEM);
      assertThat(seen(stolen, claims)).containsExactly("acme");
      say(stolen, String.join(SEPARATOR, forgery.change().apply(claims.split(SEPARATOR, -1))));
      assertThat(Catalogue.rows(stolen, "SELECT tenant FROM directory.tenant")).isEmpty();
      say(stolen, claims);
      assertThat(Catalogue.rows(stolen, "SELECT tenant FROM directory.tenant")).contains("acme");
    }
  }

  @Test
  void what_was_taken_is_worth_nothing_in_the_next_transaction_without_its_key() throws Exception {
    try (Connection stolen = transaction();
        Connection superuser = TestDatabase.asOwner(DATABASE)) {
      String claims = signed(stolen, SYSTEM);
      assertThat(seen(stolen, claims)).containsExactly("acme");
      stolen.commit();
      Roles.execute(superuser, "TRUNCATE state.claim_key");
      say(stolen, claims);
      assertThat(Catalogue.rows(stolen, "SELECT tenant FROM directory.tenant")).isEmpty();
    }
    assertThat(tenants()).containsExactly("acme");
  }

  @Test
  void a_savepoint_brings_back_whom_it_had_and_nobody_else() throws Exception {
    Identity other = new Identity("other", "SYSTEM", "system:test", "");
    try (Connection application = transaction()) {
      assertThat(seen(application, signed(application, SYSTEM))).containsExactly("acme");
      Roles.execute(application, "SAVEPOINT one");
      assertThat(seen(application, signed(application, other))).containsExactly("other");
      Roles.execute(application, "ROLLBACK TO one");
      assertThat(Catalogue.rows(application, "SELECT tenant FROM directory.tenant"))
          .containsExactly("acme");
    }
  }

  /** Without the function that takes. */
  private static void say(Connection connection, String claims) throws SQLException {
    try (PreparedStatement say =
        connection.prepareStatement("SELECT set_config('app.claims', ?, true)")) {
      say.setString(1, claims);
      say.execute();
    }
  }

  @Test
  void a_name_cannot_bring_a_claim_along() {
    Caller caller = Caller.commandLine(new TenantId("acme"), "x" + SEPARATOR + "y");
    assertThatThrownBy(
            () -> DATABASE.runAs(caller, sql -> sql.sql("SELECT 1").query().listOfRows()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("control characters");
  }

  private static UnaryOperator<String[]> with(int claim, String value) {
    return claims -> {
      claims[claim] = value;
      return claims;
    };
  }

  /** The same claims signed with the same key, as if by a process that lived at another time. */
  private static String signedUntil(String claims, Connection superuser, long seconds)
      throws SQLException {
    String[] parts = claims.split(SEPARATOR, -1);
    parts[UNTIL] = Long.toString(seconds);
    String text = String.join(SEPARATOR, List.of(parts).subList(1, parts.length));
    try (PreparedStatement sign =
        superuser.prepareStatement(
            "SELECT encode(sha256(outer_pad || sha256(inner_pad || convert_to(?, 'UTF8'))), 'hex')"
                + " FROM state.claim_key WHERE id = ?")) {
      sign.setString(1, text);
      sign.setString(2, parts[KEY]);
      try (ResultSet mac = sign.executeQuery()) {
        mac.next();
        return mac.getString(1) + SEPARATOR + text;
      }
    }
  }

  private static Connection transaction() throws SQLException {
    Connection connection = TestServer.connect(Login.COMMAND_LINE, DATABASE);
    connection.setAutoCommit(false);
    return connection;
  }

  private static String signed(Connection connection, Identity who) throws SQLException {
    return TestServer.claims(DATABASE).signed(connection, who);
  }

  private static boolean taken(Connection connection, String claims) throws SQLException {
    try (PreparedStatement take = connection.prepareStatement("SELECT state.take(?)")) {
      take.setString(1, claims);
      try (ResultSet good = take.executeQuery()) {
        good.next();
        return good.getBoolean(1);
      }
    }
  }

  private static List<String> seen(Connection connection, String claims) throws SQLException {
    taken(connection, claims);
    return Catalogue.rows(connection, "SELECT tenant FROM directory.tenant");
  }

  private static List<String> tenants() {
    return DATABASE.inTransactionAs(
        Caller.system(new TenantId("acme"), "test"),
        sql -> sql.sql("SELECT tenant FROM directory.tenant").query(String.class).list());
  }
}
