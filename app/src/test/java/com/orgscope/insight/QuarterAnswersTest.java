package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.TestNoise;
import com.orgscope.usage.FunctionPair;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is drawn once a quarter of where people move, AI assistants, contracts, and changes. */
class QuarterAnswersTest {
  /** Another number has other companies and other noise. */
  private static final long SEED = 10_000 * Long.getLong("orgscope.drill.seed", 0);

  private static final int PEOPLE = 10_000;
  private static final HourBounds BOUNDS = TestReleases.SHAPE.bounds();
  private static final TimeWindow NOW = TimeWindow.ending(LocalDate.of(2026, 11, 28), 28);
  private static final TimeWindow BEFORE = TimeWindow.ending(LocalDate.of(2026, 8, 29), 28);
  private static final FunctionPair CHAT_AND_TEXT = new FunctionPair("Communication", "Documents");
  private static final FunctionPair CODE = new FunctionPair("Code", "Code");

  private final SplittableRandom random = new SplittableRandom(SEED + 20261130);

  private static Census census(int people, Map<String, Double> use, @Nullable QuarterParts parts) {
    List<Census.Member> members = new ArrayList<>();
    for (int n = 0; n < people; n++) {
      String kind = n % 4 == 0 ? "Sales" : "Engineering";
      members.add(new Census.Member("All", kind, Map.of(kind, 1.0), Map.of(), use, 0));
    }
    return new Census(
        "run-1",
        NOW,
        List.of("All"),
        List.of("Engineering", "Sales"),
        members,
        people,
        true,
        List.of(),
        false,
        null,
        parts);
  }

  private static ReleaseEpsilons epsilons(Census census) {
    return ReleaseEpsilons.of(TestReleases.PRIVACY, Period.ofMonths(1), census, true);
  }

  private static QuarterAnswers draw(
      Census census, Noise noise, @Nullable Levels levels, @Nullable Release earlier) {
    return new AnswerDrawing(census, epsilons(census), noise, BOUNDS).draw(levels, earlier);
  }

  private static QuarterParts parts(
      List<Map<FunctionPair, Double>> moves,
      List<QuarterParts.IdleSeats> contracts,
      @Nullable ChangeParts change) {
    return new QuarterParts(moves, contracts, change, null);
  }

  private static QuarterParts.IdleSeats contract(String name, int seats) {
    return new QuarterParts.IdleSeats(
        name, "", LocalDate.of(2027, 2, 1), new BigDecimal("120.50"), seats);
  }

  /** Every pair that is shown is held by its range; what is rare is not shown. */
  @Test
  void moves_are_shown_where_their_range_is_under_half_of_them() {
    List<Map<FunctionPair, Double>> moves = new ArrayList<>();
    for (int n = 0; n < PEOPLE; n++) {
      moves.add(n % 2 == 0 ? Map.of(CHAT_AND_TEXT, 1.5, CODE, 0.25) : Map.of(CHAT_AND_TEXT, 0.75));
    }
    Census census = census(PEOPLE, Map.of(), parts(moves, List.of(), null));
    double truth = 0.5 * PEOPLE * 2.25;
    var noise = new Noise(new SplittableRandom(1));
    int shown = 0;
    int held = 0;
    int rare = 0;
    for (int i = 0; i < 400; i++) {
      List<QuarterAnswers.Moves> drawn =
          Objects.requireNonNull(draw(census, noise, null, null).moves());
      for (QuarterAnswers.Moves one : drawn) {
        assertThat(one.range().high() - one.range().low()).isLessThan(one.perWeek() / 2.0);
        boolean common = one.one().equals("Communication") && one.other().equals("Documents");
        shown += common ? 1 : 0;
        held += common && one.range().low() <= truth && truth <= one.range().high() ? 1 : 0;
        rare += common ? 0 : 1;
      }
    }
    QuarterAnswers.Moves exact =
        Objects.requireNonNull(draw(census, TestNoise.none(), null, null).moves()).getFirst();
    assertThat(exact.perWeek()).isEqualTo(11_250);
    assertThat(exact.range().high() - exact.perWeek())
        .as("three times 20 moves / 0.06")
        .isCloseTo(1_000, within(3.0));
    assertThat(shown).isGreaterThan(380);
    assertThat(held).isGreaterThan((int) (0.93 * shown));
    assertThat(rare).as("of 90 other pairs in 400 draws").isLessThan(4);
    assertThat(
            draw(census(799, Map.of(), parts(moves, List.of(), null)), noise, null, null).moves())
        .as("too few people")
        .isNull();
  }

