package com.orgscope.directory;

import com.orgscope.directory.DirectoryGate.Act;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who works at a tenant. What a caller gets is what their rows are: IT/Security everybody, a
 * manager their direct reports and themselves, an employee themselves. A CEO or an auditor who asks
 * for people is refused with a {@code Failure} for the operator, and so is anybody who asks for
 * what their role may not do. Every read of personal data passes the {@link DirectoryGate} first.
 */
@Component
public final class People {
  private static final String EVERYBODY = "people";

  private final Tenants tenants;
  private final PersonStore store;
  private final LinkStore links;
  private final IdentityStore identities;
  private final IdentityResolution resolution;
  private final TenantKeys keys;
  private final DirectoryGate gate;
  private final InstantSource clock;

  People(
      Tenants tenants,
      PersonStore store,
      LinkStore links,
      IdentityStore identities,
      IdentityResolution resolution,
      TenantKeys keys,
      DirectoryGate gate,
      InstantSource clock) {
    this.tenants = tenants;
    this.store = store;
    this.links = links;
    this.identities = identities;
    this.resolution = resolution;
    this.keys = keys;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * Reads people from a file of an HR system. The encoding (UTF-8, UTF-16 with a mark, else Windows
   * Latin-1), the separator, and the headers of the usual HR systems are recognized. A person who
   * is in the directory is updated, a new one added; somebody the file does not name stays as they
   * are, since a file may hold one department only. All or nothing is stored.
   *
   * @return how each row ended; rows that could not be used are listed with their line and reason
   * @throws com.orgscope.kernel.Failure for the operator, if the file cannot be read or none of its
   *     first lines is a header that names an employee id or a login
   */
  public ImportReport importCsv(Caller caller, Path csv, Progress progress) {
    return importText(caller, () -> HrText.of(csv), null, progress);
  }

  /** As {@link #importCsv(Caller, Path, Progress)}, of text that is decoded already. */
  public ImportReport importCsv(Caller caller, Reader csv, Progress progress) {
    return importText(caller, () -> HrText.of(csv), null, progress);
  }

  /**
   * What {@link #importCsv(Caller, Path, Progress)} would do now; nothing is written but that
   * somebody looked.
   */
  public ImportPreview preview(Caller caller, Path csv) {
    return preview(caller, () -> HrText.of(csv));
  }

  /**
   * As {@link #preview(Caller, Path)}.
   *
   * @param name what the file is called where it is refused
   */
  public ImportPreview preview(Caller caller, byte[] csv, String name) {
    return preview(caller, () -> HrText.of(csv, name));
  }

  private ImportPreview preview(Caller caller, Supplier<HrText> text) {
    Tenant tenant = tenants.get(caller.tenant());
    gate.admit(caller, Act.CHANGE_PEOPLE, "people, by a file that is only looked at");
    Reading reading = reading(tenant, text.get());
    return store.look(caller, view -> reading.of(view).preview());
  }

  /**
   * Reads a file if it does what was previewed, and nothing else.
   *
   * @param digest as the preview has it
   * @throws com.orgscope.kernel.Failure for the operator, if it would do anything else by now;
   *     nothing is written then
   */
  public ImportReport importPreviewed(Caller caller, Path csv, String digest, Progress progress) {
    return importText(caller, () -> HrText.of(csv), digest, progress);
  }

  /** As {@link #importPreviewed(Caller, Path, String, Progress)}. */
  public ImportReport importPreviewed(
      Caller caller, byte[] csv, String name, String digest, Progress progress) {
    return importText(caller, () -> HrText.of(csv, name), digest, progress);
  }

  private ImportReport importText(
      Caller caller, Supplier<HrText> text, @Nullable String digest, Progress progress) {
    Tenant tenant = tenants.get(caller.tenant());
    gate.admit(
        caller, Act.CHANGE_PEOPLE, digest == null ? EVERYBODY : EVERYBODY + ", preview " + digest);
    HrText file = text.get();
    resolution.saveSightings(caller.tenant());
    Reading reading = reading(tenant, file);
    AtomicReference<PeopleImport> done = new AtomicReference<>();
    Set<PersonKey> erased =
        store.change(
            caller,
            reading.now,
            reading.today,
            progress,
            view -> {
              PeopleImport found = reading.of(view);
              PeopleChanges changes = found.changes();
              if (digest != null && !changes.digest().equals(digest)) {
                throw Failure.operator(
                    "the file would not do what was previewed: the directory has changed since, another"
                        + " day has begun, or it is another file; preview it again");
              }
              done.set(found);
              return changes;
            });
    return Objects.requireNonNull(done.get()).report(erased);
  }

  private Reading reading(Tenant tenant, HrText text) {
    Instant now = clock.instant();
    return new Reading(
        PeopleImport.Input.of(PeopleFile.of(text)),
        // Numbers alone do not tell March from April; Americans write the month first.
        tenant.region() != Region.US,
        keys.of(tenant.id()),
        identities.of(tenant.id()),
        now,
        now.atZone(tenant.zone()).toLocalDate());
  }

  /** A file, at one moment. */
  private record Reading(
      PeopleImport.Input input,
      boolean dayFirst,
      TenantKey key,
      Identities who,
      Instant now,
      LocalDate today) {
    PeopleImport of(PersonStore.View view) {
      return new PeopleImport(
          input,
          dayFirst,
          key,
          // Whoever was erased since has no row any more, and must not get one.
          new StoredLinks(key, view.links(), view.erased(), who, today),
          view.everybody(),
          today);
    }
  }

  /**
   * Puts one person, by the rules of an import: who they are, whose a login is, how a name rests. A
   * manager whom nobody knows yet is set when they come, as of the day this was said. What has an
   * effective date to come holds from that day on.
   *
   * @param others what else its source knows of its accounts
   */
  public PersonChange put(Caller caller, PersonEntry entry, OtherAccounts others) {
    Tenant tenant = tenants.get(caller.tenant());
    gate.admit(caller, Act.CHANGE_PEOPLE, "one person");
    Instant now = clock.instant();
    LocalDate today = now.atZone(tenant.zone()).toLocalDate();
    resolution.saveSightings(tenant.id());
    PersonImport work =
        new PersonImport(
            entry,
            others,
            tenant.region() != Region.US,
            keys.of(tenant.id()),
            identities.of(tenant.id()),
            today);
    return work.outcome(store.change(caller, now, today, Progress.NONE, work));
  }

  /**
   * Gives everybody the title, department and manager whose day has come. Again changes nothing.
   *
   * @return how many people changed
   */
  public int positionsComeIntoForce(Caller caller) {
    Tenant tenant = tenants.get(caller.tenant());
    Instant now = clock.instant();
    LocalDate today = now.atZone(tenant.zone()).toLocalDate();
    return store.comeIntoForce(caller, now, today, tenant.zone());
  }

  /** The people whose rows the caller has, by key. */
  public List<Person> all(Caller caller) {
    return rows(caller, Act.READ_PEOPLE).stream().map(StoredPerson::person).toList();
  }

  /** Who was put into another department from a day on, as far as positions say since when. */
  public List<DepartmentChange> departmentChanges(Caller caller, LocalDate since) {
    return gate.read(
        caller,
        Act.READ_PEOPLE,
        EVERYBODY,
        () -> store.departmentChanges(caller, since),
        DepartmentChange::person);
  }

  /** Who is whose direct report from when to when, days to come included. */
  public List<ReportingPeriod> reporting(Caller caller) {
    return gate.read(
        caller, Act.READ_PEOPLE, EVERYBODY, () -> store.reporting(caller), ReportingPeriod::person);
  }

  /**
   * Everybody with title, department, division and manager of that day, where it is known what they
   * were.
   */
  public List<Person> asOf(Caller caller, LocalDate day) {
    List<Person> now = all(caller);
    Map<PersonKey, Position> then = store.positionsOn(caller, day);
    return now.stream().map(person -> person.in(then.get(person.key()))).toList();
  }

  /**
   * The keys of the people whose rows the caller has. A key alone says nothing of anybody, so this
   * passes no gate; for a CEO or an auditor it is empty.
   */
  public Set<PersonKey> visible(Caller caller) {
    return store.keys(caller);
  }

  /**
   * A text that is another whenever somebody is added, changed or gone, for callers who have
   * everybody's rows: what was worked out of all of them still holds while it is the same. It names
   * nobody.
   */
  public String version(Caller caller) {
    return store.version(caller);
  }

  /** How many these are; it passes no gate either, since it names nobody. */
  public Headcount headcount(Caller caller) {
    return store.headcount(caller);
  }

  /** One person of the directory, if the caller has the row. */
  public Optional<Person> find(Caller caller, PersonKey key) {
    gate.admit(caller, Act.READ_PEOPLE, key.toString());
    Optional<Person> found = store.find(caller, key).map(StoredPerson::person);
    if (found.isEmpty()) {
      gate.missed(caller, Act.READ_PEOPLE, key);
    }
    return found;
  }

  /**
   * By any login the person has or had, in any case of letters. IT/Security also finds somebody
   * whom only sign-in logs know, as a person with a key and nothing else.
   */
  public Optional<Person> byLogin(Caller caller, String login) {
    Optional<PersonKey> key = owner(caller.tenant(), Id.login(login));
    gate.admit(caller, Act.READ_PEOPLE, key.map(PersonKey::toString).orElse("a login nobody has"));
    return key.flatMap(k -> {
      Optional<Person> person = store.find(caller, k).map(StoredPerson::person);
      boolean seesAll = caller.role() == Role.IT_SECURITY || caller.role() == Role.SYSTEM;
      if (person.isEmpty() && !seesAll) {
        gate.missed(caller, Act.READ_PEOPLE, k);
      }
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

  /** Finds many people with one entry in the audit log. */
  public PersonLookup lookup(Caller caller) {
    Map<PersonKey, StoredPerson> visible =
        byKey(rows(caller, Act.READ_PEOPLE), Function.identity());
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

  /** The names of the people whose rows the caller has, decrypted. */
  public Map<PersonKey, Identity> identities(Caller caller) {
    TenantKey key = keys.of(caller.tenant());
    return byKey(rows(caller, Act.READ_NAMES), person -> person.identity(key));
  }

  /** The current logins of the people whose rows the caller has, decrypted. */
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

  /** The current login of one person, decrypted, if the caller has the row. */
  public Optional<String> login(Caller caller, PersonKey key) {
    gate.admit(caller, Act.READ_NAMES, key.toString());
    TenantKey names = keys.of(caller.tenant());
    return store.find(caller, key).map(person -> person.identity(names).login());
  }

  /**
   * The names of whoever calls, decrypted; empty if the directory has them not. It passes no gate:
   * whoever gives them out writes that down.
   */
  public Optional<Identity> own(Caller caller) {
    PersonKey person = caller.person();
    return person == null
        ? Optional.empty()
        : store.find(caller, person).map(stored -> stored.identity(keys.of(caller.tenant())));
  }

  private List<StoredPerson> rows(Caller caller, Act act) {
    return gate.read(caller, act, EVERYBODY, () -> store.all(caller), row -> row.person().key());
  }

  private static <T> Map<PersonKey, T> byKey(
      List<StoredPerson> rows, Function<StoredPerson, T> value) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                person -> person.person().key(), value, (a, b) -> a, LinkedHashMap::new));
  }
}
