package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says who the rows of a file are: by employee id, then by any login, each as the directory or the
 * sign-in logs linked it before. A row nobody knows is somebody new.
 *
 * <p>A login changes hands: it belongs to somebody else in the directory, who has left or goes on
 * under another row of the file. The new holder then gets a key of their own, made of the employee
 * id, and the login from now on. If the old holder is simply gone from the file, the same person
 * got a new employee id.
 */
final class PeopleMatch {
  /** One person and their rows, of which there are several only if each says from when it holds. */
  record Matched(PersonKey key, List<HrRow> rows) {
    /** The row that holds on that day: the last that began, else the first that will. */
    HrRow current(LocalDate day) {
      HrRow current = rows.getFirst();
      for (HrRow row : rows) {
        if (row.effective() != null && !row.effective().isAfter(day)) {
          current = row;
        }
      }
      return current;
    }
  }

  private final TenantKey key;
  private final StoredLinks known;
  private final Map<PersonKey, StoredPerson> stored;
  private final OtherAccounts others;
  private final LocalDate today;
  private final List<Matched> matched = new ArrayList<>();
  private final List<ImportReport.Row> rejected = new ArrayList<>();
  private final List<ImportReport.Row> remarks = new ArrayList<>();
  private final Map<UUID, PersonKey> links = new LinkedHashMap<>();
  private final Map<PersonKey, PersonKey> merged = new LinkedHashMap<>();
  private final Set<PersonKey> taken = new HashSet<>();
  private final Set<UUID> held = new LinkedHashSet<>();
  private final Set<UUID> shared = new LinkedHashSet<>();
  private final Set<Id> employeesOfFile;

  PeopleMatch(
      List<HrRow> rows,
      TenantKey key,
      StoredLinks known,
      Map<PersonKey, StoredPerson> stored,
      OtherAccounts others,
      LocalDate today) {
    this.key = key;
    this.known = known;
    this.stored = stored;
    this.others = others;
    this.today = today;
    employeesOfFile =
        rows.stream()
            .map(row -> Id.employee(row.employeeId()))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Map<Id, Holders> holders = holders(rows);
    for (List<HrRow> person : people(rows)) {
      match(person, holders);
    }
    holders.forEach((login, all) -> {
      if (all.isShared()) {
        shared.add(key.link(login));
      }
    });
  }

  /** A row that is not used, since nothing of whom it names is kept. */
  static ImportReport.Row ofErased(HrRow row) {
    return new ImportReport.Row(row.line(), "is somebody who was erased on request");
  }

  List<Matched> matched() {
    return matched;
  }

  List<ImportReport.Row> rejected() {
    return rejected;
  }

  List<ImportReport.Row> remarks() {
    return remarks;
  }

  Map<UUID, PersonKey> links() {
    return links;
  }

  PeopleChanges.Logins logins() {
    return new PeopleChanges.Logins(held, shared);
  }

  Map<PersonKey, PersonKey> merged() {
    return merged;
  }

  /** Rows of one employee id together; of rows that contradict each other the first stays. */
  private List<List<HrRow>> people(List<HrRow> rows) {
    Map<Id, List<HrRow>> people = new LinkedHashMap<>();
    for (HrRow row : rows) {
      Id id = identifying(row);
      List<HrRow> before = people.computeIfAbsent(id, unused -> new ArrayList<>());
      boolean another =
          row.effective() != null
              && before.stream()
                  .allMatch(b -> b.effective() != null && !b.effective().equals(row.effective()));
      if (before.isEmpty() || another) {
        before.add(row);
      } else {
        String which = id.kind() == Id.Kind.EMPLOYEE ? row.employeeId() : row.login();
        rejected.add(
            new ImportReport.Row(
                row.line(),
                what(id) + " " + which + " is in line " + before.getFirst().line() + " already"));
      }
    }
    people
        .values()
        .forEach(person ->
            person.sort(
                Comparator.comparing(
                    HrRow::effective, Comparator.nullsFirst(Comparator.naturalOrder()))));
    return List.copyOf(people.values());
  }

  /** Who claims a login within the file. */
  private static final class Holders {
    private HrRow first;
    private boolean shared;

    private Holders(HrRow first) {
      this.first = first;
    }

    HrRow first() {
      return first;
    }

    /** Whether it is a mailbox of several people, and so nobody's. */
    boolean isShared() {
      return shared;
    }
  }

  /**
   * Whose each login is within the file: of those who claim one, whoever still works here, of
   * leavers whoever left last. If that is several people with numbers and names of their own, it is
   * nobody's.
   */
  private Map<Id, Holders> holders(List<HrRow> rows) {
    Map<Id, Holders> holders = new LinkedHashMap<>();
    for (HrRow row : rows) {
      for (String login : row.logins()) {
        Id id = Objects.requireNonNull(Id.login(login));
        Holders before = holders.get(id);
        if (before == null) {
          holders.put(id, new Holders(row));
          continue;
        }
        int stays = Integer.compare(lastDay(row), lastDay(before.first));
        if (stays > 0) {
          before.first = row;
          before.shared = false;
        } else if (stays == 0 && areTwo(row, before.first)) {
          before.shared = true;
        }
      }
    }
    return holders;
  }

  private int lastDay(HrRow row) {
    if (!left(row)) {
      return Holding.ALWAYS;
    }
    return row.endDate() == null ? Holding.NEVER : (int) row.endDate().toEpochDay();
  }

  private static boolean areTwo(HrRow one, HrRow other) {
    Id first = Id.employee(one.employeeId());
    Id second = Id.employee(other.employeeId());
    return first != null
        && second != null
        && !first.equals(second)
        && !Objects.equals(one.displayName(), other.displayName());
  }