  /** As the made-up company of the demo moves: 28 of a hundred within everyday work. */
  @Test
  void a_small_company_is_told_of_few_broad_pairs_with_a_lower_bound() {
    FunctionPair code = new FunctionPair("Code", "Code");
    FunctionPair codeAndText = new FunctionPair("Code", "Documents");
    FunctionPair customers = new FunctionPair("Customers", "People");
    List<Map<FunctionPair, Double>> moves = new ArrayList<>();
    for (int n = 0; n < 1_500; n++) {
      moves.add(Map.of(CHAT_AND_TEXT, 2.8, codeAndText, 1.9, code, 0.4, customers, 0.3));
    }
    Census census = census(1_500, Map.of(), parts(moves, List.of(), null));
    var noise = new Noise(new SplittableRandom(8));
    int top = 0;
    int wrong = 0;
    int held = 0;
    for (int i = 0; i < 1_000; i++) {
      for (QuarterAnswers.Moves one : moves(census, noise)) {
        assertThat(one.range().high() - one.range().low()).isLessThan(one.perWeek() / 2.0);
        boolean isTop = one.one().equals("Everyday work") && one.other().equals("Everyday work");
        top += isTop ? 1 : 0;
        held += isTop && one.range().low() <= 4_200 && 4_200 <= one.range().high() ? 1 : 0;
        wrong += one.perWeek() < 2_000 ? 1 : 0;
      }
    }
    assertThat(top).isEqualTo(1_000);
    assertThat(held).isBetween(930, 980);
    assertThat(wrong).isZero();
    assertThat(moves(census, TestNoise.none()))
        .containsExactly(
            new QuarterAnswers.Moves(
                "Everyday work", "Everyday work", 4_200, new Interval(3_700, 4_700)),
            new QuarterAnswers.Moves(
                "Building and systems", "Everyday work", 2_850, new Interval(2_350, 3_350)));
    assertThat(MoveGrid.of(3_999).pairs()).hasSize(15).doesNotHaveDuplicates();
    assertThat(MoveGrid.of(4_000).pairs()).hasSize(91);
    assertThat(MoveGrid.of(3_999).weekly()).isEqualTo(10);
    assertThat(CandidateAnswers.of(census, epsilons(census)).moves().getFirst())
        .isEqualTo(new CandidateAnswers.Moves("Everyday work", "Everyday work", 4_200));
  }

  private static List<QuarterAnswers.Moves> moves(Census census, Noise noise) {
    return Objects.requireNonNull(draw(census, noise, null, null).moves());
  }

  /** One person's, rounded down to hundredths in each cell. */
  @Test
  void nobody_adds_more_moves_than_the_bound() {
    for (int i = 0; i < 500; i++) {
      Map<FunctionPair, Double> own = new HashMap<>();
      double left = QuarterParts.WEEKLY_MOVES;
      for (FunctionPair pair : UseFunctions.instance().pairs()) {
        double times = left * random.nextDouble();
        own.put(pair, times);
        left -= times;
      }
      for (int size : new int[] {PEOPLE, 1_000}) {
        MoveGrid grid = MoveGrid.of(size);
        long all = grid.hundredths(List.of(own)).values().stream().mapToLong(n -> n).sum();
        assertThat(all).isLessThanOrEqualTo(100L * grid.weekly());
        assertThat(all).as("rounded down in each cell").isGreaterThan(100L * grid.weekly() - 92);
      }
    }
    assertThat(UseFunctions.instance().pairs()).doesNotHaveDuplicates().hasSize(91);
  }

