package com.orgscope.directory;

import com.orgscope.directory.HrRow.ManagerReference;
import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One import, from rows to what is written: who each row is, who their manager is, what changed.
 * Nothing is read or written here; the directory gives what it knows and stores what comes out.
 */
final class PeopleImport {
  private final HrHeader header;
  private final TenantKey key;
  private final LocalDate today;
  private final Map<PersonKey, StoredPerson> stored;
  private final PeopleMatch match;
  private final ManagerSearch managers;
  private final List<ImportReport.Row> rejected = new ArrayList<>();
  private final List<ImportReport.Row> remarks = new ArrayList<>();

  /** The managers found for the people of the file. */
  private final Map<PersonKey, PersonKey> managerOf = new HashMap<>();

  private final List<StoredPerson> people = new ArrayList<>();
  private final List<PeopleChanges.Held> positions = new ArrayList<>();
  private final Map<PersonKey, LocalDate> restated = new HashMap<>();
  private final List<PeopleChanges.Awaited> awaited = new ArrayList<>();
  private int joined;
  private int left;
  private int changed;
  private int same;
  private int imported;
  private int updated;
  private int unchanged;

  /** What is imported: a file of many people, or one person who has accounts elsewhere. */
  record Input(PeopleFile file, List<Id> accounts, OtherAccounts others) {
    static Input of(PeopleFile file) {
      return new Input(file, List.of(), OtherAccounts.NONE);
    }
  }

  PeopleImport(
      Input input,
      boolean dayFirst,
      TenantKey key,
      StoredLinks links,
      List<StoredPerson> everybody,
      LocalDate today) {
    this.header = input.file().header();
    HrRows file = new HrRows(input.file(), dayFirst, input.accounts());
    this.key = key;
    this.today = today;
    stored = everybody.stream().collect(Collectors.toMap(p -> p.person().key(), p -> p));
    rejected.addAll(file.rejected());
    remarks.addAll(file.remarks());
    match = new PeopleMatch(file.rows(), key, links, stored, input.others(), today);
    rejected.addAll(match.rejected());
    remarks.addAll(match.remarks());
    managers = new ManagerSearch(match.matched(), key, links, stored);
    match.matched().forEach(this::findManager);
    cutCircles();
    match.matched().forEach(this::compare);
  }

  PeopleChanges changes() {
    List<PersonKey> told =
        saysManager() ? match.matched().stream().map(PeopleMatch.Matched::key).toList() : List.of();
    return new PeopleChanges(
        people,
        positions,
        match.links(),
        match.logins(),
        match.merged(),
        restated,
        new PeopleChanges.Managers(told, awaited));
  }

  /**
   * How the rows ended.
   *
   * @param erased who was to be erased before they were written: their rows were not used
   */
  ImportReport report(Set<PersonKey> erased) {
    List<ImportReport.Row> refused = new ArrayList<>(rejected);
    int rows = rejected.size();
    int gone = 0;
    int notCome = 0;
    for (PeopleMatch.Matched matched : match.matched()) {
      // Of somebody's several positions each row counts, as what became of the person.
      int theirs = matched.rows().size();
      rows += theirs;
      if (erased.contains(matched.key())) {
        gone += stored.containsKey(matched.key()) ? theirs : 0;
        notCome += stored.containsKey(matched.key()) ? 0 : theirs;
        matched.rows().forEach(row -> refused.add(PeopleMatch.ofErased(row)));
      }
    }
    Comparator<ImportReport.Row> byLine = Comparator.comparingLong(ImportReport.Row::line);
    refused.sort(byLine);
    remarks.sort(byLine);
    return new ImportReport(rows, imported - notCome, updated - gone, unchanged, refused, remarks);
  }

  ImportPreview preview() {
    return new ImportPreview(changes().digest(), joined, left, changed, same, report(Set.of()));
  }

  /** Who the only person of the import is; empty if they were refused. */
  Optional<PersonKey> only() {
    return match.matched().stream().map(PeopleMatch.Matched::key).findFirst();
  }

