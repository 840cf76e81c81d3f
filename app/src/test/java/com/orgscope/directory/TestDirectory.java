package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.support.GenericApplicationContext;

/** A directory wired by hand on a real database. */
public record TestDirectory(
    Tenants tenants, People people, Vocabulary vocabulary, IdentityResolution resolution) {
  public static final TenantId ACME = new TenantId("acme");

  /** Lets everybody in and writes nothing down. */
  public static final DirectoryGate OPEN = gate((caller, act, subject) -> {});

  /** What a gate of a test does when it is asked. */
  interface Asked {
    void admit(Caller caller, DirectoryGate.Act act, String subject);
  }

  /** Lets in whomever the test does. */
  static DirectoryGate gate(Asked asked) {
    return new DirectoryGate() {
      @Override
      public void admit(Caller caller, Act act, String subject) {
        asked.admit(caller, act, subject);
      }

      @Override
      public <T> List<T> read(
          Caller caller,
          Act act,
          String subject,
          Supplier<List<T>> rows,
          Function<T, PersonKey> whom) {
        asked.admit(caller, act, subject);
        return rows.get();
      }

      @Override
      public void missed(Caller caller, Act act, PersonKey person) {}
    };
  }

  public static TestDirectory on(
      Database database, Path home, DirectoryGate gate, InstantSource clock) {
    TenantStore stored = new TenantStore(database, Residency.UNBOUND);
    TenantKeys keys = new TenantKeys(stored, places(home));
    Tombstones tombstones = tombstones(database, home, keys);
    LinkStore links = new LinkStore(database, tombstones);
    IdentityStore identities = new IdentityStore(database, tombstones);
    Tenants tenants = new Tenants(stored, keys, clock);
    IdentityResolution resolution =
        new IdentityResolution(
            keys,
            identities,
            links,
            new SettledKeyStore(database, tombstones),
            new ErasedStore(database, tombstones));
    PersonStore people = new PersonStore(database, tombstones);
    return new TestDirectory(
        tenants,
        new People(tenants, people, links, identities, resolution, keys, gate, clock),
        new Vocabulary(new VocabularyStore(database), gate, clock),
        resolution);
  }

  private static Tombstones tombstones(Database database, Path home, TenantKeys keys) {
    return new Tombstones(new TombstoneStore(database), new TombstoneFiles(new Home(home)), keys);
  }

  /** Keys in files of a home. */
  static KeyPlaces places(Path home) {
    return new KeyPlaces(new Home(home), KeySettings.FILES, Residency.UNBOUND);
  }

  /** The one of a started product. */
  public static TestDirectory of(BeanFactory beans) {
    return new TestDirectory(
        beans.getBean(Tenants.class),
        beans.getBean(People.class),
        beans.getBean(Vocabulary.class),
        beans.getBean(IdentityResolution.class));
  }

  /** What the directory does when somebody is erased, on the same database and home. */
  public static ErasedPeople erased(
      Database database, Path home, DirectoryGate gate, InstantSource clock) {
    TenantKeys keys = new TenantKeys(new TenantStore(database, Residency.UNBOUND), places(home));
    Tombstones tombstones = tombstones(database, home, keys);
    return new ErasedPeople(
        new ErasedStore(database, tombstones),
        new PersonStore(database, tombstones),
        new IdentityStore(database, tombstones),
        keys,
        gate,
        clock);
  }

  /**
   * Rows of somebody who is marked as erased as earlier versions left them.
   *
   * @return the tables that have one
   */
  public static Set<String> asBeforeTombstones(Database database, TenantId tenant, PersonKey person)
      throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("UPDATE directory.erased SET person = '%s'".formatted(person));
      for (String rows :
          List.of(
              "link (tenant, hash, person, told) VALUES ('%1$s', '%2$s', '%2$s', true)",
              "holding (tenant, login, person, told_first, told_last) VALUES ('%1$s', '%2$s', '%2$s', '2026-01-01', '2026-01-02')",
              "merged (tenant, old_key, person) VALUES ('%1$s', '%2$s', '%2$s')",
              "settled_key (tenant, key, person, valid_from, valid_until) VALUES ('%1$s', '%2$s', '%2$s', '0001-01-01', '9999-12-31')",
              "erased_key (tenant, key, valid_from, valid_until) VALUES ('%1$s', '%2$s', '0001-01-01', '9999-12-31')")) {
        statement.execute("INSERT INTO directory." + rows.formatted(tenant, person));
      }
    }
    return Stream.of("erased", "erased_key", "holding", "link", "merged", "settled_key", "sighting")
        .map(table -> "directory." + table)
        .collect(Collectors.toSet());
  }

  /** As a home is after its update: of nobody who was erased a key was begun, nor a file. */
  public static void asBeforeTheFirstTombstone(Database database, Path home)
      throws SQLException, IOException {
    Files.delete(home.resolve("tombstones").resolve(ACME + ".txt"));
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("UPDATE directory.tombstone_key SET sealed = NULL");
    }
  }

  /** As a node of an earlier version marks somebody. */
  public static void asMarkedByAnEarlierNode(Database database, PersonKey person)
      throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute(
          "INSERT INTO directory.erased (tenant, person, at) VALUES ('%s', '%s', '2026-11-01T00:00:00Z')"
              .formatted(ACME, person));
    }
  }

  /** As a backup of before has it: nobody was erased, and nobody was seen yet. */
  public static void asBeforeErasures(Database database) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      for (String table : List.of("erased", "erased_key", "tombstone_key", "sighting")) {
        statement.execute("DELETE FROM directory." + table);
      }
    }
  }

  /** As triggers of tables are told. */
  public static boolean isErased(Database database, Caller caller, PersonKey person) {
    return database.<Boolean>inTransactionAs(
        caller,
        sql ->
            sql.sql("SELECT directory.is_erased(?)")
                .param(person.value())
                .query(Boolean.class)
                .single());
  }

  /** What other rooms have done under the keys of tenants on the same database and home. */
  public static TenantEncryption seals(Database database, Path home) {
    return new TenantEncryption(
        new TenantKeys(new TenantStore(database, Residency.UNBOUND), places(home)));
  }

  /** The IT policies of tenants on the same database. */
  public PolicyBook policies(Database database, DirectoryGate gate, InstantSource clock) {
    return new PolicyBook(new PolicyStore(database), tenants, gate, clock);
  }

  /** What a person was, the earliest first: since when, title, department, manager. */
  public static List<String> positions(Database database, Caller caller, PersonKey key) {
    Path nowhere = Path.of("target", "no-tombstones");
    return new PersonStore(
            database,
            tombstones(
                database,
                nowhere,
                new TenantKeys(new TenantStore(database, Residency.UNBOUND), places(nowhere))))
        .positions(caller, key).stream()
            .map(one ->
                "%s %s %s %s"
                    .formatted(one.validFrom(), one.title(), one.department(), one.manager()))
            .toList();
  }

  /** Reads a list of people: its columns, and the lines below them. */
  public static ImportReport employ(People people, Caller caller, String columns, String... lines) {
    return people.importCsv(
        caller, new StringReader(columns + "\n" + String.join("\n", lines) + "\n"), Progress.NONE);
  }

  /** A tenant of the EU. */
  public static Tenant tenant(TenantId id) {
    return new Tenant(id, "Company " + id, "technology", Region.EU, ZoneId.of("Europe/Berlin"));
  }

  /** What the room's beans need of settings, for contexts made by hand. */
  public static void settings(GenericApplicationContext context) {
    context.registerBean(KeySettings.class, () -> KeySettings.FILES);
  }

  /** Somebody without a name in a department and division, or in others from now on. */
  public static void place(
      Database database, Caller it, PersonKey person, String department, String division) {
    database.runAs(
        it,
        sql ->
            sql.sql(
                    """
                    INSERT INTO directory.person
                      (tenant, person, department, division, content, imported_at)
                    VALUES ((SELECT state.claimed_tenant()), :person::uuid, :department, :division,
                      :person::uuid, now())
                    ON CONFLICT (tenant, person)
                      DO UPDATE SET department = excluded.department, division = excluded.division
                    """)
                .param("person", person.toString())
                .param("department", department)
                .param("division", division)
                .update());
  }

  /** So many more who work there, of whom nothing is known but what they do. */
  public static void fill(Database database, TenantId tenant, int people) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      sql.execute(
          """
          INSERT INTO directory.person (tenant, person, title, department, content, imported_at)
          SELECT '%s', lpad(n::text, 32, '0')::uuid, 'Engineer', 'Engineering', gen_random_uuid(), now()
          FROM generate_series(1, %d) AS n
          """
              .formatted(tenant, people));
    }
  }
}
