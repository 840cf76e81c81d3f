package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Row;
import com.orgscope.lake.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one tenant's rows of one window, and joins what is stored under an older key of a person or
 * an older name of an application to what it is today.
 */
final class UsageReader {
  private static final NamedQuery PEOPLE = new NamedQuery(Usage.class, "people");
  private static final NamedQuery SWITCHES = new NamedQuery(Usage.class, "switches");
  private static final NamedQuery LAST_USE = new NamedQuery(Usage.class, "last-use");
  private static final NamedQuery SESSION_SPANS = new NamedQuery(Usage.class, "session-spans");
  private static final NamedQuery CHAINS = new NamedQuery(Usage.class, "chains");
  private static final NamedQuery LAST_DAYS = new NamedQuery(Usage.class, "last-days");
  private static final NamedQuery LAST_SIGNS = new NamedQuery(Usage.class, "last-signs");
  private static final NamedQuery SIGN_IN_DAYS = new NamedQuery(Usage.class, "sign-in-days");
  private static final NamedQuery NEW_APPLICATIONS =
      new NamedQuery(Usage.class, "new-applications");
  private static final NamedQuery LOGGED_HOURS = new NamedQuery(Usage.class, "logged-hours");
  private static final NamedQuery SEEN = new NamedQuery(Usage.class, "seen");

  private static final NamedQuery MOVED = new NamedQuery(Usage.class, "moved");
  private static final NamedQuery STORED_NAMES = new NamedQuery(Usage.class, "stored-names");

  /** As {@code people.sql} cuts them. */
  private static final int STRETCH_DAYS = 62;

  private static final int WEEK_DAYS = 7;

  private final Lake lake;
  private final Applications applications;
  private final UserCounts userCounts;
  private final TenantId tenant;
  private final TimeWindow window;
  private final KeyOwners owners;

  UsageReader(
      Lake lake,
      Applications applications,
      UserCounts userCounts,
      TenantId tenant,
      TimeWindow window,
      KeyOwners owners) {
    this.lake = lake;
    this.applications = applications;
    this.userCounts = userCounts;
    this.tenant = tenant;
    this.window = window;
    this.owners = owners;
  }

  /** Those of the owners of keys that matter to one person. */
  KeyOwners ownersOf(PersonKey person) {
    return owners.within(owners.widen(Scope.only(tenant, person)));
  }

  Map<PersonKey, PersonTally> tallies(Scope people) {
    Map<PersonKey, PersonTally> tallies = new HashMap<>();
    rows(people).forEach((person, its) -> tallies.put(person, tally(its)));
    return tallies;
  }

  /** By what applications are called, and are for, now. */
  PersonTally tally(PersonRows rows) {
    return rows.tally(this::application);
  }

  Map<PersonKey, PersonRows> rows(Scope people) {
    Map<PersonKey, PersonRows> rows = new HashMap<>();
    Scope keys = owners.widen(people);
    Map<String, Object> parameters = new HashMap<>(owners.within(keys).parameters());
    parameters.put("first", window.from());
    lake.ask(
        PEOPLE,
        keys,
        window,
        parameters,
        row -> {
          PersonKey person = row.getPerson("person");
          if (isOf(people, person)) {
            rows.computeIfAbsent(person, key -> new PersonRows())
                .add(
                    row.getStringOrNull("app"),
                    counts(row),
                    row.getLong("stretch"),
                    row.getLong("days"));
          }
          return person;
        });
    return rows;
  }

  void moved(
      ComparedDays days,
      Map<PersonKey, LocalDate> answered,
      int expected,
      int atOnce,
      Consumer<UseMoved> told) {
    Map<String, String> renamed = renamed();
    Map<String, Object> parameters = new HashMap<>(owners.parameters());
    parameters.put("stored", List.copyOf(renamed.keySet()));
    parameters.put("name", renamed.keySet().stream().map(renamed::get).toList());
    parameters.put("recent", days.recentFrom());
    parameters.put("seen", days.seenFrom());
    parameters.put("today", days.asOf());
    parameters.put("span", (long) days.recent());
    for (KeyRange keys : KeyRange.parts(1 + Math.max(expected, answered.size()) / atOnce)) {
      List<PersonKey> people = answered.keySet().stream().filter(keys::holds).toList();
      parameters.put("people", people);
      parameters.put("answered", people.stream().map(answered::get).toList());
      parameters.put("from_key", keys.from());
      parameters.put("to_key", keys.to());
      lake.ask(
          MOVED,
          Scope.everybody(tenant),
          window,
          parameters,
          row -> {
            told.accept(
                new UseMoved(
                    row.getPerson("person"),
                    row.getBoolean("seen"),
                    row.getLong("accesses"),
                    row.getLong("arrived"),
                    row.isNull("moved") ? null : row.getDouble("moved")));
            return true;
          });
    }
  }

