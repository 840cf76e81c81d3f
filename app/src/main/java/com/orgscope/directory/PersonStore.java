package com.orgscope.directory;

import com.orgscope.directory.Tombstones.Hiding;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People and what they were when. Rows are narrowed by the database to those the caller has. */
@Component
final class PersonStore {
  private static final int ROWS_PER_STATEMENT = 2_000;

  /**
   * Of rows named {@code new}, those of nobody who is marked as erased when the statement begins:
   * whoever is being erased has no row any more for whoever imports, and one that may not be seen
   * would refuse all others of the statement.
   */
  private static final String NOT_ERASED =
      """
      NOT EXISTS (SELECT FROM directory.erased e WHERE e.person = new.person)
        AND NOT EXISTS (SELECT FROM directory.erased e
          WHERE e.digest = (SELECT sha256(k.salt || uuid_send(new.person)) FROM directory.tombstone_key k))
      """;

  private static final String COLUMNS =
      """
      SELECT person, employee_id, login, display_name, title, department, division, location,
             hire_date, end_date, manager, has_reports, content
      FROM directory.person
      """;

  private final Database database;
  private final Tombstones tombstones;

  PersonStore(Database database, Tombstones tombstones) {
    this.database = database;
    this.tombstones = tombstones;
  }

  List<StoredPerson> all(Caller caller) {
    return database.inTransactionAs(
        caller, sql -> sql.sql(COLUMNS + "ORDER BY person").query(PersonStore::person).list());
  }

