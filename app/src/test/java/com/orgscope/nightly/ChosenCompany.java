package com.orgscope.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.access.WhoCounts;
import com.orgscope.bench.BenchCommand;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.LabelReviews;
import com.orgscope.category.Overrides;
import com.orgscope.category.Rollbacks;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.PeopleLeftOut;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.DailyUsage;
import com.orgscope.usage.Usage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A company on real tables in which everybody stands at one bound of what a night chooses by. Its
 * people are called what they are.
 */
final class ChosenCompany implements AutoCloseable {
  static final String NOBODY = "not chosen";
  static final LocalDate DAY = LocalDate.of(2026, 10, 31);

  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Caller SYSTEM = Caller.system(ACME, "test");

  /** Long before the last thirty days, so that the two windows of a comparison lie apart. */
  private static final int EARLIER = 40;

  private static final int LONG_HERE = 1_000;

  /** So many days ago a login passed from somebody renamed to the next one. */
  private static final int PASSED_ON = 45;

  private static final Set<String> TOLD_LATE = Set.of("renamed", "heir-of-a-login");

  private static final int UNKNOWN = -1;

  private static final int WEEK = 7;

  /** So many are compared in one question, so that there are several. */
  private static final int FEW = 40;

  /**
   * @param reason for which the person is chosen, or {@link #NOBODY}
   */
  record Case(String login, String reason) {
    @Override
    public String toString() {
      return login + ": " + reason;
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("steady", NOBODY),
          new Case("never-judged", "first"),
          new Case("stranger-of-89-days-ago", "first"),
          new Case("stranger-of-90-days-ago", NOBODY),
          new Case("last-day-today", "first"),
          new Case("left-yesterday", NOBODY),
          new Case("starts-today", "first"),
          new Case("starts-tomorrow", NOBODY),
          new Case("override-since", "override"),
          new Case("withdrawn-since", "override"),
          new Case("override-before", NOBODY),
          new Case("override-and-uncertain", "override"),
          new Case("uncertain", "undecided"),
          new Case("provisional", "undecided"),
          new Case("not-enough-data", "undecided"),
          new Case("uncertain-once", NOBODY),
          new Case("decided-once", "undecided"),
          new Case("uncertain-in-a-held-night", NOBODY),
          new Case("override-at-that-moment", NOBODY),
          new Case("override-before-a-held-night", "override"),
          new Case("override-after-a-held-night", NOBODY),
          new Case("override-after-another-held-night", NOBODY),
          new Case("override-after-a-third-held-night", NOBODY),
          new Case("override-between-two-answers", NOBODY),
          new Case("hired-29-judged-7-days-ago", "new_hire"),
          new Case("hired-29-judged-8-days-ago", "new_hire"),
          new Case("hired-29-judged-6-days-ago", NOBODY),
          new Case("hired-30-judged-7-days-ago", NOBODY),
          new Case("judged-89-days-ago", NOBODY),
          new Case("judged-90-days-ago", "due"),
          new Case("judged-91-days-ago", "due"),
          new Case("contested-and-due", NOBODY),
          new Case("contested-and-decided", "due"),
          new Case("three-new-applications", NOBODY),
          new Case("four-new-applications", "changed"),
          new Case("four-applications-gone", NOBODY),
          new Case("half-moved", "changed"),
          new Case("half-moved-among-ten", "changed"),
          new Case("hardly-half-moved", NOBODY),
          new Case("half-moved-in-parts-of-a-slot", "changed"),
          new Case("half-moved-over-two-days", "changed"),
          new Case("idle-lately", NOBODY),
          new Case("idle-before", NOBODY),
          new Case("changed-29-days-ago", "changed"),
          new Case("changed-30-days-ago", NOBODY),
          new Case("renamed", NOBODY),
          new Case("heir-of-a-login", NOBODY),
          new Case("heard-later", NOBODY),
          new Case("fifty-one-accesses", NOBODY),
          new Case("fifty-accesses", NOBODY),
          new Case("tried-four-in-vain", NOBODY),
          new Case("only-failures-lately", "changed"),
          new Case("only-failures-before", "changed"),
          new Case("moved-to-a-known-application", "changed"),
          new Case("moved-69-days-ago", "changed"),
          new Case("moved-70-days-ago", NOBODY),
          new Case("taken-back", NOBODY),
          new Case("taken-back-beside-a-contest", "undecided"),
          new Case("taken-back-as-a-contest-began", "undecided"),
          new Case("taken-back-behind-a-contest", NOBODY),
          new Case("taken-back-as-a-contest-ended", NOBODY),
          new Case("taken-back-before-a-contest", NOBODY),
          new Case("given-back", "undecided"),
          new Case("given-back-beside-a-contest", NOBODY),
          new Case("given-back-behind-a-contest", "undecided"),
          new Case("given-back-before-a-contest", "undecided"),
          new Case("word-and-taken-back", "override"),
          new Case("word-and-taken-back-beside-a-contest", "undecided"),
          new Case("word-and-taken-back-as-a-contest-began", "undecided"),
          new Case("word-and-taken-back-behind-a-contest", "override"),
          new Case("word-and-taken-back-as-a-contest-ended", "override"),
          new Case("word-and-taken-back-before-a-contest", "override"),
          new Case("word-and-given-back", "undecided"),
          new Case("word-and-given-back-beside-a-contest", "override"),
          new Case("word-and-given-back-behind-a-contest", "undecided"),
          new Case("word-and-given-back-before-a-contest", "undecided"),
          new Case("judged-beside-a-contest", NOBODY),
          new Case("judged-with-them", "undecided"),
          new Case("judged-behind-a-contest", "undecided"),
          new Case("judged-before-a-contest", "undecided"));

