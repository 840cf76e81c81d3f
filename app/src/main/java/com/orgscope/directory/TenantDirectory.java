package com.orgscope.directory;

import com.orgscope.directory.DirectoryGate.Act;
import com.orgscope.directory.VocabularyStore.Kind;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The directory in PostgreSQL, names under the tenant's key. */
@Component
final class TenantDirectory implements Directory {
  private static final String EVERYBODY = "people";
  private static final int WORDS_LIMIT = 500;

  private final TenantStore tenants;
  private final PersonStore people;
  private final LinkStore links;
  private final IdentityStore identities;
  private final SettledKeyStore settled;
  private final ErasedStore erased;
  private final VocabularyStore vocabulary;
  private final TenantKeys keys;
  private final DirectoryGate gate;
  private final InstantSource clock;
  private final Map<TenantId, SightedPseudonyms> pseudonyms = new ConcurrentHashMap<>();

  TenantDirectory(
      TenantStore tenants,
      PersonStore people,
      LinkStore links,
      IdentityStore identities,
      SettledKeyStore settled,
      ErasedStore erased,
      VocabularyStore vocabulary,
      TenantKeys keys,
      DirectoryGate gate,
      InstantSource clock) {
    this.tenants = tenants;
    this.people = people;
    this.links = links;
    this.identities = identities;
    this.settled = settled;
    this.erased = erased;
    this.vocabulary = vocabulary;
    this.keys = keys;
    this.gate = gate;
    this.clock = clock;
  }

  @Override
  public void createTenant(Tenant tenant) {
    Optional<Tenant> there = tenants.find(tenant.id());
    if (there.isEmpty()) {
      tenants.add(tenant, keys.generate(tenant.id()), clock.instant());
      there = tenants.find(tenant.id());
    }
    if (!there.equals(Optional.of(tenant))) {
      throw Failure.operator(
          "tenant "
              + tenant.id()
              + " exists already, as "
              + there.map(Tenant::toString).orElse("nothing that can be read"));
    }
  }

  @Override
  public Tenant tenant(TenantId id) {
    return findTenant(id).orElseThrow(() -> unknown(id));
  }

  static Failure unknown(TenantId id) {
    return Failure.operator(
        "there is no tenant " + id + ": make it with 'orgscope tenant create " + id + "'");
  }

  @Override
  public Optional<Tenant> findTenant(TenantId id) {
    return tenants.find(id);
  }

  @Override
  public List<Tenant> tenants() {
    return tenants.all();
  }

  @Override
  public ImportReport importPeople(Caller caller, Path csv, Progress progress) {
    return importText(caller, () -> HrText.of(csv), progress);
  }

  @Override
  public ImportReport importPeople(Caller caller, Reader csv, Progress progress) {
    return importText(caller, () -> HrText.of(csv), progress);
  }

  private ImportReport importText(Caller caller, Supplier<HrText> text, Progress progress) {
    Tenant tenant = tenant(caller.tenant());
    gate.admit(caller, Act.CHANGE_PEOPLE, EVERYBODY);
    PeopleFile file = PeopleFile.of(text.get());
    Instant now = clock.instant();
    LocalDate today = now.atZone(tenant.zone()).toLocalDate();
    sighted(tenant.id()).save();
    TenantKey key = keys.of(tenant.id());
    Identities who = identities.of(tenant.id());
    // Numbers alone do not tell March from April; Americans write the month first.
    boolean dayFirst = tenant.region() != Region.US;
    AtomicReference<ImportReport> report = new AtomicReference<>();
    people.change(
        caller,
        now,
        today,
        progress,
        view -> {
          PeopleImport found =
              new PeopleImport(
                  PeopleImport.Input.of(file),
                  dayFirst,
                  key,
                  // Whoever was erased since has no row any more, and must not get one.
                  new StoredLinks(key, view.links(), view.erased(), who, today),
                  view.everybody(),
                  today);
          report.set(found.report());
          return found.changes();
        });
    return Objects.requireNonNull(report.get());
  }

  @Override
  public PersonChange putPerson(Caller caller, PersonEntry entry, OtherAccounts others) {
    Tenant tenant = tenant(caller.tenant());
    gate.admit(caller, Act.CHANGE_PEOPLE, "one person");
    Instant now = clock.instant();
    LocalDate today = now.atZone(tenant.zone()).toLocalDate();
    sighted(tenant.id()).save();
    PersonImport work =
        new PersonImport(
            entry,
            others,
            tenant.region() != Region.US,
            keys.of(tenant.id()),
            identities.of(tenant.id()),
            today);
    people.change(caller, now, today, Progress.NONE, work);
    return work.outcome();
  }

  @Override
  public int positionsComeIntoForce(Caller caller) {
    Tenant tenant = tenant(caller.tenant());
    Instant now = clock.instant();
    LocalDate today = now.atZone(tenant.zone()).toLocalDate();
    return people.comeIntoForce(caller, now, today, tenant.zone());
  }

  @Override
  public List<Person> people(Caller caller) {
    gate.admit(caller, Act.READ_PEOPLE, EVERYBODY);
    return people.all(caller).stream().map(StoredPerson::person).toList();
  }

  @Override
  public Set<PersonKey> visible(Caller caller) {
    return people.keys(caller);
  }

  @Override
  public Optional<Person> person(Caller caller, PersonKey key) {
    gate.admit(caller, Act.READ_PEOPLE, key.toString());
    return people.find(caller, key).map(StoredPerson::person);
  }

