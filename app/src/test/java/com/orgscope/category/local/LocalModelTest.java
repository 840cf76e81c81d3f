package com.orgscope.category.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.RoleChange;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.local.MadeUpCompany.Member;
import com.orgscope.category.local.MadeUpCompany.World;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LocalModelTest {
  private static final List<String> INDUSTRIES =
      List.of("technology", "finance", "healthcare", "retail", "manufacturing");
  private static final LocalDate AS_OF = MadeUpCompany.AS_OF;
  private static final PersonKey ANN = new PersonKey(new UUID(7, 7));

  /** Totals over five companies, one of each industry. */
  private record Outcome(double accuracy, double coverage, double calibrationError) {}

  @Test
  void usual_companies_are_judged_well() {
    Outcome outcome = judged(World.USUAL);
    assertThat(outcome.accuracy()).isGreaterThan(0.9);
    assertThat(outcome.coverage()).isGreaterThan(0.8);
    assertThat(outcome.calibrationError()).as("%s", outcome).isLessThan(0.06);
  }

  @Test
  void three_of_ten_applications_may_be_unknown() {
    Outcome outcome = judged(World.THIRTY_UNKNOWN);
    assertThat(outcome.accuracy()).isGreaterThan(0.85);
    assertThat(outcome.coverage()).isGreaterThan(0.72);
    assertThat(outcome.calibrationError()).as("%s", outcome).isLessThan(0.07);
  }

  @Test
  void confidence_stays_honest_where_judging_is_hard() {
    assertThat(judged(World.HARD).calibrationError()).isLessThan(0.08);
    assertThat(judged(World.SIXTY_UNKNOWN).calibrationError()).isLessThan(0.08);
  }

  private static Outcome judged(World world) {
    int people = 0;
    int decided = 0;
    int right = 0;
    double[] gap = new double[10];
    for (int i = 0; i < INDUSTRIES.size(); i++) {
      List<Member> members = MadeUpCompany.of(INDUSTRIES.get(i), 300, world, 1000L + i);
      Judge judge = judge(INDUSTRIES.get(i), members.stream().map(Member::usage).toList());
      for (Member member : members) {
        Judgment judgment = judge.judge(new Subject(member.usage(), member.hasReports(), null));
        assertThat(judgment.reasoning()).isNotBlank();
        assertThat(judgment.roles().stream().mapToDouble(RoleShare::share).sum())
            .isCloseTo(1, Offset.offset(1e-9));
        people++;
        if (judgment.status() == Status.DECIDED) {
          boolean hit = member.category().equals(judgment.category());
          decided++;
          right += hit ? 1 : 0;
          gap[Math.min(9, (int) (judgment.confidence() * 10))] +=
              judgment.confidence() - (hit ? 1 : 0);
        }
      }
    }
    double error = 0;
    for (double bin : gap) {
      error += Math.abs(bin) / decided;
    }
    return new Outcome(right / (double) decided, decided / (double) people, error);
  }

  @Test
  void the_same_company_is_judged_the_same_twice() {
    List<PersonUsage> people = usages(World.USUAL);
    Judge one = judge("technology", people);
    Judge other = judge("technology", people.reversed());
    for (PersonUsage person : people) {
      Subject subject = new Subject(person, false, null);
      assertThat(other.judge(subject)).isEqualTo(one.judge(subject));
    }
  }

  @Test
  void an_application_no_list_knows_is_judged_by_its_users() {
    List<PersonUsage> people = new ArrayList<>(usages(World.KIND));
    for (int i = 0; i < 12; i++) {
      people.add(
          person(
              new PersonKey(new UUID(9, i)),
              300,
              use("GitHub", "source-control", 200),
              unknown("kestrel-prod", 100)));
    }
    PersonUsage ann =
        person(ANN, 200, unknown("kestrel-prod", 150), use("Mail", "email-calendar", 50));
    people.add(ann);

    Judgment judgment = judge("technology", people).judge(new Subject(ann, false, null));

    assertThat(judgment.category()).isEqualTo("Engineering");
    assertThat(judgment.evidence().getFirst()).contains("kestrel-prod", "its users use");
    assertThat(judgment.confidence()).isLessThan(0.9);
  }

  @Test
  void who_uses_nothing_particular_is_nobody_s_guess() {
    PersonUsage ann =
        person(ANN, 300, use("Mail", "email-calendar", 200), use("Chat", "team-chat", 100));

    Judgment judgment = judge("technology", with(ann)).judge(new Subject(ann, false, null));

    assertThat(judgment.status()).isEqualTo(Status.UNCERTAIN);
    assertThat(judgment.confidence()).isLessThan(Judgment.FLOOR);
  }

  @Test
  void people_who_report_to_somebody_make_management_a_second_role() {
    PersonUsage ann =
        person(
            ANN,
            400,
            use("GitHub", "source-control", 150),
            use("Jira", "issue-tracking", 100),
            use("Lattice", "performance-engagement", 50),
            use("Mail", "email-calendar", 100));
    Judge judge = judge("technology", with(ann));

    Judgment leads = judge.judge(new Subject(ann, true, null));
    Judgment alone = judge.judge(new Subject(ann, false, null));

    assertThat(leads.roles())
        .extracting(RoleShare::category)
        .containsExactly("Engineering", "Management");
    assertThat(leads.roles().get(1).share()).isBetween(0.1, 0.3);
    assertThat(leads.reasoning()).contains("people report to this person");
    assertThat(alone.roles()).extracting(RoleShare::category).containsExactly("Engineering");
  }

  @Test
  void two_halves_of_a_week_are_two_roles() {
    PersonUsage ann =
        person(
            ANN,
            400,
            use("Figma", "design-tools", 140),
            use("UserTesting", "user-research", 40),
            use("GitHub", "source-control", 150),
            use("CircleCI", "ci-cd", 70));

    Judgment judgment = judge("technology", with(ann)).judge(new Subject(ann, false, null));

    assertThat(judgment.roles())
        .extracting(RoleShare::category)
        .containsExactlyInAnyOrder("Design", "Engineering");
    assertThat(judgment.roles()).allSatisfy(r -> assertThat(r.share()).isBetween(0.3, 0.7));
  }

  @Test
  void a_promotion_shows_as_one_role_growing_at_the_cost_of_another() {
    PersonUsage before =
        person(
            ANN,
            400,
            use("GitHub", "source-control", 200),
            use("CircleCI", "ci-cd", 100),
            use("Lattice", "performance-engagement", 20));
    PersonUsage after =
        person(
            ANN,
            400,
            use("GitHub", "source-control", 60),
            use("Lattice", "performance-engagement", 120),
            use("Quantive", "goals-strategy", 90));

    List<RoleChange> drift = judge("technology", with(before)).drift(before, after, true);

    assertThat(drift)
        .extracting(RoleChange::category)
        .containsExactlyInAnyOrder("Engineering", "Management");
    assertThat(drift)
        .allSatisfy(
            s -> assertThat(s.change() > 0).isEqualTo(s.category().equals(Taxonomy.MANAGEMENT)));
  }

  @Test
  void thirty_days_and_ten_accesses_are_enough_and_less_is_not() {
    AppUse[] work = {use("GitHub", "source-control", 30)};
    assertThat(status(spanning(30, 10, 8, work), null)).isEqualTo(Status.DECIDED);
    assertThat(status(spanning(29, 10, 8, work), null)).isEqualTo(Status.NOT_ENOUGH_DATA);
    assertThat(status(spanning(30, 9, 8, work), null)).isEqualTo(Status.NOT_ENOUGH_DATA);
  }

  @Test
  void a_new_hire_is_provisional_after_ten_accesses_on_five_days() {
    AppUse[] work = {use("GitHub", "source-control", 30)};
    LocalDate hired = AS_OF.minusDays(20);
    assertThat(status(spanning(15, 10, 5, work), hired)).isEqualTo(Status.PROVISIONAL);
    assertThat(status(spanning(15, 10, 4, work), hired)).isEqualTo(Status.NOT_ENOUGH_DATA);
    assertThat(status(spanning(15, 9, 5, work), hired)).isEqualTo(Status.NOT_ENOUGH_DATA);
    assertThat(status(spanning(15, 10, 5, work), AS_OF.minusDays(30)))
        .isEqualTo(Status.NOT_ENOUGH_DATA);
  }

  private static Status status(PersonUsage usage, @Nullable LocalDate hired) {
    return judge("technology", with(usage)).judge(new Subject(usage, false, hired)).status();
  }

  private static Judge judge(String industry, List<PersonUsage> people) {
    Company company =
        new Company(new TenantId("made-up"), Taxonomy.forIndustry(industry), "run-1", AS_OF);
    return new LocalModel().prepare(company, people);
  }

  private static List<PersonUsage> usages(World world) {
    return MadeUpCompany.of("technology", 150, world, 5).stream().map(Member::usage).toList();
  }

  private static List<PersonUsage> with(PersonUsage somebody) {
    List<PersonUsage> people = new ArrayList<>(usages(World.KIND));
    people.add(somebody);
    return people;
  }

  private static PersonUsage spanning(int days, int accesses, int activeDays, AppUse... apps) {
    Instant last = AS_OF.atStartOfDay().toInstant(ZoneOffset.UTC);
    return new PersonUsage(
        ANN,
        TimeWindow.ending(AS_OF, 90),
        List.of(apps),
        accesses,
        30,
        activeDays,
        AS_OF.minusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC),
        last,
        0,
        0,
        0);
  }

  private static PersonUsage person(PersonKey key, double slots, AppUse... apps) {
    List<AppUse> shared = new ArrayList<>();
    for (AppUse app : apps) {
      shared.add(
          new AppUse(
              app.app(),
              app.accesses(),
              app.activeSlots(),
              app.activeSlots() / slots,
              1,
              1,
              0,
              0,
              app.firstAt(),
              app.lastAt(),
              app.weeks(),
              false));
    }
    PersonUsage frame = spanning(60, (int) slots, 50);
    return new PersonUsage(
        key,
        frame.window(),
        shared,
        frame.accesses(),
        slots,
        50,
        frame.firstAt(),
        frame.lastAt(),
        0,
        0,
        0);
  }

  private static AppUse use(String name, String function, double slots) {
    return use(new Application(new AppId(name), Map.of(function, 1.0), Basis.CURATED, ""), slots);
  }

  private static AppUse unknown(String name, double slots) {
    return use(new Application(new AppId(name), Map.of(), Basis.NONE, ""), slots);
  }

  private static AppUse use(Application app, double slots) {
    Instant last = AS_OF.atStartOfDay().toInstant(ZoneOffset.UTC);
    return new AppUse(
        app, (long) slots, slots, 1, 1, 1, 0, 0, last.minusSeconds(5_184_000), last, -1, false);
  }
}