  private final ConfigurableApplicationContext context;
  private final Map<PersonKey, String> logins = new HashMap<>();
  private final List<String> events = new ArrayList<>();

  /** No configuration by its annotation: the scan of other tests' contexts would find it. */
  static class Parts {
    private Instant now = at(0);

    @Bean
    @Primary
    InstantSource testClock() {
      return () -> now;
    }

    private int questions;

    /** The lake asks it with each question. */
    @Bean
    @Primary
    PeopleLeftOut counted(WhoCounts real) {
      return new PeopleLeftOut() {
        @Override
        public Keys of(TenantId tenant) {
          questions++;
          return real.of(tenant);
        }

        @Override
        public String version(TenantId tenant) {
          return real.version(tenant);
        }
      };
    }
  }

  ChosenCompany(Path home) {
    this(home, TestDatabase.fresh());
  }

  ChosenCompany(Path home, Database database) {
    context = Product.on(database, home, Parts.class).run();
    bean(Tenants.class).create(TestDirectory.tenant(ACME));
    people();
    use();
    bean(DailyUsage.class).refresh(ACME, Progress.NONE);
    passedOn();
    for (Case one : CASES) {
      bean(People.class)
          .byLogin(IT, one.login() + "@x.example")
          .ifPresent(person -> logins.put(person.key(), one.login()));
    }
    answers();
    overrides();
    takenBack();
    judgedAndContested();
    now(0);
  }

  /** The reason of everybody whom a night of {@link #DAY} would choose, by login. */
  Map<String, String> chosen() {
    return named(bean(Selection.class).choose(SYSTEM, DAY, FEW));
  }

  /** As {@link #chosen}, with samples by activity. */
  Map<String, String> sampled() {
    return named(selection(true).choose(SYSTEM, DAY, FEW));
  }

  /**
   * How many questions the lake is asked more if so many people are asked for at once, and not all:
   * by a night, and by one of everybody.
   */
  List<Integer> questionsMore(int atOnce) {
    Selection selection = bean(Selection.class);
    return List.of(
        questions(() -> selection.choose(SYSTEM, DAY, atOnce))
            - questions(() -> selection.choose(SYSTEM, DAY)),
        questions(() -> selection.everybody(SYSTEM, DAY, atOnce))
            - questions(() -> selection.everybody(SYSTEM, DAY)));
  }

