package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.category.Assignment;
import com.orgscope.category.Judgment;
import com.orgscope.category.TestCompany;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.licence.Contract;
import com.orgscope.licence.Licences;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.TestNoise;
import com.orgscope.usage.FunctionPair;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.SignInTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule of what is drawn once a quarter that shows in no total. */
class AnswerRulesTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 28);
  private static final Map<String, Double> WITH = Map.of("AI assistants", 1.0, "Documents", 9.0);
  private static final Map<String, Double> WITHOUT = Map.of("Documents", 1.0);

  private static Census census(
      int people, boolean listed, Map<String, Double> use, @Nullable QuarterParts parts) {
    List<Census.Member> members = new ArrayList<>();
    for (int n = 0; n < people; n++) {
      String kind = n % 2 == 0 ? "Sales" : "Engineering";
      members.add(new Census.Member("All", kind, Map.of(kind, 1.0), Map.of(), use, 0));
    }
    return new Census(
        "run-1",
        TimeWindow.ending(AS_OF, 28),
        List.of("All"),
        List.of("Engineering", "Sales"),
        members,
        people,
        listed,
        List.of(),
        true,
        null,
        parts);
  }

  private static ReleaseEpsilons epsilons(Census census) {
    return ReleaseEpsilons.of(TestReleases.PRIVACY, Period.ofMonths(1), census, true);
  }

  private static QuarterAnswers draw(Census census, Noise noise, @Nullable Levels levels) {
    return new AnswerDrawing(census, epsilons(census), noise, TestReleases.SHAPE.bounds())
        .draw(levels, null);
  }

  private static Levels levels(int engineering, int sales, int left) {
    return TestReleases.levels(
        TestReleases.people(engineering + sales + left),
        List.of(
            new Levels.Category("Engineering", TestReleases.people(engineering)),
            new Levels.Category("Sales", TestReleases.people(sales)),
            new Levels.Category("Left the list", TestReleases.people(left))));
  }

  /** Whoever has no directory would read how many signed in off a range that ends there. */
  @Test
  void without_a_directory_no_range_ends_at_how_many_people_there_are() {
    Census unlisted = census(40, false, WITH, null);
    QuarterAnswers.Assistants all = draw(unlisted, TestNoise.none(), null).assistants().getFirst();
    assertThat(all.range().high()).as("40 and the noise").isCloseTo(108, within(2.0));
    QuarterCells cells =
        new DeclaredDrawing(unlisted, epsilons(unlisted), TestNoise.none(), TestReleases.SHAPE)
            .quarter(new Quarter("2026-Q4", true, null, null), null);
    assertThat(Objects.requireNonNull(cells.idleLicences()).range().high())
        .as("not a bound for each of 40 people")
        .isGreaterThan(45_000);
    assertThat(census(40, true, WITH, null).mostPeople()).isEqualTo(40);
    assertThat(drawsAtBound(false)).as("a part of how many signed in").isFalse();
    assertThat(drawsAtBound(true)).isTrue();
  }

  /** With so much epsilon that a company of any size draws everything. */
  private static boolean drawsAtBound(boolean listed) {
    return ReleaseEpsilons.of(
            new PrivacySettings(
                10,
                1e-3,
                new BigDecimal("0.70"),
                new BigDecimal("0.30"),
                new BigDecimal("100"),
                new BigDecimal("200")),
            Period.ofMonths(1),
            census(10_000, listed, WITH, null),
            true)
        .draws(DeclaredCells.AT_BOUND);
  }

  @Test
  void what_the_noise_takes_below_zero_is_printed_as_zero() {
    Census nobody = census(1_000, true, WITHOUT, null);
    var noise = new Noise(new SplittableRandom(5));
    int zero = 0;
    for (int i = 0; i < 200; i++) {
      QuarterAnswers.Assistants all = draw(nobody, noise, null).assistants().getFirst();
      assertThat(all.people()).isNotNegative();
      zero += all.people() == 0 ? 1 : 0;
    }
    assertThat(zero).isBetween(60, 140);
  }

  /** The noise is 68 people: at most a tenth of 682. */
  @Test
  void assistants_of_a_kind_of_work_are_told_where_the_noise_is_a_tenth_of_it() {
    Census large = census(6_000, true, WITH, null);
    assertThat(draw(large, TestNoise.none(), levels(675, 690, 3_000)).assistants())
        .extracting(QuarterAnswers.Assistants::category)
        .as("who stands under a kind that left the list is under none")
        .containsExactly("Sales");
    for (int people : new int[] {4_999, 5_000}) {
      assertThat(
              draw(census(people, true, WITH, null), TestNoise.none(), levels(2_000, 2_000, 0))
                  .assistants())
          .hasSize(people < 5_000 ? 1 : 2);
    }
  }

  /** As the attacks of a release, over the cells that are drawn of a quarter's parts. */
  @Test
  void of_one_person_each_of_them_tells_its_own_epsilon_at_most() {
    assertThat(learnt(AnswerRulesTest::moved)).isCloseTo(0.06, within(1e-3));
    assertThat(learntOfFew()).as("of a small company's broad pairs").isCloseTo(0.06, within(1e-3));
    assertThat(learnt(AnswerRulesTest::idle)).isCloseTo(0.032, within(1e-3));
    assertThat(learnt(AnswerRulesTest::hours)).isCloseTo(0.04, within(1e-3));
  }

  /** Of whoever moves, is idle and left as far as anybody may. */
  private static double learnt(Function<QuarterAnswers, List<Double>> told) {
    return Likelihood.learnt(
        (company, noise) -> {
          QuarterParts parts = parts(company.size());
          Census many =
              new Census(
                  "run-1",
                  TimeWindow.ending(AS_OF, 28),
                  List.of("All"),
                  List.of("Sales"),
                  List.of(),
                  100_000_000,
                  true,
                  List.of(),
                  true,
                  null,
                  parts);
          Release before =
              TestReleases.withTotal(
                  TestReleases.people(1), "run-0", Objects.requireNonNull(parts.change()).before());
          QuarterAnswers drawn =
              new AnswerDrawing(many, epsilons(many), noise, TestReleases.SHAPE.bounds())
                  .draw(levels(1, 1, 1), before);
          return told.apply(drawn).stream().mapToDouble(n -> n).toArray();
        },
        List.of(),
        census(1, true, WITHOUT, null).members());
  }

  /** Whose size nobody made public, so that it has the grid of few and no draw is cut off. */
  private static double learntOfFew() {
    FunctionPair one = new FunctionPair("Code", "Code");
    FunctionPair other = new FunctionPair("Communication", "Documents");
    return Likelihood.learnt(
        (company, noise) -> {
          List<Map<FunctionPair, Double>> moves =
              new ArrayList<>(Collections.nCopies(50_000, Map.of(one, 5.0, other, 5.0)));
          company.forEach(more -> moves.add(Map.of(one, 30.0, other, 20.0)));
          Census few = census(1, false, WITHOUT, new QuarterParts(moves, List.of(), null, null));
          ReleaseEpsilons epsilons =
              ReleaseEpsilons.of(TestReleases.PRIVACY, Period.ofMonths(1), 1_000, true);
          QuarterAnswers drawn =
              new AnswerDrawing(few, epsilons, noise, TestReleases.SHAPE.bounds()).draw(null, null);
          return Objects.requireNonNull(drawn.moves()).stream()
              .sorted(Comparator.comparing(QuarterAnswers.Moves::one))
              .filter(pair -> pair.perWeek() > 200_000)
              .mapToDouble(QuarterAnswers.Moves::perWeek)
              .toArray();
        },
        List.of(),
        census(1, true, WITHOUT, null).members());
  }

  private static QuarterParts parts(int people) {
    FunctionPair one = new FunctionPair("Code", "Code");
    FunctionPair other = new FunctionPair("Communication", "Documents");
    List<Map<FunctionPair, Double>> moves =
        new ArrayList<>(Collections.nCopies(125_000, Map.of(one, 10.0, other, 10.0)));
    Map<PersonKey, Presence> then = new TreeMap<>();
    for (int n = 0; n < people; n++) {
      moves.add(Map.of(one, 12.0, other, 8.0));
      then.put(person(n), new Presence(50_000, "Sales", "local", "North", Map.of()));
    }
    List<QuarterParts.IdleSeats> contracts =
        IntStream.range(0, QuarterParts.MOST_CONTRACTS)
            .mapToObj(n ->
                new QuarterParts.IdleSeats(
                    "contract " + n, "", AS_OF, BigDecimal.TEN, 1_000_000 + people))
            .toList();
    return new QuarterParts(
        moves,
        contracts,
        ChangeParts.of(
            TimeWindow.ending(AS_OF.minusDays(90), 28),
            then,
            Map.of(),
            TestReleases.SHAPE.bounds().signIn()),
        null);
  }

  /** Of both pairs that somebody moves between; the noise alone shows others. */
  private static List<Double> moved(QuarterAnswers drawn) {
    return Objects.requireNonNull(drawn.moves()).stream()
        .filter(one -> one.perWeek() >= 1_000_000)
        .map(one -> (double) one.perWeek())
        .toList();
  }

  private static List<Double> idle(QuarterAnswers drawn) {
    return drawn.contracts().stream().map(one -> (double) one.seats()).toList();
  }

  private static List<Double> hours(QuarterAnswers drawn) {
    return Objects.requireNonNull(drawn.change()).parts().stream()
        .map(QuarterAnswers.Part::hoursPerWeek)
        .toList();
  }

  /** Whoever passes a way in moves between what no release tells. */
  @Test
  void a_candidate_lists_the_pairs_that_a_release_would_draw() {
    FunctionPair told = new FunctionPair("Code", "Code");
    FunctionPair wayIn = new FunctionPair("Code", UseFunctions.OTHER);
    List<Map<FunctionPair, Double>> moves = List.of(Map.of(told, 1.5, wayIn, 2.0));
    Census census = census(10_000, true, WITHOUT, new QuarterParts(moves, List.of(), null, null));
    assertThat(CandidateAnswers.of(census, epsilons(census)).moves())
        .containsExactly(new CandidateAnswers.Moves("Code", "Code", 1.5));
  }

  @Test
  void moves_come_with_the_most_first() {
    FunctionPair few = new FunctionPair("Code", "Code");
    FunctionPair many = new FunctionPair("Communication", "Documents");
    List<Map<FunctionPair, Double>> moves =
        IntStream.range(0, 10_000).mapToObj(n -> Map.of(few, 1.0, many, 2.0)).toList();
    for (int seed = 0; seed < 20; seed++) {
      List<QuarterAnswers.Moves> shown =
          Objects.requireNonNull(
              draw(
                      census(10_000, true, WITHOUT, new QuarterParts(moves, List.of(), null, null)),
                      new Noise(new SplittableRandom(seed)),
                      null)
                  .moves());
      assertThat(shown).hasSizeGreaterThan(1);
      assertThat(shown)
          .isSortedAccordingTo(Comparator.comparingLong(QuarterAnswers.Moves::perWeek).reversed());
      assertThat(shown.getFirst().one()).isEqualTo("Communication");
    }
  }

  /** A contract's dollars are its seats', from end to end. */
  @Test
  void the_dollars_of_a_contract_have_the_range_of_its_seats() {
    QuarterParts due =
        new QuarterParts(
            List.of(),
            List.of(
                new QuarterParts.IdleSeats(
                    "Figma", "", LocalDate.of(2027, 2, 1), new BigDecimal("120.50"), 2_000)),
            null,
            null);
    QuarterAnswers.IdleSeats one =
        draw(census(10_000, true, WITHOUT, due), TestNoise.none(), null).contracts().getFirst();
    assertThat(one.usdRange().low()).isEqualTo(Math.floor(one.range().low() * 120.5));
    assertThat(one.usdRange().high()).isEqualTo(Math.ceil(one.range().high() * 120.5));
  }

  /** Which are told follows what IT said of them, and who has an idle seat not at all. */
  @Test
  void contracts_are_the_five_dearest_whose_notice_is_in_the_next_quarter() {
    Set<PersonKey> counted = Set.of(person(1), person(2));
    List<Licences.IdleContract> all =
        List.of(
            contract("A", 100, LocalDate.of(2027, 1, 1)),
            contract("B", 600, LocalDate.of(2027, 3, 31)),
            contract("C", 500, LocalDate.of(2027, 2, 1)),
            contract("D", 400, LocalDate.of(2027, 2, 1)),
            contract("E", 300, LocalDate.of(2026, 2, 1)),
            contract("F", 200, LocalDate.of(2027, 2, 1)),
            contract("this quarter", 900, LocalDate.of(2026, 12, 31)),
            contract("after the next", 900, LocalDate.of(2027, 4, 1)),
            contract("a year later", 900, LocalDate.of(2028, 2, 1)));
    List<QuarterParts.IdleSeats> due = LiveQuarter.contracts(all, AS_OF, counted);
    assertThat(due)
        .extracting(QuarterParts.IdleSeats::application)
        .containsExactly("B", "C", "D", "E", "F");
    assertThat(due)
        .extracting(QuarterParts.IdleSeats::seats)
        .as("not who is not counted")
        .containsOnly(2);
    assertThat(due.get(3).noticeBy()).as("renewed since").isEqualTo(LocalDate.of(2027, 2, 1));
  }

  private static Licences.IdleContract contract(String name, int seats, LocalDate notice) {
    return new Licences.IdleContract(
        new Contract(
            new AppId(name),
            "",
            seats,
            BigDecimal.TEN,
            Currency.getInstance("USD"),
            notice.plusDays(30),
            30,
            true,
            "",
            null),
        BigDecimal.TEN,
        Set.of(person(1), person(2), person(3)));
  }

  private static PersonKey person(int n) {
    byte[] hash = new byte[16];
    hash[0] = (byte) n;
    return PersonKey.ofHash(hash);
  }

  /** Whoever did not use any of them before is at new ones; whoever signs in nowhere is not. */
  @Test
  void a_part_at_new_applications_is_of_what_was_signed_in_to() {
    Presence none = new Presence(0, "Sales", "local", "North", Map.of());
    assertThat(none.partAtNew(none)).isZero();
    Presence some = new Presence(9, "Sales", "local", "North", Map.of(new AppId("Zoom"), 3L));
    assertThat(some.partAtNew(none)).isEqualTo(1);
    assertThat(some.partAtNew(some)).isZero();
  }

  /** What was published before has noise of its own, which no other cause has. */
  @Test
  void what_came_late_has_the_range_of_the_published_figure_too() {
    Figure published =
        new Figure(1, new Interval(1, 1), 100, new Interval(90, 110), 0, new Interval(0, 0));
    QuarterAnswers.Change change =
        HoursChange.of(
            TestReleases.withTotal(published, "run-0", TimeWindow.ending(AS_OF, 28)),
            TimeWindow.ending(AS_OF, 28),
            published,
            Map.of(ChangeCause.LATE_DATA, 0.0, ChangeCause.JOINED, 0.0),
            20);
    for (QuarterAnswers.Part part : change.parts()) {
      double most = part.cause() == ChangeCause.LATE_DATA ? Math.hypot(20, 10) : 20;
      assertThat(part.range().high()).isCloseTo(most, within(0.11));
      assertThat(part.range().low()).isCloseTo(-most, within(0.11));
    }
  }

  @Test
  void assistants_of_a_kind_of_work_that_left_the_list_are_shown_no_more() {
    Interval range = new Interval(1, 3);
    QuarterAnswers all =
        new QuarterAnswers(
            null,
            List.of(
                new QuarterAnswers.Assistants(Release.EVERYONE, 2, range),
                new QuarterAnswers.Assistants("Sales", 2, range),
                new QuarterAnswers.Assistants("Left the list", 2, range),
                new QuarterAnswers.Assistants(
                    "Left the list, Sales", List.of("Left the list", "Sales"), 2, range)),
            List.of(),
            List.of(),
            null,
            new QuarterAnswers.Spared(1, null, null));
    assertThat(all.of(List.of("Sales")).spared()).as("of everybody").isEqualTo(all.spared());
    assertThat(all.withoutChange()).as("nothing else goes with it").isEqualTo(all);
    assertThat(all.of(List.of("Sales")).assistants())
        .extracting(QuarterAnswers.Assistants::category)
        .containsExactly(Release.EVERYONE, "Sales");
  }

  /** Else one person's seconds of the days before would be more than their noise is for. */
  @Test
  void nobody_counts_for_more_than_the_bound_in_the_days_before() {
    Map<PersonKey, Presence> then =
        Map.of(
            person(1), new Presence(50_000, "Sales", "local", "North", Map.of()),
            person(2), new Presence(100, "Sales", "local", "North", Map.of()));
    ChangeParts parts = ChangeParts.of(TimeWindow.ending(AS_OF, 28), then, Map.of(), 1_800);
    assertThat(parts.secondsBefore()).isEqualTo(1_900);
    assertThat(parts.seconds()).containsEntry(ChangeCause.LEFT, -1_900L);
  }

  @Test
  void somebody_is_there_with_seconds_a_week_and_the_kind_of_work_that_was_decided() {
    TimeWindow window = TimeWindow.ending(AS_OF, 28);
    PersonUsage used =
        new PersonUsage(
            person(1),
            window,
            List.of(),
            0,
            0,
            0,
            null,
            null,
            4,
            4,
            0,
            new SignInTime(300, 0, 500, 0));
    assertThat(Presence.of(used, said(Judgment.Status.DECIDED), null))
        .isEqualTo(new Presence(200, "Sales", origin(), "", Map.of()));
    assertThat(Presence.of(null, said(Judgment.Status.UNCERTAIN), null))
        .isEqualTo(new Presence(0, Release.NOT_YET_KNOWN, "", "", Map.of()));
    Assignment model = said(Judgment.Status.DECIDED);
    Assignment person =
        new Assignment(
            model.person(),
            model.run(),
            AS_OF,
            model.judgment(),
            new Assignment.Override("Legal", "tess", null, Instant.EPOCH),
            false);
    assertThat(Presence.of(null, person, null))
        .as("what a person said is no model's doing")
        .isEqualTo(new Presence(0, "Legal", "", "", Map.of()));
  }

  private static Assignment said(Judgment.Status status) {
    return new Assignment(
        person(1), "run-1", AS_OF, TestCompany.judgment(status, "Sales", 0.9), null, false);
  }

  private static String origin() {
    Judgment.Origin origin = said(Judgment.Status.DECIDED).judgment().origin();
    return origin.model() + ' ' + origin.prompt();
  }

  /** What is compared with is what drew the quarter before, and still stands. */
  @Test
  void hours_are_compared_with_the_first_release_of_the_quarter_before_that_stands() {
    Release first = drawer("first", 7);
    Release showed = named("showed", 8, first.quarter());
    Release second = drawer("second", 9);
    List<Release> before = List.of(named("without", 6, null), first, showed, second);
    assertThat(earlier(before, "")).isEqualTo(first);
    assertThat(earlier(before, "first"))
        .as("what only showed the withdrawn one's cells is not compared with either")
        .isEqualTo(second);
    assertThat(earlier(List.of(first), "first")).isNull();
    assertThat(earlier(List.of(TestReleases.withoutLevels(first)), "")).isNull();
  }

  private static @Nullable Release earlier(List<Release> before, String withdrawn) {
    return Quarter.of("2026-Q4", List.of(), before, one -> one.id().equals(withdrawn)).earlier();
  }

  private static Release drawer(String id, int month) {
    return named(
        id,
        month,
        new QuarterCells(
            "2026-Q3",
            TimeWindow.ending(LocalDate.of(2026, month, 28), 28),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            null));
  }

  private static Release named(String id, int month, @Nullable QuarterCells cells) {
    return TestReleases.with(
        TestReleases.withTotal(
                TestReleases.people(100),
                "run-" + month,
                TimeWindow.ending(LocalDate.of(2026, month, 28), 28))
            .named(id),
        cells);
  }
}
