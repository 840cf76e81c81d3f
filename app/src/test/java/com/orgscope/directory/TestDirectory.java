package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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
    LinkStore links = new LinkStore(database);
    IdentityStore identities = new IdentityStore(database);
    TenantKeys keys = new TenantKeys(stored, places(home));
    Tenants tenants = new Tenants(stored, keys, clock);
    IdentityResolution resolution =
        new IdentityResolution(
            keys, identities, links, new SettledKeyStore(database), new ErasedStore(database));
    PersonStore people = new PersonStore(database);
    return new TestDirectory(
        tenants,
        new People(tenants, people, links, identities, resolution, keys, gate, clock),
        new Vocabulary(new VocabularyStore(database), gate, clock),
        resolution);
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
    return new ErasedPeople(
        new ErasedStore(database),
        new PersonStore(database),
        new IdentityStore(database),
        new TenantKeys(new TenantStore(database, Residency.UNBOUND), places(home)),
        gate,
        clock);
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
    return new PersonStore(database)
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
}