  private int questions(Runnable asking) {
    int before = bean(Parts.class).questions;
    asking.run();
    return bean(Parts.class).questions - before;
  }

  int employed() {
    return bean(People.class).all(SYSTEM).size();
  }

  private Selection selection(boolean sampling) {
    return new Selection(
        bean(People.class),
        bean(Usage.class),
        bean(Assignments.class),
        bean(Overrides.class),
        bean(LabelReviews.class),
        sampling(sampling));
  }

  private SlowSelection slow(boolean sampling) {
    return new SlowSelection(
        bean(People.class),
        bean(Usage.class),
        bean(Assignments.class),
        bean(Overrides.class),
        bean(LabelReviews.class),
        sampling(sampling));
  }

  private static NightSettings sampling(boolean on) {
    return new NightSettings(false, LocalTime.of(2, 0), false, on, 0);
  }

  /** What a night of that day chooses, and what it chose when it compared person by person. */
  record Both(Map<PersonKey, Reason> fast, Map<PersonKey, Reason> slow) {}

  Both both(TenantId tenant, LocalDate day, boolean sampling) {
    Caller caller = Caller.system(tenant, "test");
    return new Both(
        selection(sampling).choose(caller, day, FEW), slow(sampling).choose(caller, day));
  }

  /**
   * Another company, of whose people the directory knows nobody: their use and answers are dice.
   */
  TenantId madeUp(int people, long seed) {
    TenantId tenant = new TenantId("made-up-" + seed);
    bean(Tenants.class).create(TestDirectory.tenant(tenant));
    bean(Lake.class)
        .derive(
            tenant,
            LakeTable.APP_USAGE_DAILY,
            new TreeSet<>(
                DAY.minusDays(130)
                    .datesUntil(DAY.plusDays(1))
                    .filter(day -> day.toEpochDay() / WEEK % 2 == 0)
                    .toList()),
            new NamedQuery(BenchCommand.class, "made-up-use"),
            Map.of(
                "people",
                (long) people,
                "from",
                DAY.minusDays(130),
                "until",
                DAY.plusDays(1),
                "today",
                DAY,
                "lately",
                60L,
                "every",
                3L));
    Random random = new Random(seed);
    List<PersonKey> seen =
        List.copyOf(
            bean(Usage.class)
                .everybody(Caller.system(tenant, "test"), TimeWindow.ending(DAY, 131))
                .keySet());
    for (int daysAgo = 98; daysAgo > 0; daysAgo -= 1 + random.nextInt(9)) {
      Status status = random.nextInt(4) == 0 ? Status.UNCERTAIN : Status.DECIDED;
      List<PersonKey> some = seen.stream().filter(any -> random.nextInt(9) == 0).toList();
      answered(tenant, "r." + daysAgo, daysAgo, status, some);
      bean(Assignments.class).activate(Caller.system(tenant, "test"), "r." + daysAgo);
    }
    now(0);
    return tenant;
  }

  Map<String, String> everybody() {
    return named(bean(Selection.class).everybody(SYSTEM, DAY));
  }