  /** What applications are called today that are stored under another name. */
  private Map<String, String> renamed() {
    Map<String, String> renamed = new TreeMap<>();
    lake.ask(
        STORED_NAMES,
        Scope.everybody(tenant),
        window,
        Map.of(),
        row -> {
          String stored = row.getString("app");
          String today = application(stored).id().value();
          if (!today.equals(stored)) {
            renamed.put(stored, today);
          }
          return true;
        });
    return renamed;
  }

  /** A key may be somebody else's on other days. */
  private static boolean isOf(Scope people, PersonKey person) {
    return people.people() == null || people.people().contains(person);
  }

  /** How many people of the whole tenant use each application. */
  Users users() {
    UserCounts.Counted counted = userCounts.of(tenant, window, owners);
    Map<AppId, Long> byApplication = new HashMap<>();
    counted
        .byStoredName()
        .forEach((app, people) -> byApplication.merge(application(app).id(), people, Math::max));
    return new Users(counted.people(), byApplication);
  }

  Map<PersonKey, Map<AppPair, Long>> switches(Scope people) {
    Map<PersonKey, Map<AppPair, Long>> switches = new HashMap<>();
    Scope keys = owners.widen(people);
    lake.ask(
        SWITCHES,
        keys,
        window,
        owners.within(keys).parameters(),
        row -> {
          PersonKey person = row.getPerson("person");
          Application one = application(row.getString("one"));
          Application other = application(row.getString("other"));
          // Two stored names may be one application by now.
          if (!one.id().equals(other.id()) && isOf(people, person)) {
            switches
                .computeIfAbsent(person, key -> new TreeMap<>())
                .merge(AppPair.of(one, other), row.getLong("switches"), Long::sum);
          }
          return true;
        });
    return switches;
  }

  Map<PersonKey, Map<AppChain, Long>> chains(Scope people) {
    Map<PersonKey, Map<AppChain, Long>> chains = new HashMap<>();
    Scope keys = owners.widen(people);
    lake.ask(
        CHAINS,
        keys,
        window,
        owners.within(keys).parameters(),
        row -> {
          PersonKey person = row.getPerson("person");
          Application one = application(row.getString("one"));
          Application middle = application(row.getString("middle"));
          Application other = application(row.getString("other"));
          // Stored names may be one application by now.
          Set<AppId> three = new HashSet<>(List.of(one.id(), middle.id(), other.id()));
          if (three.size() == 3 && isOf(people, person)) {
            chains
                .computeIfAbsent(person, key -> new TreeMap<>())
                .merge(AppChain.of(one, middle, other), row.getLong("times"), Long::sum);
          }
          return true;
        });
    return chains;
  }

  List<SeenAccount> seenBeyond(Set<PersonKey> known) {
    Map<String, Object> parameters = new HashMap<>(owners.parameters());
    parameters.put("known", List.copyOf(known));
    return lake.ask(
        SEEN,
        Scope.everybody(tenant),
        window,
        parameters,
        row ->
            new SeenAccount(
                row.getPerson("account"),
                List.of(row.getString("sources").split(",")),
                row.getLong("events"),
                row.getLong("days"),
                row.getInstant("last_at")));
  }

  /**
   * @param signs the days whose events are read as well, and in which silences are measured
   */
  Map<AppId, LastUse> lastUse(TimeWindow signs) {
    Map<String, Object> gaps = new HashMap<>(owners.parameters());
    gaps.put("gaps_from", signs.from());
    return lastUse(LAST_USE, gaps, SESSION_SPANS, signs);
  }

  /** Without how long anybody was silent, and how long sessions were. */
  Map<AppId, LastUse> lastSigns(TimeWindow signs) {
    return lastUse(LAST_DAYS, owners.parameters(), LAST_SIGNS, signs);
  }

  private Map<AppId, LastUse> lastUse(
      NamedQuery accessed, Map<String, Object> parameters, NamedQuery seen, TimeWindow signs) {
    Map<AppId, LastUse.Tally> tallies = new TreeMap<>();
    Scope everybody = Scope.everybody(tenant);
    lake.ask(
        accessed,
        everybody,
        window,
        parameters,
        row -> {
          tally(tallies, row)
              .accessed(
                  row.getPerson("person"), row.getDate("last_day"), row.getLong("longest_gap"));
          return true;
        });
    lake.ask(
        seen,
        everybody,
        signs,
        owners.parameters(),
        row -> {
          tally(tallies, row)
              .sign(
                  row.getPerson("person"), row.getDate("last_day"), row.getLong("longest_session"));
          return true;
        });
    Map<AppId, LastUse> lastUse = new TreeMap<>();
    tallies.forEach((app, tally) -> lastUse.put(app, tally.sum()));
    return lastUse;
  }