  private void findManager(PeopleMatch.Matched matched) {
    HrRow row = matched.current(today);
    ManagerReference reference = row.manager();
    PersonKey manager = null;
    if (reference != null) {
      ManagerSearch.Found found = managers.find(reference);
      manager = found.manager();
      if (manager == null) {
        remarks.add(
            new ImportReport.Row(
                row.line(), "manager '" + reference.shown() + "' " + found.reason()));
        awaited.add(
            new PeopleChanges.Awaited(
                matched.key(),
                reference.ids().stream().map(key::link).distinct().toList(),
                Objects.requireNonNullElse(row.effective(), today)));
      }
    } else if (!saysManager()) {
      StoredPerson before = stored.get(matched.key());
      manager = before == null ? null : before.person().manager();
    }
    // Those at the top are often entered as their own manager.
    if (manager != null && !manager.equals(matched.key())) {
      managerOf.put(matched.key(), manager);
    }
  }

  private boolean saysManager() {
    return Stream.of(
            HrColumn.MANAGER_ID,
            HrColumn.MANAGER_ROW_ID,
            HrColumn.MANAGER_MAIL,
            HrColumn.MANAGER_NAME)
        .anyMatch(header::has);
  }

  /**
   * Of people who manage each other in a circle the one furthest down the file loses the manager.
   */
  private void cutCircles() {
    ReportingLines lines = new ReportingLines();
    stored.values().forEach(p -> lines.put(p.person().key(), p.person().manager()));
    Map<PersonKey, Long> lineOf = new LinkedHashMap<>();
    for (PeopleMatch.Matched matched : match.matched()) {
      lines.put(matched.key(), managerOf.get(matched.key()));
      lineOf.put(matched.key(), matched.current(today).line());
    }
    for (List<PersonKey> circle : lines.circles(lineOf.keySet())) {
      TreeMap<Long, PersonKey> inFile = new TreeMap<>();
      for (PersonKey person : circle) {
        Long line = lineOf.get(person);
        if (line != null) {
          inFile.put(line, person);
        }
      }
      if (!inFile.isEmpty()) {
        managerOf.remove(inFile.lastEntry().getValue());
        remarks.add(
            new ImportReport.Row(
                inFile.lastKey(),
                "manager left empty: the people of lines "
                    + inFile.keySet().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))
                    + " would manage each other in a circle"));
      }
    }
  }

  private void compare(PeopleMatch.Matched matched) {
    HrRow row = matched.current(today);
    StoredPerson before = stored.get(matched.key());
    Person said = person(matched.key(), row, before == null ? null : before.person());
    Person person = before == null ? said : until(row, said, before.person());
    Identity identity = identity(row, before == null ? null : before.identity(key));
    UUID content = content(matched, person, identity);
    int rows = matched.rows().size();
    if (before == null) {
      imported += rows;
      joined++;
    } else {
      updated += rows;
      if (before.content().equals(content)) {
        unchanged += rows;
        same++;
        return;
      }
      changed++;
      left += before.person().worksOn(today) && !person.worksOn(today) ? 1 : 0;
    }
    people.add(StoredPerson.seal(person, identity, key, content));
    if (row.effective() != null) {
      restate(matched, said);
    } else if (before == null || !samePosition(person, before.person())) {
      hold(person, before == null && row.hireDate() != null ? row.hireDate() : today);
    }
  }

  /** What begins later leaves the position somebody has as it is until then. */
  private Person until(HrRow row, Person said, Person before) {
    if (row.effective() == null || !row.effective().isAfter(today)) {
      return said;
    }
    return new Person(
        said.key(),
        before.title(),
        before.department(),
        before.division(),
        said.hireDate(),
        said.endDate(),
        before.manager(),
        said.hasReports(),
        said.location());
  }

  /** The file says from when each of its positions holds, so what was guessed before goes. */
  private void restate(PeopleMatch.Matched matched, Person said) {
    HrRow current = matched.current(today);
    for (HrRow row : matched.rows()) {
      LocalDate since = Objects.requireNonNullElse(row.effective(), today);
      restated.merge(matched.key(), since, (a, b) -> a.isBefore(b) ? a : b);
      if (row == current) {
        hold(said, since);
        continue;
      }
      ManagerReference reference = row.manager();
      PersonKey held = reference == null ? null : managers.find(reference).manager();
      positions.add(
          new PeopleChanges.Held(
              matched.key(),
              new Position(since, row.title(), row.department(), row.division(), held)));
    }
  }

  private void hold(Person person, LocalDate since) {
    positions.add(
        new PeopleChanges.Held(
            person.key(),
            new Position(
                since, person.title(), person.department(), person.division(), person.manager())));
  }

  private static boolean samePosition(Person a, Person b) {
    return Objects.equals(a.title(), b.title())
        && Objects.equals(a.department(), b.department())
        && Objects.equals(a.division(), b.division())
        && Objects.equals(a.manager(), b.manager());
  }

  /** What the row says; a column the file does not have leaves what was known. */
  private Person person(PersonKey person, HrRow row, @Nullable Person before) {
    LocalDate end =
        said(row.endDate(), before == null ? null : before.endDate(), HrColumn.END_DATE);
    if (end == null && row.inactive()) {
      LocalDate known = before == null ? null : before.endDate();
      end = known == null || known.isAfter(today) ? today : known;
    }
    return new Person(
        person,
        said(row.title(), before == null ? null : before.title(), HrColumn.TITLE),
        department(row, before),
        said(row.division(), before == null ? null : before.division(), HrColumn.DIVISION),
        said(row.hireDate(), before == null ? null : before.hireDate(), HrColumn.HIRE_DATE),
        end,
        managerOf.get(person),
        before != null && before.hasReports(),
        said(row.location(), before == null ? null : before.location(), HrColumn.LOCATION));
  }

  /** A division stands for the department only as long as nobody named one. */
  private @Nullable String department(HrRow row, @Nullable Person before) {
    String known = before == null ? null : before.department();
    boolean named = before != null && known != null && !known.equals(before.division());
    return !named && header.has(HrColumn.DIVISION)
        ? row.department()
        : said(
            row.department(),
            known,
            HrColumn.DEPARTMENT,
            HrColumn.COST_CENTER,
            HrColumn.ORGANIZATION);
  }

  private static Identity identity(HrRow row, @Nullable Identity before) {
    return new Identity(
        row.employeeId() == null && before != null ? before.employeeId() : row.employeeId(),
        row.login() == null && before != null ? before.login() : row.login(),
        row.displayName() == null && before != null ? before.displayName() : row.displayName());
  }

  private <T> @Nullable T said(@Nullable T now, @Nullable T before, HrColumn... columns) {
    return Stream.of(columns).anyMatch(header::has) ? now : before;
  }

  private UUID content(PeopleMatch.Matched matched, Person person, Identity identity) {
    StringJoiner facts = new StringJoiner("\u001f", "row:", "");
    Stream.of(
            identity.employeeId(),
            identity.login(),
            identity.displayName(),
            person.title(),
            person.department(),
            person.hireDate(),
            person.endDate(),
            person.manager(),
            person.location())
        .forEach(fact -> facts.add(String.valueOf(fact)));
    // Only where there is one, so that who was imported before there were divisions is unchanged.
    Stream.ofNullable(person.division()).map("division "::concat).forEach(facts::add);
    for (HrRow row : matched.rows()) {
      facts.add(String.valueOf(row.logins()));
      if (row.effective() != null) {
        facts.add(row.effective() + "/" + row.title() + "/" + row.department());
        Stream.ofNullable(row.division()).forEach(facts::add);
        facts.add(row.manager() == null ? "" : row.manager().shown());
      }
    }
    return key.hash(facts.toString());
  }
}