  Set<PersonKey> keys(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            new TreeSet<>(
                sql.sql("SELECT person FROM directory.person")
                    .query((row, number) -> new PersonKey(row.getObject("person", UUID.class)))
                    .list()));
  }

  /** Another text whenever somebody of the caller's rows is added, changed or gone. */
  String version(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0)
                    FROM directory.person
                    """)
                .query(String.class)
                .single());
  }

  Headcount headcount(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT count(*), count(DISTINCT department),
                           count(*) FILTER (WHERE department IS NULL),
                           count(*) FILTER (WHERE manager IS NULL)
                    FROM directory.person
                    """)
                .query((row, number) ->
                    new Headcount(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
                .single());
  }

  Optional<StoredPerson> find(Caller caller, PersonKey key) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(COLUMNS + "WHERE person = ?")
                .param(key.value())
                .query(PersonStore::person)
                .optional());
  }

  /** As far as there is a row of theirs. */
  List<StoredPerson> find(Caller caller, Set<PersonKey> keys) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(COLUMNS + "WHERE person = ANY (?::uuid[])")
                .param(keys.stream().map(PersonKey::toString).toArray(String[]::new))
                .query(PersonStore::person)
                .list());
  }

  /** Of positions that follow one in another department, or in none. */
  List<DepartmentChange> departmentChanges(Caller caller, LocalDate since) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT person, valid_from FROM (
                      SELECT person, valid_from, department,
                        lag(department) OVER earlier AS before, lag(valid_from) OVER earlier AS held
                      FROM directory.position
                      WINDOW earlier AS (PARTITION BY person ORDER BY valid_from)
                    ) AS p
                    WHERE held IS NOT NULL AND department IS DISTINCT FROM before
                      AND valid_from >= ?
                    ORDER BY valid_from, person
                    """)
                .param(since)
                .query((row, number) ->
                    new DepartmentChange(
                        new PersonKey(row.getObject("person", UUID.class)),
                        row.getObject("valid_from", LocalDate.class)))
                .list());
  }

  /** Who reported, reports or will report to whom, by the positions of everybody the caller has. */
  List<ReportingPeriod> reporting(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT person, manager, valid_from, until FROM (
                      SELECT person, manager, valid_from,
                        lead(valid_from) OVER (PARTITION BY person ORDER BY valid_from) AS until
                      FROM directory.position
                    ) AS p
                    WHERE manager IS NOT NULL ORDER BY person, valid_from
                    """)
                .query((row, number) ->
                    new ReportingPeriod(
                        new PersonKey(row.getObject("person", UUID.class)),
                        new PersonKey(row.getObject("manager", UUID.class)),
                        row.getObject("valid_from", LocalDate.class),
                        Optional.ofNullable(row.getObject("until", LocalDate.class))
                            .orElse(KeyPeriod.END)))
                .list());
  }

  /** What people were on a day, of whom it is known. */
  Map<PersonKey, Position> positionsOn(Caller caller, LocalDate day) {
    Map<PersonKey, Position> positions = new HashMap<>();
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT DISTINCT ON (person) person, valid_from, title, department, division, manager
                    FROM directory.position
                    WHERE valid_from <= ? ORDER BY person, valid_from DESC
                    """)
                .param(day)
                .query((row, number) ->
                    positions.put(
                        new PersonKey(row.getObject("person", UUID.class)), position(row)))
                .list());
    return positions;
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(
        row.getObject("valid_from", LocalDate.class),
        row.getString("title"),
        row.getString("department"),
        row.getString("division"),
        key(row, "manager"));
  }

  List<Position> positions(Caller caller, PersonKey key) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT valid_from, title, department, division, manager
                    FROM directory.position
                    WHERE person = ? ORDER BY valid_from
                    """)
                .param(key.value())
                .query((row, number) -> position(row))
                .list());
  }

  /**
   * Reads what is there and writes what an import makes of it, in one transaction; a second import
   * of the tenant waits for it. Nobody whose erasure is asked for meanwhile is written, and
   * everybody else is.
   *
   * @return of those to be written, who was to be erased by then
   */
  Set<PersonKey> change(
      Caller caller,
      Instant at,
      LocalDate today,
      Progress progress,
      Function<View, PeopleChanges> work) {
    Hiding hiding = tombstones.of(caller.tenant());
    return database.inTransactionAs(
        caller,
        sql -> {
          alone(sql);
          View view = new View(sql, hiding);
          PeopleChanges changes = work.apply(view);
          List<StoredPerson> people = changes.people();
          for (int from = 0; from < people.size(); from += ROWS_PER_STATEMENT) {
            int to = Math.min(from + ROWS_PER_STATEMENT, people.size());
            putPeople(sql, people.subList(from, to), at);
            progress.at(to, people.size());
          }
          putPositions(sql, changes);
          putLinks(sql, changes, hiding);
          putHoldings(sql, changes, today, hiding);
          Set<PersonKey> bosses = new TreeSet<>(view.bosses);
          putAwaited(sql, changes.managers());
          bosses.addAll(findAwaited(sql, changes.links().keySet()));
          for (StoredPerson person : people) {
            bosses.add(person.person().key());
            Stream.ofNullable(person.person().manager()).forEach(bosses::add);
          }
          countReports(sql, today, view.all ? null : bosses);
          Set<PersonKey> erased = view.erased();
          erased.retainAll(people.stream().map(person -> person.person().key()).toList());
          return erased;
        });
  }

  /** Reads what is there as {@link #change} does, and writes nothing. */
  <T> T look(Caller caller, Function<View, T> work) {
    Hiding hiding = tombstones.of(caller.tenant());
    return database.inTransactionAs(caller, sql -> work.apply(new View(sql, hiding)));
  }

  /** Until the end of the transaction nobody else changes or erases people of the tenant. */
  private static void alone(JdbcClient sql) {
    sql.sql(
            "SELECT pg_advisory_xact_lock(hashtextextended('people:' || (SELECT state.claimed_tenant()), 0))")
        .query((ResultSet rows) -> rows.next());
  }

  /** What lies there when an import begins. */
  static final class View {
    private final JdbcClient sql;
    private final Hiding hiding;
    private final Set<PersonKey> bosses = new TreeSet<>();
    private boolean all;

    private View(JdbcClient sql, Hiding hiding) {
      this.sql = sql;
      this.hiding = hiding;
    }

    List<StoredPerson> everybody() {
      all = true;
      return sql.sql(COLUMNS + "ORDER BY person").query(PersonStore::person).list();
    }

    /** Whose all ids are. */
    Map<UUID, PersonKey> links() {
      return sql.sql("SELECT hash, person FROM directory.link")
          .query((ResultSet rows) -> LinkStore.pairs(rows, hiding));
    }

    Map<UUID, PersonKey> links(Collection<UUID> hashes) {
      return sql.sql("SELECT hash, person FROM directory.link WHERE hash = ANY (?::uuid[])")
          .param(texts(List.copyOf(hiding.bothWays(hashes)), hash -> hash))
          .query((ResultSet rows) -> LinkStore.pairs(rows, hiding));
    }

    /** Everybody who was erased on request. */
    Set<PersonKey> erased() {
      Set<PersonKey> erased = new TreeSet<>();
      SettledKeyStore.erased(sql, hiding).forEach(person -> erased.add(new PersonKey(person)));
      return erased;
    }

    /** These people and all above them. */
    List<StoredPerson> andAbove(Collection<PersonKey> people) {
      List<StoredPerson> found =
          sql.sql(
                  """
                  WITH RECURSIVE up (person) AS (
                    SELECT unnest(?::uuid[])
                    UNION
                    SELECT p.manager FROM up JOIN directory.person p ON p.person = up.person
                    WHERE p.manager IS NOT NULL)
                  """
                      + COLUMNS
                      + "WHERE person IN (SELECT up.person FROM up)")
              .param(texts(List.copyOf(people), person -> person))
              .query(PersonStore::person)
              .list();
      found.forEach(person -> Stream.ofNullable(person.person().manager()).forEach(bosses::add));
      return found;
    }
  }

  /**
   * Gives everybody the position that holds today, if it began after their row was written, and
   * counts no report who has left meanwhile.
   *
   * @return how many people changed
   */
  int comeIntoForce(Caller caller, Instant at, LocalDate today, ZoneId zone) {
    return database.inTransactionAs(
        caller,
        sql -> {
          alone(sql);
          int changed =
              sql.sql(
                      """
                      UPDATE directory.person AS p SET title = now.title,
                          department = now.department, division = now.division,
                          manager = now.manager, imported_at = ?
                      FROM (SELECT DISTINCT ON (person) person, valid_from, title, department,
                              division, manager
                            FROM directory.position WHERE valid_from <= ?
                            ORDER BY person, valid_from DESC) AS now
                      WHERE p.person = now.person
                        AND now.valid_from > (p.imported_at AT TIME ZONE ?)::date
                      """)
                  .param(at.atOffset(ZoneOffset.UTC))
                  .param(today)
                  .param(zone.getId())
                  .update();
          countReports(sql, today, null);
          return changed;
        });
  }

  private static void putPeople(JdbcClient sql, List<StoredPerson> people, Instant at) {
    sql.sql(
            """
            INSERT INTO directory.person AS p (tenant, person, employee_id, login, display_name,
                title, department, division, location, hire_date, end_date, manager, content,
                place, imported_at)
            SELECT (SELECT state.claimed_tenant()), new.*, ?
            FROM unnest(?::uuid[], ?::bytea[], ?::bytea[], ?::bytea[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::date[], ?::date[], ?::uuid[], ?::uuid[], ?::text[])
              AS new (person, employee_id, login, display_name, title, department, division,
                location, hire_date, end_date, manager, content, place)
            WHERE %s
            ON CONFLICT (tenant, person) DO UPDATE SET
                employee_id = excluded.employee_id, login = excluded.login,
                display_name = excluded.display_name, title = excluded.title,
                department = excluded.department, division = excluded.division,
                location = excluded.location, place = excluded.place,
                hire_date = excluded.hire_date, end_date = excluded.end_date,
                manager = excluded.manager, content = excluded.content,
                imported_at = excluded.imported_at
            """
                .formatted(NOT_ERASED))
        .param(at.atOffset(ZoneOffset.UTC))
        .param(texts(people, p -> p.person().key()))
        .param(bytes(people, StoredPerson::employeeId))
        .param(bytes(people, StoredPerson::login))
        .param(bytes(people, StoredPerson::displayName))
        .param(texts(people, p -> p.person().title()))
        .param(texts(people, p -> p.person().department()))
        .param(texts(people, p -> p.person().division()))
        .param(texts(people, p -> p.person().location()))
        .param(texts(people, p -> p.person().hireDate()))
        .param(texts(people, p -> p.person().endDate()))
        .param(texts(people, p -> p.person().manager()))
        .param(texts(people, StoredPerson::content))
        .param(texts(people, p -> Places.foldedOrNull(p.person().location())))
        .update();
  }

  private static void putPositions(JdbcClient sql, PeopleChanges changes) {
    List<Map.Entry<PersonKey, LocalDate>> restated = List.copyOf(changes.restated().entrySet());
    sql.sql(
            """
            DELETE FROM directory.position AS p
            USING unnest(?::uuid[], ?::date[]) AS again (person, since)
            WHERE p.person = again.person AND p.valid_from >= again.since
            """)
        .param(texts(restated, Map.Entry::getKey))
        .param(texts(restated, Map.Entry::getValue))
        .update();
    List<PeopleChanges.Held> positions = changes.positions();
    sql.sql(
            """
            INSERT INTO directory.position (tenant, person, valid_from, title, department, division, manager)
            SELECT (SELECT state.claimed_tenant()), new.*
            FROM unnest(?::uuid[], ?::date[], ?::text[], ?::text[], ?::text[], ?::uuid[])
              AS new (person, valid_from, title, department, division, manager)
            WHERE %s
            ON CONFLICT (tenant, person, valid_from) DO UPDATE SET
                title = excluded.title, department = excluded.department,
                division = excluded.division, manager = excluded.manager
            """
                .formatted(NOT_ERASED))
        .param(texts(positions, PeopleChanges.Held::person))
        .param(texts(positions, held -> held.position().validFrom()))
        .param(texts(positions, held -> held.position().title()))
        .param(texts(positions, held -> held.position().department()))
        .param(texts(positions, held -> held.position().division()))
        .param(texts(positions, held -> held.position().manager()))
        .update();
  }

  private static void putLinks(JdbcClient sql, PeopleChanges changes, Hiding hiding) {
    List<Map.Entry<PersonKey, PersonKey>> merged = List.copyOf(changes.merged().entrySet());
    String[] old = texts(merged, Map.Entry::getKey);
    String[] people = texts(merged, Map.Entry::getValue);
    sql.sql(
            """
            INSERT INTO directory.merged (tenant, old_key, person)
            SELECT (SELECT state.claimed_tenant()), new.* FROM unnest(?::uuid[], ?::uuid[]) AS new
            ON CONFLICT (tenant, old_key) DO UPDATE SET person = excluded.person
            """)
        .param(old)
        .param(people)
        .update();
    sql.sql(
            """
            UPDATE directory.link AS l SET person = m.person
            FROM unnest(?::uuid[], ?::uuid[]) AS m (old_key, person)
            WHERE l.person = m.old_key
            """)
        .param(old)
        .param(people)
        .update();
    List<Map.Entry<UUID, PersonKey>> links = List.copyOf(changes.links().entrySet());
    if (hiding.isUsed()) {
      // What passes on from somebody erased is somebody else's alone.
      sql.sql("DELETE FROM directory.link WHERE hash = ANY (?::uuid[])")
          .param(texts(links, link -> hiding.hide(link.getKey())))
          .update();
    }
    sql.sql(
            """
            INSERT INTO directory.link (tenant, hash, person, told)
            SELECT (SELECT state.claimed_tenant()), hash, person, true
            FROM unnest(?::uuid[], ?::uuid[]) AS new (hash, person)
            ORDER BY hash
            ON CONFLICT (tenant, hash) DO UPDATE SET person = excluded.person, told = true
            """)
        .param(texts(links, Map.Entry::getKey))
        .param(texts(links, Map.Entry::getValue))
        .update();
  }

  /**
   * Writes down from when on logins are whose. What is told later on a day mends what was told of a
   * login before on it; a login that turns out to be shared is and was nobody's.
   */
  private static void putHoldings(
      JdbcClient sql, PeopleChanges changes, LocalDate today, Hiding hiding) {
    for (String table : List.of("link WHERE hash", "holding WHERE login")) {
      sql.sql("DELETE FROM directory." + table + " = ANY (?::uuid[])")
          .param(texts(List.copyOf(hiding.bothWays(changes.logins().shared())), login -> login))
          .update();
    }
    List<UUID> logins = List.copyOf(changes.logins().held());
    String[] hashes = texts(logins, login -> login);
    String[] people = texts(logins, changes.links()::get);
    sql.sql(
            """
            DELETE FROM directory.holding h
            USING unnest(?::uuid[], ?::uuid[]) AS new (login, person)
            WHERE h.login = new.login AND h.person <> new.person AND h.told_first = ?
            """)
        .params(
            texts(both(logins, hiding), login -> login),
            texts(both(logins, hiding), login -> changes.links().get(hiding.open(login))),
            today)
        .update();
    sql.sql(
            """
            INSERT INTO directory.holding AS h
                (tenant, login, person, told_first, told_last, hired)
            SELECT (SELECT state.claimed_tenant()), new.login, new.person,
                CASE WHEN last.person = new.person THEN last.told_first ELSE :today END, :today,
                p.hire_date
            FROM unnest(:logins::uuid[], :people::uuid[]) AS new (login, person)
            LEFT JOIN directory.person p ON p.person = new.person
            LEFT JOIN LATERAL (
              SELECT l.person, l.told_first FROM directory.holding l
              WHERE l.login = new.login ORDER BY l.told_first DESC LIMIT 1) AS last ON true
            ON CONFLICT (tenant, login, person, told_first) DO UPDATE
            SET told_last = greatest(h.told_last, excluded.told_last),
                hired = least(h.hired, excluded.hired)
            """)
        .param("today", today)
        .param("logins", hashes)
        .param("people", people)
        .update();
    IdentityStore.changed(sql);
  }

  private static List<UUID> both(List<UUID> logins, Hiding hiding) {
    return List.copyOf(hiding.bothWays(logins));
  }

  private static void putAwaited(JdbcClient sql, PeopleChanges.Managers managers) {
    sql.sql("DELETE FROM directory.awaited_manager WHERE person = ANY (?::uuid[])")
        .param(texts(managers.told(), person -> person))
        .update();
    record Link(PeopleChanges.Awaited awaited, UUID hash) {}
    List<Link> links =
        managers.awaited().stream()
            .flatMap(awaited -> awaited.links().stream().map(hash -> new Link(awaited, hash)))
            .toList();
    sql.sql(
            """
            INSERT INTO directory.awaited_manager (tenant, person, hash, since)
            SELECT (SELECT state.claimed_tenant()), new.* FROM unnest(?::uuid[], ?::uuid[], ?::date[]) AS new
            ON CONFLICT (tenant, person, hash) DO UPDATE SET since = excluded.since
            """)
        .param(texts(links, link -> link.awaited().person()))
        .param(texts(links, Link::hash))
        .param(texts(links, link -> link.awaited().since()))
        .update();
  }

  /**
   * Gives those who wait for one of these ids the manager that it is; who would manage themselves
   * through others goes without.
   *
   * @return the managers
   */
  private static List<PersonKey> findAwaited(JdbcClient sql, Collection<UUID> links) {
    record Found(UUID person, UUID manager, LocalDate since) {}
    List<Found> found =
        sql.sql(
                """
                SELECT DISTINCT ON (a.person) a.person, l.person AS manager, a.since
                FROM directory.awaited_manager a
                JOIN directory.link l ON l.tenant = a.tenant AND l.hash = a.hash
                JOIN directory.person boss ON boss.tenant = l.tenant AND boss.person = l.person
                WHERE a.hash = ANY (?::uuid[]) AND l.person <> a.person
                ORDER BY a.person, l.person
                """)
            .param(texts(List.copyOf(links), hash -> hash))
            .query((row, number) ->
                new Found(
                    row.getObject("person", UUID.class),
                    row.getObject("manager", UUID.class),
                    row.getObject("since", LocalDate.class)))
            .list();
    for (Found one : found) {
      int set =
          sql.sql(
                  """
                  WITH RECURSIVE up (person) AS (
                    SELECT :manager::uuid
                    UNION
                    SELECT p.manager FROM up JOIN directory.person p ON p.person = up.person
                    WHERE p.manager IS NOT NULL)
                  UPDATE directory.person SET manager = :manager
                  WHERE person = :person AND manager IS NULL
                    AND NOT EXISTS (SELECT FROM up WHERE up.person = :person)
                  """)
              .param("manager", one.manager())
              .param("person", one.person())
              .update();
      if (set == 1) {
        holdManager(sql, one.person(), one.manager(), one.since());
      }
      sql.sql("DELETE FROM directory.awaited_manager WHERE person = ?")
          .param(one.person())
          .update();
    }
    return found.stream().map(one -> new PersonKey(one.manager())).toList();
  }

  private static void holdManager(JdbcClient sql, UUID person, UUID manager, LocalDate since) {
    sql.sql(
            """
            UPDATE directory.position SET manager = :manager
            WHERE person = :person AND manager IS NULL
              AND valid_from >= coalesce((SELECT max(valid_from) FROM directory.position
                WHERE person = :person AND valid_from <= :since), :since)
            """)
        .param("manager", manager)
        .param("person", person)
        .param("since", since)
        .update();
  }

  /**
   * Stored, not computed when read: a manager sees their reports' rows and not those below, and
   * would read of every one that nobody reports to them. Whose last day is today is no report any
   * more: an account that is switched off ends with the day on which it is.
   *
   * @param bosses whose reports may have changed; null for anybody's
   */
  static void countReports(JdbcClient sql, LocalDate today, @Nullable Set<PersonKey> bosses) {
    sql.sql(
            """
            UPDATE directory.person AS p SET has_reports = now.has_reports
            FROM (SELECT boss.person, EXISTS (
                    SELECT FROM directory.person AS report
                    WHERE report.tenant = boss.tenant AND report.manager = boss.person
                      AND (report.end_date IS NULL OR report.end_date > ?)) AS has_reports
                  FROM directory.person AS boss
                  WHERE ? OR boss.person = ANY (?::uuid[])) AS now
            WHERE p.person = now.person AND p.has_reports <> now.has_reports
            """)
        .param(today)
        .param(bosses == null)
        .param(bosses == null ? new String[0] : texts(List.copyOf(bosses), boss -> boss))
        .update();
  }

  private static <T> String[] texts(List<T> rows, Function<T, @Nullable Object> value) {
    return rows.stream()
        .map(row -> Objects.toString(value.apply(row), null))
        .toArray(String[]::new);
  }

  private static byte[][] bytes(
      List<StoredPerson> people, Function<StoredPerson, byte @Nullable []> value) {
    return people.stream().map(value).toArray(byte[][]::new);
  }

  private static StoredPerson person(ResultSet row, int number) throws SQLException {
    return new StoredPerson(
        new Person(
            new PersonKey(row.getObject("person", UUID.class)),
            row.getString("title"),
            row.getString("department"),
            row.getString("division"),
            row.getObject("hire_date", LocalDate.class),
            row.getObject("end_date", LocalDate.class),
            key(row, "manager"),
            row.getBoolean("has_reports"),
            row.getString("location")),
        row.getBytes("employee_id"),
        row.getBytes("login"),
        row.getBytes("display_name"),
        row.getObject("content", UUID.class));
  }

  private static @Nullable PersonKey key(ResultSet row, String column) throws SQLException {
    UUID value = row.getObject(column, UUID.class);
    return value == null ? null : new PersonKey(value);
  }
}