  PersonKey key(String login) {
    return logins.entrySet().stream()
        .filter(e -> e.getValue().equals(login))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** A night whose answers hold, so many days before {@link #DAY}. */
  void judged(String run, int daysAgo, Status status, List<PersonKey> people) {
    answered(run, daysAgo, status, people);
    bean(Assignments.class).activate(SYSTEM, run);
  }

  /** A night whose answers were held back. */
  void unpublished(String run, PersonKey person) {
    answered(run, 2, Status.DECIDED, List.of(person));
  }

  void override(PersonKey person, int daysAgo) {
    now(daysAgo);
    bean(Overrides.class)
        .set(IT, person, "Sales", "as their manager says, %d days ago".formatted(daysAgo));
  }

  @Override
  public void close() {
    context.close();
  }

  private void people() {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < CASES.size(); i++) {
      String login = CASES.get(i).login();
      int hired =
          switch (login) {
            case "hired-29-judged-7-days-ago",
                "hired-29-judged-8-days-ago",
                "hired-29-judged-6-days-ago" ->
                29;
            case "hired-30-judged-7-days-ago" -> 30;
            case "starts-today" -> 0;
            case "starts-tomorrow" -> -1;
            default -> LONG_HERE;
          };
      String end =
          switch (login) {
            case "last-day-today" -> DAY.toString();
            case "left-yesterday" -> DAY.minusDays(1).toString();
            default -> "";
          };
      if (!login.startsWith("stranger") && !TOLD_LATE.contains(login)) {
        file.append(line(login, login, hired, end));
      }
    }
    directory(file.toString());
  }

  /** After use was added up, so that a look at it finds whose a login was on which day. */
  private void passedOn() {
    now(PASSED_ON + EARLIER);
    directory(line("renamed", "heir-of-a-login", LONG_HERE, ""));
    now(0);
    directory(
        line("renamed", "renamed", LONG_HERE, "")
            + line("heir-of-a-login", "heir-of-a-login", PASSED_ON, ""));
  }

  /**
   * @param who by the login of today
   */
  private static String line(String who, String login, int hired, String end) {
    int number = CASES.stream().map(Case::login).toList().indexOf(who) + 1;
    return "%d,%s@x.example,P%d,%s,%s\n"
        .formatted(number, login, number, DAY.minusDays(hired), end);
  }

  private void directory(String people) {
    String columns = "employee_id,login,display_name,hire_date,end_date";
    TestDirectory.employ(bean(People.class), SYSTEM, columns, people);
  }

  private void use() {
    visits("stranger-of-89-days-ago", 89, "A");
    // In five days each, since a day has not so many slots before noon.
    for (int day = 1; day <= 5; day++) {
      visits("fifty-one-accesses", 7 + day, "AAAAAAAAAA" + (day == 1 ? "A" : ""));
      visits("fifty-accesses", 7 + day, "AAAAAAAAAA");
    }
    visits("stranger-of-90-days-ago", 90, "A");
    both("steady", "AB", "AB");
    both("three-new-applications", "AAAAAAAAAA", "AAAAAAAAAABCD");
    both("four-new-applications", "AAAAAAAAAA", "AAAAAAAAAABCDE");
    both("four-applications-gone", "AAAAAAAAAABCDE", "AAAAAAAAAA");
    both("half-moved", "AB", "AC");
    both("half-moved-among-ten", "ABCDEFGHIJ", "AABBCCDDEE");
    both("hardly-half-moved", "AAAAAAAAAAABBBBBBBBB", "AAAAAAAAAAACCCCCCCCC");
    both("half-moved-in-parts-of-a-slot", "ABcde", "A");
    both("half-moved-over-two-days", "AABB", "ABBBBB");
    visits("half-moved-over-two-days", EARLIER + 1, "AA");
    both("idle-lately", "AB", "");
    both("idle-before", "", "AB");
    visits("changed-29-days-ago", EARLIER, "A");
    visits("changed-30-days-ago", EARLIER, "A");
    visits("changed-30-days-ago", 30, "B");
    // Of days on which others were judged, so that whose days they are matters.
    visits("changed-29-days-ago", 29, "BBBBBBBBBBBBBBBBBBBB");
    both("moved-to-a-known-application", "A", "K");
    visits("moved-69-days-ago", EARLIER + 29, "A");
    visits("moved-69-days-ago", 3, "B");
    visits("moved-70-days-ago", EARLIER + 30, "A");
    visits("moved-70-days-ago", 3, "B");
    both("tried-four-in-vain", "AAAAAAAAAA", "AAAAAAAAAA");
    inVain("tried-four-in-vain", 4, "BCDE");
    both("only-failures-lately", "A", "");
    inVain("only-failures-lately", 3, "A");
    both("only-failures-before", "", "A");
    inVain("only-failures-before", EARLIER, "A");
    visits("fifty-accesses", EARLIER - 7, "A");
    visits("judged-89-days-ago", 89, "AB");
    visits("judged-89-days-ago", 28, "AB");
    visits("judged-89-days-ago", 27, "AB");
    visits("judged-89-days-ago", 3, "AB");
    events.add(event("steady", "00u-steady", "FAILURE", 'A', morning(10)));
    // Of a login without an id, what lies before the day on which it passed on is the former one's.
    nameless("heir-of-a-login", PASSED_ON + 1, "AAAAAAAAAA");
    nameless("heir-of-a-login", EARLIER, "B");
    for (int day = 3; day < 3 + 5; day++) {
      nameless("heir-of-a-login", day, "BBBBBBBBBBB");
    }
    nameless("renamed", 3, "A");
    bean(Ingest.class).stream(
        IT,
        Source.OKTA,
        new ByteArrayInputStream(String.join("\n", events).getBytes(UTF_8)),
        Progress.NONE);
  }

  private void answers() {
    Map<Integer, List<PersonKey>> decided = new TreeMap<>();
    for (Case one : CASES) {
      int daysAgo =
          switch (one.login()) {
            case "hired-29-judged-7-days-ago",
                "hired-30-judged-7-days-ago",
                "fifty-one-accesses",
                "fifty-accesses" ->
                7;
            case "hired-29-judged-8-days-ago" -> 8;
            case "hired-29-judged-6-days-ago" -> 6;
            case "judged-89-days-ago" -> 89;
            case "judged-90-days-ago" -> 90;
            case "judged-91-days-ago", "contested-and-due", "contested-and-decided" -> 91;
            case "never-judged",
                "stranger-of-89-days-ago",
                "stranger-of-90-days-ago",
                "last-day-today",
                "starts-today",
                "starts-tomorrow",
                "uncertain",
                "provisional",
                "not-enough-data",
                "uncertain-once",
                "decided-once",
                "override-and-uncertain" ->
                UNKNOWN;
            default -> EARLIER;
          };
      if (daysAgo != UNKNOWN) {
        decided.computeIfAbsent(daysAgo, any -> new ArrayList<>()).add(key(one.login()));
      }
    }
    List<PersonKey> twice = List.of(key("uncertain-once"), key("override-between-two-answers"));
    decided.computeIfAbsent(EARLIER, any -> new ArrayList<>()).add(key("uncertain-once"));
    decided.forEach((days, people) -> {
      if (days != EARLIER && days != 6) {
        judged("d." + days, days, Status.DECIDED, people);
      }
    });
    answered("0.held", EARLIER + 3, Status.DECIDED, List.of(key("override-after-a-held-night")));
    answered("b", EARLIER + 3, Status.DECIDED, List.of(key("override-after-another-held-night")));
    answered("z.3", EARLIER + 3, Status.DECIDED, List.of(key("override-after-a-third-held-night")));
    judged("o.1", EARLIER + 3, Status.UNCERTAIN, twice);
    judged("o.2", EARLIER + 2, Status.DECIDED, List.of(key("decided-once")));
    judged(
        "u.1",
        EARLIER,
        Status.UNCERTAIN,
        List.of(key("uncertain"), key("override-and-uncertain"), key("decided-once")));
    judged("p.1", EARLIER, Status.PROVISIONAL, List.of(key("provisional")));
    judged("n.1", EARLIER, Status.NOT_ENOUGH_DATA, List.of(key("not-enough-data")));
    judged("d." + EARLIER, EARLIER, Status.DECIDED, decided.getOrDefault(EARLIER, List.of()));
    answered(
        "h.1",
        2,
        Status.UNCERTAIN,
        List.of(key("uncertain-in-a-held-night"), key("override-before-a-held-night")));
    // The newest night of all says nothing of whom it did not judge.
    judged("d.6", 6, Status.DECIDED, decided.getOrDefault(6, List.of()));
  }

  private void overrides() {
    override(key("override-since"), EARLIER - 2);
    override(key("override-and-uncertain"), EARLIER - 2);
    override(key("override-before-a-held-night"), EARLIER - 2);
    override(key("withdrawn-since"), EARLIER + 2);
    now(EARLIER - 2);
    bean(Overrides.class).withdraw(IT, key("withdrawn-since"), "as they say themselves");
    override(key("override-before"), EARLIER + 4);
    override(key("override-before"), EARLIER + 3);
    override(key("override-before"), EARLIER + 2);
    override(key("override-after-a-held-night"), EARLIER + 1);
    override(key("override-after-another-held-night"), EARLIER + 1);
    override(key("override-after-a-third-held-night"), EARLIER + 1);
    override(key("override-at-that-moment"), EARLIER);
    override(key("override-between-two-answers"), EARLIER + 1);
    review(key("contested-and-due"), true);
    review(key("contested-and-decided"), true);
    review(key("contested-and-decided"), false);
  }

  /** Whom the first night of these said otherwise than before, which was taken back later. */
  private void takenBack() {
    for (Case one : CASES) {
      if (one.login().startsWith("word-and-")) {
        override(key(one.login()), EARLIER - 2);
      }
    }
    hour(1);
    judgedNow("t.1", all("taken-back"));
    contest(2, "taken-back-behind-a-contest", true);
    contest(3, "taken-back-behind-a-contest", false);
    contest(3, "taken-back-beside-a-contest", true);
    contest(3, "taken-back-as-a-contest-ended", true);
    contest(4, "taken-back-as-a-contest-ended", false);
    contest(4, "taken-back-as-a-contest-began", true);
    bean(Rollbacks.class).to(SYSTEM, "d.6", moved -> Effect.NONE);
    contest(5, "taken-back-beside-a-contest", false);
    contest(5, "taken-back-as-a-contest-began", false);
    contest(6, "taken-back-before-a-contest", true);
    contest(7, "taken-back-before-a-contest", false);
    judgedNow("t.2", all("given-back"));
    hour(8);
    bean(Rollbacks.class).to(SYSTEM, "d.6", moved -> Effect.NONE);
    contest(9, "given-back-behind-a-contest", true);
    contest(9, "given-back-beside-a-contest", true);
    contest(10, "given-back-behind-a-contest", false);
    hour(11);
    bean(Rollbacks.class).undo(SYSTEM, moved -> Effect.NONE);
    contest(12, "given-back-beside-a-contest", false);
    contest(12, "given-back-before-a-contest", true);
    contest(13, "given-back-before-a-contest", false);
  }

  private void judgedAndContested() {
    contest(14, "judged-beside-a-contest", true);
    contest(14, "judged-behind-a-contest", true);
    hour(15);
    judgedNow("t.3", List.of(key("judged-beside-a-contest"), key("judged-with-them")));
    contest(16, "judged-beside-a-contest", false);
    contest(16, "judged-behind-a-contest", false);
    hour(17);
    judgedNow("t.4", List.of(key("judged-behind-a-contest"), key("judged-before-a-contest")));
    contest(18, "judged-before-a-contest", true);
    contest(19, "judged-before-a-contest", false);
  }

  /** With a word before and without. */
  private List<PersonKey> all(String what) {
    return CASES.stream()
        .map(Case::login)
        .filter(login -> login.startsWith(what) || login.startsWith("word-and-" + what))
        .map(this::key)
        .toList();
  }

  private void contest(int hour, String login, boolean begins) {
    hour(hour);
    for (String each : List.of(login, "word-and-" + login)) {
      if (CASES.stream().anyMatch(one -> one.login().equals(each))) {
        review(key(each), begins);
      }
    }
  }

  private void review(PersonKey person, boolean begins) {
    Instant at = bean(InstantSource.class).instant();
    LabelReviews reviews = bean(LabelReviews.class);
    Caller caller = begins ? new Caller(ACME, Role.EMPLOYEE, "they", person) : IT;
    bean(Database.class)
        .runAs(
            caller,
            begins
                ? reviews.beginning(caller, person, at)::in
                : reviews.ending(caller, person, at)::in);
  }

  private void judgedNow(String run, List<PersonKey> people) {
    TestRuns.active(context, ACME, run, DAY.minusDays(1), saying(Status.UNCERTAIN, people));
  }

  private void answered(String run, int daysAgo, Status status, List<PersonKey> people) {
    answered(ACME, run, daysAgo, status, people);
  }

  private void answered(
      TenantId tenant, String run, int daysAgo, Status status, List<PersonKey> people) {
    now(daysAgo);
    TestRuns.stored(context, tenant, run, DAY.minusDays(daysAgo), saying(status, people));
  }

  private static Map<PersonKey, Judgment> saying(Status status, List<PersonKey> people) {
    String category = status == Status.NOT_ENOUGH_DATA ? null : "Engineering";
    List<RoleShare> roles =
        category == null ? List.of() : List.of(new RoleShare(category, 0.9, 1.0));
    Judgment judgment =
        new Judgment(
            status,
            category,
            null,
            0.9,
            roles,
            "",
            List.of(),
            List.of(),
            new Origin("local", null, null));
    return people.stream().collect(Collectors.toMap(person -> person, person -> judgment));
  }

  private void both(String login, String earlier, String lately) {
    visits(login, EARLIER, earlier);
    visits(login, 3, lately);
  }

  private void visits(String login, int daysAgo, String applications) {
    visits(login, "00u-" + login, daysAgo, applications);
  }

  private void inVain(String login, int daysAgo, String applications) {
    for (int i = 0; i < applications.length(); i++) {
      Instant at = morning(daysAgo).plusSeconds(i);
      events.add(event(login, "00u-" + login, "FAILURE", applications.charAt(i), at));
    }
  }

  private void nameless(String login, int daysAgo, String applications) {
    visits(login, "", daysAgo, applications);
  }

  /** A slot of active use for each capital letter, shared with the small letters behind it. */
  private void visits(String login, String id, int daysAgo, String applications) {
    int slot = -1;
    for (int i = 0; i < applications.length(); i++) {
      char application = applications.charAt(i);
      slot += Character.isUpperCase(application) ? 1 : 0;
      Instant at = morning(daysAgo).plus(Duration.ofMinutes(15L * slot)).plusSeconds(i);
      events.add(event(login, id, "SUCCESS", application, at));
    }
  }

  private static String event(
      String login, String id, String result, char application, Instant at) {
    return """
    {"uuid":"%s-%s","published":"%s","eventType":"user.authentication.sso",\
    "actor":{%s"type":"User","alternateId":"%s@x.example"},\
    "outcome":{"result":"%s"},"authenticationContext":{"externalSessionId":"s"},\
    "target":[{"type":"AppInstance","alternateId":"%s","displayName":"%s"}]}\
    """
        .formatted(
            login,
            at,
            at,
            id.isEmpty() ? "" : "\"id\":\"" + id + "\",",
            login,
            result,
            name(application),
            name(application));
  }

  /** One is stored as it is called, the others in small letters. */
  private static String name(char application) {
    return application == 'K' ? "GitHub" : "Tool " + application;
  }

  private static Instant morning(int daysAgo) {
    return DAY.minusDays(daysAgo).atTime(8, 0).toInstant(ZoneOffset.UTC);
  }

  private Map<String, String> named(Map<PersonKey, Reason> chosen) {
    Map<String, String> named = new TreeMap<>();
    chosen.forEach((person, reason) ->
        named.put(logins.getOrDefault(person, person.toString()), reason.word()));
    return named;
  }

  /** Of the last day. */
  private void hour(int hour) {
    context.getBean(Parts.class).now = at(1).plus(Duration.ofHours(hour));
  }

  private void now(int daysAgo) {
    context.getBean(Parts.class).now = at(daysAgo);
  }

  private static Instant at(int daysAgo) {
    return DAY.plusDays(1).minusDays(daysAgo).atTime(2, 0).toInstant(ZoneOffset.UTC);
  }

  private <T> T bean(Class<T> type) {
    return context.getBean(type);
  }
}
