package com.orgscope.directory;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An import of one person: it reads whom their ids may mean and those above them, and nobody else.
 */
final class PersonImport implements Function<PersonStore.View, PeopleChanges> {
  private final PersonEntry entry;
  private final OtherAccounts others;
  private final boolean dayFirst;
  private final TenantKey key;
  private final Identities who;
  private final LocalDate today;
  private @Nullable PeopleImport done;

  PersonImport(
      PersonEntry entry,
      OtherAccounts others,
      boolean dayFirst,
      TenantKey key,
      Identities who,
      LocalDate today) {
    this.who = who;
    this.entry = entry;
    this.others = others;
    this.dayFirst = dayFirst;
    this.key = key;
    this.today = today;
  }

  @Override
  public PeopleChanges apply(PersonStore.View view) {
    PeopleFile file = PeopleFile.of(entry);
    List<Id> accounts =
        entry.accounts().stream()
            .map(account -> Id.provider(account.provider(), account.id()))
            .filter(Objects::nonNull)
            .toList();
    Set<Id> ids = new LinkedHashSet<>(accounts);
    Set<PersonKey> people = new HashSet<>();
    for (HrRow row : new HrRows(file, dayFirst).rows()) {
      Stream.ofNullable(Id.employee(row.employeeId())).forEach(ids::add);
      row.logins().stream().map(Id::login).filter(Objects::nonNull).forEach(ids::add);
      ids.stream().map(key::person).forEach(people::add);
      if (row.manager() != null) {
        ids.addAll(row.manager().ids());
      }
    }
    Map<UUID, PersonKey> links = view.links(ids.stream().map(key::link).toList());
    people.addAll(links.values());
    Set<PersonKey> erased = view.erased();
    StoredLinks known = new StoredLinks(key, links, erased, who, today);
    PeopleImport found =
        new PeopleImport(
            new PeopleImport.Input(file, accounts, others),
            dayFirst,
            key,
            known,
            view.andAbove(people),
            today);
    done = found;
    return found.changes();
  }

  /**
   * @param erased who was to be erased before it was written
   */
  PersonChange outcome(Set<PersonKey> erased) {
    return finished()
        .only()
        .filter(person -> !erased.contains(person))
        .<PersonChange>map(PersonChange.Kept::new)
        .orElseGet(() -> new PersonChange.Refused(reason(erased)));
  }

  private String reason(Set<PersonKey> erased) {
    List<ImportReport.Row> rejected = new ArrayList<>(finished().report(erased).rejected());
    return rejected.isEmpty() ? "says of nobody anything" : rejected.getFirst().reason();
  }

  private PeopleImport finished() {
    if (done == null) {
      throw Failure.bug("an import that did not run was asked for what it did", null);
    }
    return done;
  }
}