  @Test
  void assistants_are_told_of_everybody_or_of_each_large_kind_of_work() {
    Map<String, Double> use = Map.of("AI assistants", 1.0, "Documents", 60.0);
    Census small = census(1_000, use, null);
    var noise = new Noise(new SplittableRandom(2));
    int held = 0;
    for (int i = 0; i < 500; i++) {
      QuarterAnswers.Assistants all = draw(small, noise, null, null).assistants().getFirst();
      assertThat(all.category()).isEqualTo(Release.EVERYONE);
      held += all.range().low() <= 1_000 && 1_000 <= all.range().high() ? 1 : 0;
      assertThat(all.range().high()).isLessThanOrEqualTo(1_000);
      assertThat(all.people()).isBetween(800L, 1_000L);
    }
    assertThat(held).isGreaterThan(465);
    Interval range =
        draw(census(4_000, Map.of("Documents", 1.0), null), TestNoise.none(), null, null)
            .assistants()
            .getFirst()
            .range();
    assertThat(range.high()).as("three times 1 person / 0.044").isCloseTo(68, within(1.0));
    Levels levels = levels(7_500, 2_500, 600);
    QuarterAnswers exact = draw(census(PEOPLE, use, null), TestNoise.none(), levels, null);
    assertThat(exact.assistants())
        .extracting(QuarterAnswers.Assistants::category)
        .as("Finance has 600 people, of which the noise would be more than a tenth")
        .containsExactly("Engineering", "Sales");
    assertThat(exact.assistants())
        .extracting(QuarterAnswers.Assistants::people)
        .containsExactly(7_500L, 2_500L);
    assertThat(exact.assistants())
        .extracting(QuarterAnswers.Assistants::kinds)
        .containsExactly(List.of("Engineering"), List.of("Sales"));
    assertThat(
            draw(census(PEOPLE, use, null), TestNoise.none(), levels(650, 600, 0), null)
                .assistants())
        .as("two of fewer are told together")
        .singleElement()
        .satisfies(both -> {
          assertThat(both.category()).isEqualTo("Engineering, Sales");
          assertThat(both.kinds()).containsExactly("Engineering", "Sales");
          assertThat(both.people()).as("never more than are published").isEqualTo(1_250);
        });
    assertThat(AnswerDrawing.usesAssistant(small.members().getFirst())).isTrue();
    Census hardly = census(1, Map.of("AI assistants", 0.4, "Documents", 99.6), null);
    assertThat(AnswerDrawing.usesAssistant(hardly.members().getFirst())).isFalse();
  }

  private static Levels levels(int engineering, int sales, int finance) {
    return TestReleases.levels(
        figure(engineering + sales + finance, 0),
        List.of(
            new Levels.Category("Engineering", figure(engineering, 0)),
            new Levels.Category("Sales", figure(sales, 0)),
            new Levels.Category("Finance", figure(finance, 0))));
  }

  private static Figure figure(int people, double hours) {
    return new Figure(
        people,
        new Interval(people, people),
        hours,
        new Interval(Math.max(0, hours - 5), hours + 5),
        0,
        new Interval(0, 0));
  }

  @Test
  void
      a_contract_is_told_where_its_range_is_under_half_of_it_and_its_noise_grows_with_their_number() {
    var noise = new Noise(new SplittableRandom(3));
    int read = 0;
    int unread = 0;
    for (int i = 0; i < 300; i++) {
      QuarterParts due =
          parts(List.of(), List.of(contract("Figma", 2_000), contract("Zoom", 40)), null);
      QuarterAnswers drawn = draw(census(PEOPLE, Map.of(), due), noise, null, null);
      assertThat(drawn.contracts().size() + drawn.contractsUnread().size()).isEqualTo(2);
      for (QuarterAnswers.IdleSeats one : drawn.contracts()) {
        assertThat(one.application()).isEqualTo("Figma");
        assertThat(one.range().high() - one.range().low()).isLessThan(one.seats() / 2.0);
        assertThat(one.usdPerYear()).isEqualTo(Math.round(one.seats() * 120.5));
        read += one.range().low() <= 2_000 && 2_000 <= one.range().high() ? 1 : 0;
      }
      unread += drawn.contractsUnread().contains("Zoom") ? 1 : 0;
    }
    assertThat(read).isBetween(279, 300);
    assertThat(unread).isEqualTo(300);
    QuarterParts one = parts(List.of(), List.of(contract("Figma", 2_000)), null);
    double alone = width(draw(census(PEOPLE, Map.of(), one), TestNoise.none(), null, null));
    assertThat(alone / 2).as("three times 1 seat / 0.032").isCloseTo(94, within(1.0));
    QuarterParts two =
        parts(List.of(), List.of(contract("Figma", 2_000), contract("Zoom", 2_000)), null);
    assertThat(width(draw(census(PEOPLE, Map.of(), two), TestNoise.none(), null, null)))
        .isCloseTo(2 * alone, within(4.0));
  }

  private static double width(QuarterAnswers answers) {
    Interval range = answers.contracts().getFirst().range();
    return range.high() - range.low();
  }

  /** What IT and the ledger know before anything is drawn. */
  @Test
  void what_there_is_nothing_to_tell_of_is_neither_drawn_nor_paid() {
    assertThat(epsilons(census(PEOPLE, Map.of(), null)).declared())
        .doesNotContainKeys(DeclaredCells.MOVES, DeclaredCells.CONTRACTS, DeclaredCells.CHANGE)
        .containsKey(DeclaredCells.ASSISTANTS);
    assertThat(epsilons(census(PEOPLE, Map.of(), parts(List.of(), List.of(), null))).declared())
        .doesNotContainKeys(DeclaredCells.CONTRACTS, DeclaredCells.CHANGE)
        .containsKey(DeclaredCells.MOVES);
    ChangeParts change = ChangeParts.of(BEFORE, Map.of(), Map.of(), BOUNDS.signIn());
    assertThat(
            epsilons(
                    census(
                        PEOPLE, Map.of(), parts(List.of(), List.of(contract("Zoom", 1)), change)))
                .declared())
        .containsKeys(DeclaredCells.MOVES, DeclaredCells.CONTRACTS, DeclaredCells.CHANGE);
  }