  LoggedHours loggedHours() {
    Map<Source, SortedMap<Instant, Integer>> people = new EnumMap<>(Source.class);
    Map<AppId, Set<Source>> shownBy = new HashMap<>();
    lake.ask(
        LOGGED_HOURS,
        Scope.everybody(tenant),
        window,
        Map.of(),
        row -> {
          Source source = Source.valueOf(row.getString("source"));
          String app = row.getStringOrNull("app");
          if (app == null) {
            people
                .computeIfAbsent(source, none -> new TreeMap<>())
                .put(row.getInstant("hour"), Math.toIntExact(row.getLong("people")));
          } else {
            shownBy
                .computeIfAbsent(application(app).id(), none -> EnumSet.noneOf(Source.class))
                .add(source);
          }
          return source;
        });
    return new LoggedHours(people, shownBy);
  }

  Map<LocalDate, Map<PersonKey, Integer>> newApplications(LocalDate lately, int least) {
    Map<PersonKey, Map<AppId, LocalDate>> firsts = new HashMap<>();
    Map<String, Object> parameters = new HashMap<>(owners.parameters());
    parameters.put("lately", lately);
    parameters.put("least", (long) least);
    lake.ask(
        NEW_APPLICATIONS,
        Scope.everybody(tenant),
        window,
        parameters,
        row -> {
          // Two stored names may be one application by now.
          LocalDate first = row.getDate("first_day");
          firsts
              .computeIfAbsent(row.getPerson("person"), key -> new HashMap<>())
              .merge(
                  application(row.getString("app")).id(),
                  first,
                  (one, other) -> one.isBefore(other) ? one : other);
          return true;
        });
    Map<LocalDate, Map<PersonKey, Integer>> began = new TreeMap<>();
    firsts.forEach((person, days) -> {
      LocalDate beginning = Collections.min(days.values());
      Map<LocalDate, Integer> counted = new TreeMap<>();
      days.values().forEach(day -> counted.merge(day, 1, Integer::sum));
      counted.forEach((day, applications) -> {
        if (!day.isBefore(lately) && day.isAfter(beginning) && applications >= least) {
          began.computeIfAbsent(day, key -> new TreeMap<>()).put(person, applications);
        }
      });
    });
    return began;
  }

  /**
   * @param seen days of which it is wanted who was seen on them
   */
  SignInRecord signIns(Collection<TimeWindow> seen) {
    List<TimeWindow> asked = List.copyOf(new LinkedHashSet<>(seen));
    SignInRecord all = new SignInRecord(window, asked);
    Map<String, Object> parameters = new HashMap<>(owners.parameters());
    parameters.put("seen_from", asked.stream().map(TimeWindow::from).toList());
    parameters.put("seen_until", asked.stream().map(TimeWindow::until).toList());
    lake.ask(
        SIGN_IN_DAYS,
        Scope.everybody(tenant),
        window,
        parameters,
        row -> {
          if (row.isNull("day")) {
            all.saw(
                row.getPerson("person"),
                new TimeWindow(row.getDate("seen_from"), row.getDate("seen_until")));
          } else {
            all.add(row, applicationOrNull(row.getStringOrNull("app")));
          }
          return true;
        });
    return all;
  }

  private @Nullable AppId applicationOrNull(@Nullable String stored) {
    return stored == null ? null : application(stored).id();
  }

  private LastUse.Tally tally(Map<AppId, LastUse.Tally> tallies, Row row) {
    return tallies.computeIfAbsent(
        application(row.getString("app")).id(), app -> new LastUse.Tally());
  }

  private Application application(String stored) {
    return applications.application(tenant, new AppId(stored));
  }

  private Counts counts(Row row) {
    return new Counts(
        row.getLong("accesses"),
        row.getLong("active"),
        row.getLong("sessions"),
        row.getLong("switches"),
        row.getLong("failures"),
        row.getLong("challenges"),
        new SignInTime(
            row.getLong("failure_seconds"),
            row.getLong("failures_assumed"),
            row.getLong("challenge_seconds"),
            row.getLong("challenges_assumed")),
        row.isNull("first_at") ? null : row.getInstant("first_at"),
        row.isNull("last_at") ? null : row.getInstant("last_at"),
        weeks(row.getLong("stretch"), row.getLong("days")));
  }

  /**
   * The weeks of the window in which the days of a stretch lie.
   *
   * @param days a bit for each day of the stretch with an access
   */
  private long weeks(long stretch, long days) {
    long whole = Math.min(Long.SIZE, window.days() / WEEK_DAYS);
    long weeks = 0;
    for (long left = days; left != 0; left &= left - 1) {
      long day = stretch * STRETCH_DAYS + Long.numberOfTrailingZeros(left);
      long back = (window.days() - 1 - day) / WEEK_DAYS;
      weeks |= back < whole ? 1L << back : 0;
    }
    return weeks;
  }
}