  private boolean left(HrRow row) {
    return row.inactive() || (row.endDate() != null && row.endDate().isBefore(today));
  }

  private void match(List<HrRow> all, Map<Id, Holders> holders) {
    Id employee = Id.employee(all.getFirst().employeeId());
    Set<Id> logins = new LinkedHashSet<>();
    List<HrRow> rows = new ArrayList<>();
    for (HrRow each : all) {
      List<String> free = new ArrayList<>();
      for (String login : each.logins()) {
        Id id = Objects.requireNonNull(Id.login(login));
        Holders holder = Objects.requireNonNull(holders.get(id));
        boolean own = identifying(holder.first()).equals(identifying(each));
        if (holder.isShared() && employee != null) {
          remarks.add(
              new ImportReport.Row(
                  each.line(),
                  "used without " + login + ", which several people of the file have"));
        } else if (own) {
          logins.add(id);
          free.add(login);
        } else if (contradicts(each, holder.first(), login)) {
          String reason = "login " + login + " is in line " + holder.first().line() + " already";
          all.forEach(r -> rejected.add(new ImportReport.Row(r.line(), reason)));
          return;
        } else {
          free.add(login);
          remarks.add(
              new ImportReport.Row(
                  each.line(),
                  "used without "
                      + login
                      + ", which is of the person in line "
                      + holder.first().line()));
        }
      }
      rows.add(each.with(free));
    }
    HrRow row = rows.getFirst();
    PersonKey person = find(employee, row.accounts(), logins);
    if (person == null) {
      rows.forEach(r ->
          rejected.add(
              new ImportReport.Row(r.line(), "is somebody whom another line names already")));
      return;
    }
    if (known.isErased(person)) {
      rows.forEach(r -> rejected.add(ofErased(r)));
      return;
    }
    taken.add(person);
    matched.add(new Matched(person, List.copyOf(rows)));
    List<Id> ids = new ArrayList<>(row.accounts());
    Stream.ofNullable(employee).forEach(ids::add);
    ids.addAll(logins);
    link(person, ids, row.line());
  }

  /** Two who both work here cannot sign in as one; a second address may be a shared mailbox. */
  private boolean contradicts(HrRow row, HrRow holder, String login) {
    return login.equals(row.login()) && left(row) == left(holder);
  }

  private @Nullable PersonKey find(@Nullable Id employee, List<Id> accounts, Set<Id> logins) {
    List<PersonKey> candidates = new ArrayList<>();
    accounts.stream()
        .map(account -> known.known(List.of(account)))
        .filter(Objects::nonNull)
        .forEach(candidates::add);
    PersonKey byEmployee = employee == null ? null : known.known(List.of(employee));
    if (byEmployee != null) {
      candidates.add(byEmployee);
    }
    for (Id login : logins) {
      PersonKey byLogin = known.known(List.of(login));
      if (byLogin != null
          && !others.held(byLogin)
          && !isSomebodyElse(stored.get(byLogin), employee)
          && !isPassedOn(byLogin, employee, byEmployee)) {
        candidates.add(byLogin);
      }
    }
    // Somebody of the directory before somebody whom only the sign-in logs know.
    candidates.sort(Comparator.comparing(candidate -> stored.containsKey(candidate) ? 0 : 1));
    if (logins.isEmpty()) {
      candidates.add(key.person(Objects.requireNonNull(employee)));
    } else {
      PersonKey ofLogin = key.person(logins.iterator().next());
      if (!stored.containsKey(ofLogin) && !isPassedOn(ofLogin, employee, byEmployee)) {
        candidates.add(ofLogin);
      }
      if (employee != null) {
        candidates.add(key.person(employee));
      }
    }
    accounts.stream().map(key::person).forEach(candidates::add);
    return candidates.stream()
        .filter(candidate -> !taken.contains(candidate) && !merged.containsKey(candidate))
        .filter(candidate -> !others.hold(candidate))
        .findFirst()
        .orElse(null);
  }

  /** The login of somebody erased, now that of an employee whose number nobody erased had. */
  private boolean isPassedOn(
      PersonKey holder, @Nullable Id employee, @Nullable PersonKey byEmployee) {
    return employee != null && known.isErased(holder) && !holder.equals(byEmployee);
  }

  private boolean isSomebodyElse(@Nullable StoredPerson holder, @Nullable Id employee) {
    if (holder == null || employee == null) {
      return false;
    }
    Id theirs = Id.employee(holder.identity(key).employeeId());
    if (theirs == null || theirs.equals(employee)) {
      return false;
    }
    LocalDate end = holder.person().endDate();
    return employeesOfFile.contains(theirs) || (end != null && end.isBefore(today));
  }

  private void link(PersonKey person, List<Id> ids, long line) {
    for (Id id : ids) {
      PersonKey before = known.known(List.of(id));
      links.put(key.link(id), person);
      if (id.kind() == Id.Kind.LOGIN) {
        held.add(key.link(id));
      }
      if (before == null || before.equals(person)) {
        continue;
      }
      if (stored.containsKey(before)) {
        remarks.add(
            new ImportReport.Row(
                line, "takes over the " + what(id) + " of another person of the directory"));
      } else if (!taken.contains(before) && !known.isErased(before)) {
        // The other ids of somebody who was erased stay theirs.
        merged.put(before, person);
      }
    }
  }

  private static Id identifying(HrRow row) {
    Id employee = Id.employee(row.employeeId());
    return employee != null ? employee : Objects.requireNonNull(Id.login(row.login()));
  }

  private static String what(Id id) {
    return id.kind() == Id.Kind.EMPLOYEE ? "employee id" : "login";
  }
}
