package com.orgscope.category;

import static com.orgscope.category.TestCompany.ACME;
import static com.orgscope.category.TestCompany.IT;
import static com.orgscope.category.TestCompany.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.Access;
import com.orgscope.access.Consents;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.category.Judgment.Status;
import com.orgscope.directory.People;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Policies, and what people said of being counted, drawn at random; every request is compared with
 * what the policy says in words of a few lines here. {@code -Dorgscope.fuzz.seed} repeats a run.
 */
@Tag("slow")
class PolicyFuzzTest {
  /** Four are the ten thousand requests that were asked for; a build has time for a quarter. */
  private static final int TIMES = Integer.getInteger("orgscope.drill.times", 1);

  private static final int POLICIES = 100 * TIMES;
  private static final int REQUESTS = 2_500 * TIMES;
  private static final List<String> PLACES = List.of("Berlin", "Munich", "Boston", "Paris", "");
  private static final List<String> COUNTRIES = List.of("DE", "US", "FR");
  private static final List<Status> STATUSES =
      List.of(Status.DECIDED, Status.UNCERTAIN, Status.NOT_ENOUGH_DATA, Status.PROVISIONAL);
  private static final int REPORTS = 20;

  @TempDir Path home;
  private final long seed = Long.getLong("orgscope.fuzz.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final List<Worker> workers = new ArrayList<>();
  private final Map<PersonKey, Boolean> said = new HashMap<>();
  private TestCompany company;
  private Database database;
  private Caller manager;
  private int requests;

  /** Somebody who reports to the manager. */
  private record Worker(PersonKey key, String place, Status status) {}

  @BeforeEach
  void twentyReports() {
    company = new TestCompany(home);
    database = company.bean(Database.class);
    manager = company.as(Role.MANAGER, "boss");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < REPORTS; i++) {
      lines.add(
          "%d,w%d@x.example,W%d,Engineer,Platform,2020-01-01,2,%s"
              .formatted(100 + i, i, i, place(i)));
    }
    TestDirectory.employ(
        company.bean(People.class),
        SYSTEM,
        "employee_id,login,display_name,title,department,hire_date,manager_id,location",
        lines.toArray(String[]::new));
    Map<PersonKey, Judgment> answers = new HashMap<>();
    for (int i = 0; i < REPORTS; i++) {
      Status status = STATUSES.get(i / PLACES.size());
      Worker worker = new Worker(company.key("w" + i), place(i), status);
      workers.add(worker);
      answers.put(
          worker.key(),
          status == Status.NOT_ENOUGH_DATA
              ? TestCompany.judgment(status, null, 0)
              : TestCompany.judgment(status, "Engineering", 0.7, "Design"));
    }
    company.run("run-1", answers);
    // Each was set right by a person once, which keeps nobody in their manager's sight.
    answers
        .keySet()
        .forEach(who -> company.bean(Overrides.class).set(IT, who, "Engineering", "as I see it"));
  }

  private static String place(int i) {
    return PLACES.get(i % PLACES.size());
  }

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void requests_under_policies_drawn_at_random_show_nothing_that_they_hide() {
    for (int n = 0; n < POLICIES; n++) {
      CouncilPolicy policy = policy();
      TestCouncilPolicies.put(database, ACME, policy);
      for (int i = random.nextInt(3); i > 0; i--) {
        Worker one = workers.get(random.nextInt(workers.size()));
        boolean counted = random.nextBoolean();
        TestCouncilPolicies.say(
            database, new Caller(ACME, Role.EMPLOYEE, "oidc:" + one.key(), one.key()), counted);
        said.put(one.key(), counted);
      }
      String as = "seed %d, policy %d: %s, said %s".formatted(seed, n, policy, said);
      everybodyElse(policy, as);
      theManager(policy, as);
    }
    assertThat(requests).isGreaterThanOrEqualTo(REQUESTS);
  }

  private CouncilPolicy policy() {
    List<String> left = new ArrayList<>(PLACES.subList(0, PLACES.size() - 1));
    TreeMap<String, Terms> countries = new TreeMap<>();
    for (String country : COUNTRIES) {
      if (random.nextBoolean() && !left.isEmpty()) {
        String place = left.remove(random.nextInt(left.size()));
        countries.put(
            country,
            terms(
                List.of(random.nextBoolean() ? place : place.toUpperCase(java.util.Locale.ROOT))));
      }
    }
    return new CouncilPolicy(
        new CouncilPolicy.Notice("f" + random.nextInt(9), "Read."), terms(List.of()), countries);
  }

  private Terms terms(List<String> places) {
    return new Terms(
        places,
        Consent.values()[random.nextInt(Consent.values().length)],
        Managers.values()[random.nextInt(Managers.values().length)],
        5 + random.nextInt(20),
        random.nextBoolean() ? null : 90 + random.nextInt(300));
  }