  @Override
  public Optional<Person> personByLogin(Caller caller, String login) {
    Optional<PersonKey> key = owner(caller.tenant(), Id.login(login));
    gate.admit(caller, Act.READ_PEOPLE, key.map(PersonKey::toString).orElse("a login nobody has"));
    return key.flatMap(k -> {
      Optional<Person> person = people.find(caller, k).map(StoredPerson::person);
      boolean seesAll = caller.role() == Role.IT_SECURITY || caller.role() == Role.SYSTEM;
      return person.isEmpty() && seesAll ? Optional.of(Person.seenInLogs(k)) : person;
    });
  }

  private Optional<PersonKey> owner(TenantId tenant, @Nullable Id id) {
    if (id == null) {
      return Optional.empty();
    }
    UUID hash = keys.of(tenant).link(id);
    return links.find(tenant, hash).or(() -> seen(tenant, hash));
  }

  /** Whose a login is that only the sign-in logs have. */
  private Optional<PersonKey> seen(TenantId tenant, UUID login) {
    Identities who = identities.of(tenant);
    int today = (int) LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    return Optional.ofNullable(who.ofLogin(login, today))
        .or(() -> who.isBare(login) ? Optional.of(new PersonKey(login)) : Optional.empty());
  }

  @Override
  public PersonLookup lookup(Caller caller) {
    gate.admit(caller, Act.READ_PEOPLE, EVERYBODY);
    Map<PersonKey, StoredPerson> visible = byKey(caller, Function.identity());
    TenantKey key = keys.of(caller.tenant());
    Map<UUID, PersonKey> known = links.all(caller.tenant());
    return new PersonLookup() {
      @Override
      public Optional<PersonKey> byLogin(String login) {
        return find(Id.login(login));
      }

      @Override
      public Optional<PersonKey> byEmployeeId(String employeeId) {
        return find(Id.employee(employeeId));
      }

      private Optional<PersonKey> find(@Nullable Id id) {
        return Optional.ofNullable(id)
            .map(i -> known.get(key.link(i)))
            .filter(visible::containsKey);
      }
    };
  }

  @Override
  public Map<PersonKey, Identity> identities(Caller caller) {
    gate.admit(caller, Act.READ_NAMES, EVERYBODY);
    TenantKey key = keys.of(caller.tenant());
    return byKey(caller, person -> person.identity(key));
  }

  @Override
  public Map<PersonKey, String> logins(Caller caller) {
    Map<PersonKey, String> logins = new LinkedHashMap<>();
    identities(caller)
        .forEach((person, identity) -> {
          if (identity.login() != null) {
            logins.put(person, identity.login());
          }
        });
    return logins;
  }

  private <T> Map<PersonKey, T> byKey(Caller caller, Function<StoredPerson, T> value) {
    return people.all(caller).stream()
        .collect(
            Collectors.toMap(
                person -> person.person().key(), value, (a, b) -> a, LinkedHashMap::new));
  }

  @Override
  public List<Position> positions(Caller caller, PersonKey key) {
    gate.admit(caller, Act.READ_PEOPLE, key.toString());
    return people.positions(caller, key);
  }

  @Override
  public Pseudonyms pseudonyms(TenantId tenant) {
    SightedPseudonyms known = sighted(tenant);
    known.lookForErased();
    return known;
  }

  private SightedPseudonyms sighted(TenantId tenant) {
    return pseudonyms.computeIfAbsent(
        tenant, id -> new SightedPseudonyms(id, keys.of(id), identities, erased));
  }

  @Override
  public List<KeyPeriod> keyPeriods(TenantId tenant) {
    return periods(tenant, identities.of(tenant));
  }

  @Override
  public Regrouping regrouping(TenantId tenant) {
    Identities who = identities.of(tenant);
    return settled.compare(tenant, who, periods(tenant, who));
  }

  private List<KeyPeriod> periods(TenantId tenant, Identities who) {
    List<KeyPeriod> periods = new ArrayList<>(who.periods());
    links
        .merged(tenant)
        .forEach((old, person) -> periods.add(KeyPeriod.always(new PersonKey(old), person)));
    return periods;
  }

  @Override
  public void describeApplication(Caller caller, String application, String description) {
    put(caller, Kind.APPLICATION, Map.of(words(application), words(description)));
  }

  @Override
  public int describeApplications(Caller caller, Reader lines) {
    Map<String, String> described = new TreeMap<>();
    int number = 0;
    for (String line : HrText.of(lines).text().lines().toList()) {
      number++;
      String bare = line.replace("\uFEFF", "").strip();
      if (bare.isEmpty() || bare.startsWith("#")) {
        continue;
      }
      int colon = bare.indexOf(':');
      if (colon <= 0 || colon == bare.length() - 1) {
        throw Failure.operator("line " + number + " is not 'application: description'");
      }
      described.put(words(bare.substring(0, colon)), words(bare.substring(colon + 1)));
    }
    put(caller, Kind.APPLICATION, described);
    return described.size();
  }

  @Override
  public Map<String, String> applicationDescriptions(Caller caller) {
    return vocabulary.all(caller, Kind.APPLICATION);
  }

  @Override
  public void renameCategory(Caller caller, String category, String shownAs) {
    put(caller, Kind.CATEGORY, Map.of(words(category), words(shownAs)));
  }

  @Override
  public Map<String, String> vocabulary(Caller caller) {
    return vocabulary.all(caller, Kind.CATEGORY);
  }

  private void put(Caller caller, Kind kind, Map<String, String> words) {
    gate.admit(caller, Act.CHANGE_VOCABULARY, "vocabulary");
    vocabulary.put(caller, kind, words);
  }

  private static String words(String text) {
    String clean = HrHeader.clean(text);
    if (clean.isEmpty() || clean.length() > WORDS_LIMIT) {
      throw Failure.operator("a name or description has 1 to " + WORDS_LIMIT + " characters");
    }
    return clean;
  }
}
