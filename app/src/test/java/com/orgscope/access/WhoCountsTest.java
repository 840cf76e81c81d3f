package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.testing.Company;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who counts where people are asked first, in a company of so many that nobody looks at all. */
class WhoCountsTest {
  private static final int PEOPLE = 3_000;

  @TempDir private Path home = Path.of("replaced");

  @SuppressWarnings("NullAway.Init")
  private Company acme;

  @SuppressWarnings("NullAway.Init")
  private CouncilPolicyStore store;

  @BeforeEach
  void thousandsOfPeople() throws Exception {
    acme = Company.open(home, Instant.parse("2026-11-22T03:00:00Z"));
    store = new CouncilPolicyStore(acme.database());
    try (Connection owner = TestDatabase.asOwner(acme.database());
        Statement sql = owner.createStatement()) {
      sql.execute(
          """
          INSERT INTO directory.person (tenant, person, location, place, content, imported_at)
          SELECT '%s', lpad(n::text, 32, '0')::uuid, p.place, p.place, gen_random_uuid(), now()
          FROM generate_series(1, %d) AS n,
            LATERAL (SELECT CASE WHEN n <= 3 THEN 'boston' WHEN n <= 6 THEN 'berlin' END) AS p (place)
          """
              .formatted(acme.tenant(), PEOPLE));
      sql.execute("ANALYZE directory.person");
    }
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void nobody_is_looked_at_but_who_is_asked_about_or_who_counts_as_an_exception() {
    TreeMap<String, Terms> countries = new TreeMap<>();
    countries.put("US", terms("Boston", Consent.OPT_OUT));
    put(Consent.OPT_IN, countries);
    say(10, true);
    say(1, false);
    assertThat(letIn()).isEqualTo(Set.of(key(2), key(3), key(10)));
    Caller system = Caller.system(acme.tenant(), "test");
    assertThat(looked(system, "SELECT count(*) FROM access.let_in()")).isLessThan(50);
    assertThat(looked(system, "SELECT access.version_of_who_counts()")).isLessThan(50);
    assertThat(
            looked(
                system,
                "SELECT count(*) FROM access.counted(ARRAY['%s', '%s']::uuid[])"
                    .formatted(key(10), key(11))))
        .isLessThan(50);
    assertThat(looked(employee(11), "SELECT count(*) FROM access.left_out()")).isLessThan(50);
    // As long as nobody is asked first but in one place.
    countries.put("DE", terms("Berlin", Consent.OPT_IN));
    put(Consent.OPT_OUT, countries);
    assertThat(values(store.leftOut(acme.tenant())))
        .isEqualTo(Set.of(key(1), key(4), key(5), key(6)));
    assertThat(looked(system, "SELECT count(*) FROM access.left_out()")).isLessThan(50);
    assertThat(letIn()).as("everybody but those").isEmpty();
  }

  @Test
  void another_one_counts_and_it_is_another_version() throws Exception {
    TreeMap<String, Terms> countries = new TreeMap<>();
    countries.put("DE", terms("Berlin", Consent.OPT_IN));
    Set<String> versions = new HashSet<>();
    versions.add(store.version(acme.tenant()));
    put(Consent.OPT_IN, new TreeMap<>());
    versions.add(store.version(acme.tenant()));
    put(Consent.OPT_OUT, countries);
    versions.add(store.version(acme.tenant()));
    say(20, false);
    versions.add(store.version(acme.tenant()));
    say(20, true);
    versions.add(store.version(acme.tenant()));
    moves(21, "berlin");
    versions.add(store.version(acme.tenant()));
    moves(22, "berlin");
    moves(21, "boston");
    versions.add(store.version(acme.tenant()));
    say(24, false);
    versions.add(store.version(acme.tenant()));
    store.forget(acme.tenant(), Set.of(new PersonKey(key(20))));
    versions.add(store.version(acme.tenant()));
    assertThat(versions).hasSize(9);
    String last = store.version(acme.tenant());
    moves(23, "boston");
    assertThat(store.version(acme.tenant())).as("nobody else counts").isEqualTo(last);
  }

  @Test
  void of_others_nobody_but_the_product_and_it_security_is_told() {
    put(Consent.OPT_IN, new TreeMap<>());
    say(10, true);
    for (Role role : List.of(Role.EMPLOYEE, Role.MANAGER)) {
      Caller caller = new Caller(acme.tenant(), role, "x", new PersonKey(key(11)));
      assertThat(asked(caller, "SELECT access.let_in()")).isEmpty();
      assertThat(asked(caller, "SELECT access.left_out()")).containsExactly(key(11));
      assertThat(asked(caller, "SELECT access.counted(ARRAY['%s']::uuid[])".formatted(key(10))))
          .isEmpty();
    }
  }

  private void put(Consent everywhere, TreeMap<String, Terms> countries) {
    TestCouncilPolicies.put(
        acme.database(),
        acme.tenant(),
        TestCouncilPolicies.policy(everywhere, Managers.NOTHING, countries));
  }

  private static Terms terms(String place, Consent consent) {
    return new Terms(List.of(place), consent, Managers.NOTHING, 10, null);
  }

  private static UUID key(int person) {
    return UUID.fromString("00000000-0000-0000-0000-%012d".formatted(person));
  }

  private Caller employee(int person) {
    return new Caller(acme.tenant(), Role.EMPLOYEE, "x", new PersonKey(key(person)));
  }

  private void say(int person, boolean counted) {
    TestCouncilPolicies.say(acme.database(), employee(person), counted);
  }

  private void moves(int person, String place) throws Exception {
    try (Connection owner = TestDatabase.asOwner(acme.database());
        Statement sql = owner.createStatement()) {
      sql.execute(
          "UPDATE directory.person SET place = '%s' WHERE person = '%s'"
              .formatted(place, key(person)));
    }
  }

  private Set<UUID> letIn() {
    return values(store.letIn(acme.tenant()));
  }

  private static Set<UUID> values(List<PersonKey> people) {
    Set<UUID> keys = new HashSet<>();
    people.forEach(key -> keys.add(key.value()));
    return keys;
  }

  private List<UUID> asked(Caller caller, String question) {
    return acme.database()
        .inTransactionAs(
            caller,
            sql -> sql.sql(question).query((row, n) -> row.getObject(1, UUID.class)).list());
  }

  /** How many rows of the directory were read for an answer. */
  private long looked(Caller caller, String question) {
    return acme.database()
        .inTransactionAs(
            caller,
            sql -> {
              String read =
                  """
                  SELECT coalesce(sum(seq_tup_read + idx_tup_fetch), 0)
                  FROM pg_stat_xact_user_tables WHERE relid = 'directory.person'::regclass
                  """;
              long before = sql.sql(read).query(Long.class).single();
              var unused = sql.sql(question).query((row, n) -> row.getString(1)).list();
              return sql.sql(read).query(Long.class).single() - before;
            });
  }
}