  /** In words of their own: the country that names the place, or everywhere. */
  private static Terms at(CouncilPolicy policy, Worker worker) {
    return policy.countries().values().stream()
        .filter(terms -> terms.places().stream().anyMatch(worker.place()::equalsIgnoreCase))
        .findFirst()
        .orElse(policy.everywhere());
  }

  private boolean counts(CouncilPolicy policy, Worker worker) {
    return said.getOrDefault(worker.key(), at(policy, worker).consent() == Consent.OPT_OUT);
  }

  private @Nullable Managers shown(CouncilPolicy policy, Worker worker) {
    Managers sees = at(policy, worker).managers();
    boolean something = worker.status() == Status.DECIDED || worker.status() == Status.UNCERTAIN;
    return counts(policy, worker) && something && sees != Managers.NOTHING ? sees : null;
  }

  private Set<PersonKey> those(java.util.function.Predicate<Worker> which) {
    return workers.stream().filter(which).map(Worker::key).collect(Collectors.toSet());
  }

  private void everybodyElse(CouncilPolicy policy, String as) {
    Assignments assignments = company.bean(Assignments.class);
    Set<PersonKey> counted = those(worker -> counts(policy, worker));
    Caller asking = random.nextBoolean() ? SYSTEM : IT;
    assertThat(ofWorkers(people(assignments.current(asking)))).as(as).isEqualTo(counted);
    requests++;
    assertThat(ofWorkers(company.bean(Access.class).leftOut(ACME)))
        .as(as)
        .isEqualTo(those(worker -> !counts(policy, worker)));
    requests++;
    Worker one = workers.get(random.nextInt(workers.size()));
    Caller self = new Caller(ACME, Role.EMPLOYEE, "oidc:" + one.key(), one.key());
    assertThat(company.bean(Consents.class).mine(self).counted())
        .as(as)
        .isEqualTo(counts(policy, one));
    assertThat(people(assignments.current(self)))
        .as(as)
        .isEqualTo(counts(policy, one) ? Set.of(one.key()) : Set.of());
    requests += 2;
  }

  private void theManager(CouncilPolicy policy, String as) {
    Assignments assignments = company.bean(Assignments.class);
    Set<PersonKey> shown = those(worker -> shown(policy, worker) != null);
    for (List<Assignment> answer :
        List.of(
            assignments.current(manager), assignments.heldAt(manager, "run-1", Instant.EPOCH))) {
      assertThat(ofWorkers(people(answer))).as(as).isEqualTo(shown);
      answer.forEach(one -> bare(policy, one, as));
      requests++;
    }
    assertThat(ofWorkers(assignments.ofRun(manager, "run-1").keySet())).as(as).isEqualTo(shown);
    assertThat(
            ofWorkers(Objects.requireNonNull(company.bean(Access.class).scope(manager).people())))
        .as(as)
        .isEqualTo(those(worker -> shown(policy, worker) == Managers.NAMED));
    for (String table : List.of("assignment", "override", "override_reason")) {
      assertThat(ofWorkers(rows("SELECT DISTINCT person FROM category." + table)))
          .as(as)
          .isEqualTo(shown);
    }
    assertThat(rows("SELECT person FROM access.consent")).as(as).isEmpty();
    assertThat(ofWorkers(rows("SELECT l FROM access.left_out() AS l"))).as(as).isEmpty();
    requests += 7;
    for (int i = 0; i < 12; i++) {
      Worker one = workers.get(random.nextInt(workers.size()));
      Optional<Assignment> answer = assignments.current(manager, one.key());
      assertThat(answer.isPresent()).as(as).isEqualTo(shown(policy, one) != null);
      answer.ifPresent(found -> bare(policy, found, as));
      requests++;
    }
  }

  /** Without evidence, but where the policy names people. */
  private void bare(CouncilPolicy policy, Assignment one, String as) {
    Optional<Worker> worker =
        workers.stream().filter(w -> w.key().equals(one.person())).findFirst();
    if (worker.isPresent() && shown(policy, worker.get()) != Managers.NAMED) {
      assertThat(one.judgment().evidence()).as(as).isEmpty();
      assertThat(one.judgment().facts()).as(as).isEmpty();
      assertThat(one.judgment().roles()).as(as).isEmpty();
      assertThat(one.judgment().reasoning()).as(as).isEmpty();
      assertThat(one.judgment().confidence()).as(as).isZero();
      assertThat(Objects.requireNonNull(one.override()).reason()).as(as).isNull();
    }
  }

  private static Set<PersonKey> people(Collection<Assignment> answer) {
    return answer.stream().map(Assignment::person).collect(Collectors.toSet());
  }

  private Set<PersonKey> ofWorkers(Set<PersonKey> keys) {
    Set<PersonKey> known = new HashSet<>(keys);
    known.retainAll(those(worker -> true));
    return known;
  }

  private Set<PersonKey> rows(String query) {
    return new HashSet<>(
        database.inTransactionAs(
            manager,
            sql ->
                sql.sql(query)
                    .query((row, n) -> new PersonKey(row.getObject(1, UUID.class)))
                    .list()));
  }
}