  private Presence somebody() {
    Map<AppId, Long> apps = new TreeMap<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      apps.put(new AppId("app " + random.nextInt(6)), random.nextLong(9));
    }
    return new Presence(
        (long) Math.exp(random.nextDouble(11)),
        List.of("Sales", "Finance", Release.NOT_YET_KNOWN).get(random.nextInt(3)),
        List.of("local null", "claude 3", "").get(random.nextInt(3)),
        List.of("North", "South").get(random.nextInt(2)),
        apps);
  }

  @Test
  void nobody_moves_all_causes_of_a_change_together_by_more_than_the_bound() {
    long bound = BOUNDS.signIn();
    int reached = 0;
    for (int i = 0; i < 20_000; i++) {
      Presence was = random.nextInt(8) == 0 ? null : somebody();
      Presence is = random.nextInt(8) == 0 ? null : somebody();
      long moved = ChangeParts.of(was, is, bound).values().stream().mapToLong(Math::abs).sum();
      assertThat(moved).as("%s, %s", was, is).isLessThanOrEqualTo(bound);
      reached += moved == bound ? 1 : 0;
    }
    assertThat(reached).isGreaterThan(1_000);
  }

  @Test
  void each_cause_is_told_by_what_differs_of_a_person() {
    Presence before = presence(100, "Sales", "local", "North", Map.of("Zoom", 4L));
    assertThat(ChangeParts.of(null, before, 1_800)).isEqualTo(Map.of(ChangeCause.JOINED, 100L));
    assertThat(ChangeParts.of(before, null, 1_800)).isEqualTo(Map.of(ChangeCause.LEFT, -100L));
    assertThat(told(before, presence(160, "Sales", "local", "North", Map.of("Zoom", 4L))))
        .isEmpty();
    assertThat(
            told(before, presence(160, "Sales", "local", "North", Map.of("Zoom", 3L, "Figma", 1L))))
        .isEqualTo(Map.of(ChangeCause.NEW_APPLICATION, 40L));
    assertThat(told(before, presence(160, "Sales", "local", "South", Map.of("Zoom", 4L))))
        .isEqualTo(Map.of(ChangeCause.REORGANIZED, 60L));
    assertThat(told(before, presence(160, "Legal", "local", "South", Map.of("Zoom", 4L))))
        .isEqualTo(Map.of(ChangeCause.OTHER_WORK, 60L));
    assertThat(told(before, presence(40, "Legal", "claude", "North", Map.of("Zoom", 4L))))
        .isEqualTo(Map.of(ChangeCause.MODEL, -60L));
    assertThat(told(before, presence(40, "Legal", "", "North", Map.of("Zoom", 4L))))
        .as("nobody says that a model told otherwise where one told nothing")
        .isEqualTo(Map.of(ChangeCause.OTHER_WORK, -60L));
  }

  private static Map<ChangeCause, Long> told(Presence was, Presence is) {
    Map<ChangeCause, Long> parts = new TreeMap<>(ChangeParts.of(was, is, 1_800));
    parts.values().removeIf(seconds -> seconds == 0);
    return parts;
  }

  private static Presence presence(
      long seconds, String category, String origin, String unit, Map<String, Long> apps) {
    Map<AppId, Long> signIns = new TreeMap<>();
    apps.forEach((app, times) -> signIns.put(new AppId(app), times));
    return new Presence(seconds, category, origin, unit, signIns);
  }

  /** Months with joiners, leavers, a reorganization, a new application and late data. */
  @Test
  void causes_and_the_rest_add_up_to_the_change_in_every_month_and_noise_is_said_first() {
    var noise = new Noise(new SplittableRandom(SEED + 4));
    int unchanged = 0;
    int calledChange = 0;
    int planted = 0;
    int found = 0;
    int held = 0;
    int parts = 0;
    double widest = 0;
    for (int month = 0; month < 200; month++) {
      boolean quiet = month % 2 == 0;
      Month made = new Month(quiet);
      Census census = census(PEOPLE, Map.of(), parts(List.of(), List.of(), made.parts()));
      // What was published before held neither the late events nor any exact figure.
      Figure then = noised(noise, made.published);
      Figure now = noised(noise, made.now);
      QuarterAnswers.Change change =
          Objects.requireNonNull(
              draw(census, noise, TestReleases.levels(now, List.of()), release(then)).change());
      double sum = change.restHours();
      for (QuarterAnswers.Part part : change.parts()) {
        sum += part.hoursPerWeek();
        double truth = made.hours(part.cause());
        parts++;
        widest =
            part.cause() == ChangeCause.JOINED
                ? (part.range().high() - part.range().low()) / 2
                : widest;
        held += part.range().low() <= truth && truth <= part.range().high() ? 1 : 0;
      }
      assertThat(change.parts()).hasSize(ChangeCause.values().length);
      assertThat(sum).isCloseTo(change.difference(), within(1e-6));
      unchanged += quiet ? 1 : 0;
      calledChange += quiet && change.isChange() ? 1 : 0;
      planted += quiet ? 0 : 1;
      found +=
          !quiet
                  && change.isChange()
                  && change.parts().stream()
                      .anyMatch(p -> p.cause() == ChangeCause.NEW_APPLICATION && p.isTold())
              ? 1
              : 0;
    }
    System.out.printf(
        "causes: %d of 100 quiet months called a change, %d of 100 told, %d of %d parts held%n",
        calledChange, found, held, parts);
    assertThat(widest).as("three times half an hour / 0.02").isCloseTo(75, within(0.5));
    assertThat(unchanged).isEqualTo(100);
    assertThat(calledChange).as("of 100 months in which nothing happened").isLessThanOrEqualTo(3);
    assertThat(found).as("of %d months with a new application", planted).isGreaterThan(95);
    assertThat((double) held / parts).isBetween(0.93, 0.995);
  }

  private Figure noised(Noise noise, double hours) {
    double off = noise.laplace(com.orgscope.privacy.Epsilon.of("0.30"), 1_800).draw() / 3_600.0;
    double printed = Math.round(10 * Math.max(0, hours + off)) / 10.0;
    return figure(PEOPLE, printed);
  }

  /** A company's people in a quarter and the one before. */
  private final class Month {
    private final Map<PersonKey, Presence> then = new TreeMap<>();
    private final Map<PersonKey, Presence> is = new TreeMap<>();
    private final double published;
    private final double now;

    Month(boolean quiet) {
      double late = 0;
      for (int n = 0; n < PEOPLE; n++) {
        PersonKey key = key(n);
        long seconds = 400 + random.nextLong(300);
        Presence was = presence(seconds, "Sales", "local", "North", Map.of("Zoom", 9L));
        then.put(key, was);
        is.put(key, was);
        if (!quiet) {
          change(n, key, seconds);
          late += n % 20 == 3 ? seconds : 0;
        }
      }
      published = (sum(then) - late) / 3_600;
      now = sum(is) / 3_600;
    }

    private void change(int n, PersonKey key, long seconds) {
      switch (n % 20) {
        case 0 -> then.remove(key);
        case 1 -> is.remove(key);
        case 2 ->
            is.put(key, presence(seconds + 60, "Sales", "local", "South", Map.of("Zoom", 9L)));
        case 4 ->
            is.put(key, presence(seconds + 90, "Legal", "claude", "North", Map.of("Zoom", 9L)));
        case 5 -> is.put(key, presence(seconds, "Legal", "local", "North", Map.of("Zoom", 9L)));
        case 6, 7, 8, 9, 10, 11 ->
            is.put(
                key,
                presence(
                    seconds + 500, "Sales", "local", "North", Map.of("Zoom", 9L, "Figma", 9L)));
        default -> {}
      }
    }

    private static double sum(Map<PersonKey, Presence> people) {
      return people.values().stream().mapToDouble(Presence::seconds).sum();
    }

    ChangeParts parts() {
      return ChangeParts.of(BEFORE, then, is, BOUNDS.signIn());
    }

    double hours(ChangeCause cause) {
      ChangeParts exact = parts();
      return cause == ChangeCause.LATE_DATA
          ? exact.secondsBefore() / 3_600.0 - published
          : exact.seconds().getOrDefault(cause, 0L) / 3_600.0;
    }
  }

  private static PersonKey key(int n) {
    byte[] hash = new byte[16];
    hash[0] = (byte) (n >> 8);
    hash[1] = (byte) n;
    return PersonKey.ofHash(hash);
  }

  private static Release release(Figure total) {
    return TestReleases.withTotal(total, "run-0", BEFORE);
  }
}
