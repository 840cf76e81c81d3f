package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.SignedDocument;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.access.TestOperators;
import com.orgscope.access.TestWidenings;
import com.orgscope.directory.Regrouping;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.TestLake;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * To whoever asks, what somebody does with a sensitive application is as if it had not been: every
 * question of the room is asked of a company where it was and of one where it was not.
 */
@Tag("slow")
class WithheldUseTest {
  private static final Caller IT = Caller.commandLine(TestDirectory.ACME, "tester");
  private static final TimeWindow NOVEMBER =
      new TimeWindow(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1));
  private static final List<String> APPS = List.of("GitHub", "Jira", "quarrywood", "Slack");
  private static final List<String> LISTED =
      List.of("betriebsrat-portal", "Headspace", "withheld:0123456789abcdef");
  private static final int K = 3;

  @TempDir Path home;
  @TempDir Path people;
  private Company acme;
  private Company beside;
  private Lake raw;

  @BeforeEach
  void two_companies_of_one_lake() {
    Company made = Company.open(home, Instant.parse("2026-11-20T12:00:00Z"));
    raw = made.lake();
    Lake lake = TestLake.open(made.database(), home, new SensitiveApplications(voice(made)));
    acme =
        new Company(
            made.tenant(), made.database(), made.audit(), made.directory(), made.access(), lake);
    beside = acme.beside("beside");
  }

  @AfterEach
  void close() {
    acme.close();
  }

  private static TenantVocabulary voice(Company company) {
    return new DirectoryVocabulary(
        company.directory().tenants(),
        company.directory().vocabulary(),
        new ApplicationAnswerStore(company.database()),
        new SensitiveMarkStore(company.database()));
  }

  /** What everybody does, and what one does besides, at any time and close to the rest. */
  private static SignInLog work(Random random, List<String> besides) {
    SignInLog log = new SignInLog();
    for (int day = 2; day < 12; day++) {
      for (int i = 0; i < 12; i++) {
        int person = 1 + random.nextInt(4);
        String time =
            String.format(
                Locale.ROOT, "%02d %02d:%02d", day, i == 0 ? 23 : 9 + i / 4, random.nextInt(60));
        String app = APPS.get(random.nextInt(APPS.size()));
        int hidden = random.nextInt(6);
        int which = random.nextInt(LISTED.size());
        log.by(person).challenge(time + ":01", null).visit(time + ":20", app, "s" + person);
        if (besides.isEmpty() || hidden > 3) {
          continue;
        }
        String besidesApp = besides.get(which % besides.size());
        String session = hidden == 0 ? null : "s" + person;
        log.visit(time + ":10", besidesApp, session)
            .failedVisit(time + ":12", besidesApp, session)
            .refresh(time + ":25", besidesApp)
            .visit(time + ":30", besidesApp, session);
        log.challengeFor(time + ":31", besidesApp);
      }
    }
    return log;
  }

  @Test
  void its_presence_changes_no_answer() {
    for (int seed = 0; seed < 2; seed++) {
      Company with = acme.beside("with" + seed);
      Company without = acme.beside("without" + seed);
      with.wrote(work(new Random(seed), LISTED));
      without.wrote(work(new Random(seed), List.of()));
      rollUp(with);
      rollUp(without);
      assertThat(answers(without)).as("something is asked").hasSizeGreaterThan(8);
      assertThat(answers(with)).as("seed " + seed).isEqualTo(answers(without));
      assertThat(names(raw, with)).as("daily figures").isEqualTo(names(raw, without));
    }
  }

  @Test
  void a_mark_holds_at_once_for_days_that_were_counted_and_can_be_taken_back() {
    acme.wrote(work(new Random(7), List.of("haven")));
    beside.wrote(work(new Random(7), List.of()));
    rollUp(acme);
    rollUp(beside);
    Map<String, Object> marked = answers(beside);
    Map<String, Object> before = answers(acme);
    assertThat(before).isNotEqualTo(marked);
    assertThat(before.toString()).contains("haven");

    marks().mark(IT, new SensitiveMark("Haven", true), Progress.NONE);
    assertThat(answers(acme)).isEqualTo(marked);
    assertThat(names(raw, acme)).doesNotContain("haven");
    assertThat(acme.audit().entries(IT, 50).toString()).contains("withhold application Haven");

    marks().mark(IT, new SensitiveMark("haven", false), Progress.NONE);
    assertThat(answers(acme)).isEqualTo(before);
    assertThat(marks().all(IT)).containsExactly(new SensitiveMark("haven", false));
  }

  @Test
  void where_somebody_speaks_for_the_people_it_lets_nothing_in_alone() {
    acme.wrote(work(new Random(7), List.of("haven")));
    rollUp(acme);
    marks().mark(IT, new SensitiveMark("Haven", true), Progress.NONE);
    Map<String, Object> marked = answers(acme);
    TestCouncilPolicies.put(
        acme.database(),
        acme.tenant(),
        TestCouncilPolicies.naming(List.of("cem"), CouncilPolicy.Managers.NOTHING));
    assertThatThrownBy(() -> marks().mark(IT, new SensitiveMark("haven", false), Progress.NONE))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("names cem");
    assertThatThrownBy(() -> marks().admit(IT, List.of("haven"), null, Progress.NONE))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("names cem");
    assertThat(marks().all(IT)).containsExactly(new SensitiveMark("Haven", true));
    assertThat(answers(acme)).isEqualTo(marked);
    marks().mark(IT, new SensitiveMark("refuge", true), Progress.NONE);
  }

  @Test
  void a_document_lets_in_what_was_withheld_when_it_was_signed_and_not_what_was_withheld_later() {
    Instant[] at = {Instant.parse("2026-11-20T00:00:00Z")};
    SensitiveMarks marks = marks(() -> at[0]);
    marks.mark(IT, new SensitiveMark("haven", true), Progress.NONE);
    TestOperators persons = TestOperators.in(people);
    TestWidenings.agreed(acme, home, persons, IT);
    SignedDocument kept = persons.signed(marks.propose(IT, List.of("haven"), "once"), "ann", "cem");
    SignedDocument used = persons.signed(marks.propose(IT, List.of("haven"), "now"), "ann", "cem");
    marks.admit(IT, List.of("haven"), used, Progress.NONE);
    at[0] = at[0].plusSeconds(60);
    marks.mark(IT, new SensitiveMark("haven", true), Progress.NONE);
    assertThatThrownBy(() -> marks.admit(IT, List.of("haven"), kept, Progress.NONE))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("not about this");
    assertThat(marks.all(IT)).containsExactly(new SensitiveMark("haven", true));
  }

  /** Another process has the answers of before, and has not counted anew. */
  @Test
  void a_mark_holds_before_anything_is_counted_anew() {
    acme.wrote(work(new Random(7), List.of("haven")));
    rollUp(acme);
    Usage usage = usage(acme);
    assertThat(usage.users(IT, NOVEMBER)).containsKey(new AppId("haven"));
    new SensitiveMarkStore(acme.database())
        .mark(IT, new SensitiveMark("haven", true), Instant.EPOCH);
    assertThat(usage.users(IT, NOVEMBER)).doesNotContainKey(new AppId("haven"));
    assertThat(answers(acme).toString()).doesNotContain("haven");
    assertThat(names(raw, acme)).as("the night has not counted").contains("haven");
  }

  @Test
  void only_the_product_and_it_mark() {
    Caller manager = new Caller(acme.tenant(), Role.MANAGER, "mo", SignInLog.person(1));
    assertThatThrownBy(() -> marks().mark(manager, new SensitiveMark("haven", true), Progress.NONE))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> withheld().of(manager, NOVEMBER, K)).isInstanceOf(Failure.class);
  }

  @Test
  void it_is_counted_where_k_people_are_behind_it_and_in_round_numbers() {
    SignInLog log = new SignInLog();
    for (int person = 1; person < K; person++) {
      log.by(person).visit("02 09:00", "ethicspoint", "s").visit("02 09:10", "Headspace", "s");
    }
    acme.wrote(log);
    assertThat(withheld().of(IT, NOVEMBER, K)).as("too few").isEmpty();
    acme.wrote(
        new SignInLog()
            .by(K)
            .visit("03 09:00", "ethicspoint", "s")
            .visit("03 09:05", "GitHub", "s"));
    assertThat(withheld().of(IT, NOVEMBER, K)).contains(new WithheldUse.Counted(2, 3));
    assertThat(withheld().of(IT, NOVEMBER, K + 1)).as("another k").isEmpty();
  }

  private SensitiveMarks marks() {
    return marks(() -> Instant.EPOCH);
  }

  private SensitiveMarks marks(InstantSource clock) {
    return new SensitiveMarks(
        new SensitiveApplications(voice(acme)),
        new SensitiveMarkStore(acme.database()),
        new DailyUsage(acme.lake(), any -> Regrouping.NONE),
        acme.access(),
        TestWidenings.of(acme, home),
        clock);
  }

  private WithheldUse withheld() {
    return new WithheldUse(acme.lake(), acme.access(), acme.directory().resolution());
  }

  private static void rollUp(Company company) {
    TestUsage.rollUp(company.lake(), company.tenant());
  }

  private static Usage usage(Company company) {
    return new Usage(
        company.lake(),
        new Applications(voice(company), new MemorySpellings()),
        company.access(),
        company.directory().resolution());
  }

  private static Map<String, Object> answers(Company company) {
    Caller it = company.operator();
    Usage usage = usage(company);
    Applications applications = new Applications(voice(company), new MemorySpellings());
    Map<String, Object> answers = new TreeMap<>();
    answers.put("everybody", usage.everybody(it, NOVEMBER));
    answers.put(
        "one", usage.of(Caller.system(company.tenant(), "test"), SignInLog.person(1), NOVEMBER));
    answers.put("users", usage.users(it, NOVEMBER));
    answers.put("switches", usage.switches(it, NOVEMBER));
    answers.put("chains", usage.chains(it, NOVEMBER));
    answers.put("last use", usage.lastUse(it, NOVEMBER, NOVEMBER));
    answers.put("last signs", usage.lastSigns(it, NOVEMBER, NOVEMBER));
    answers.put("seen", usage.seenBeyond(it, Set.of(), NOVEMBER));
    answers.put("days", new AccessDays(company.lake(), company.access()).of(it, NOVEMBER));
    answers.put(
        "coverage",
        new SignInCoverage(company.lake(), company.access(), company.directory().resolution())
            .byProvider(it, NOVEMBER));
    List<SignInEvent> ways = new ArrayList<>();
    new SignInEvents(
            company.lake(), applications, company.access(), company.directory().resolution())
        .walk(it, "test", NOVEMBER, ways::add);
    answers.put("ways in", ways);
    return answers;
  }

  /** What the daily figures hold, past the rule. */
  private static List<String> names(Lake raw, Company company) {
    return raw.ask(
        new NamedQuery(WithheldUseTest.class, "daily-names"),
        Scope.everybody(company.tenant()),
        NOVEMBER,
        Map.of(),
        row -> row.getString("app"));
  }
}
