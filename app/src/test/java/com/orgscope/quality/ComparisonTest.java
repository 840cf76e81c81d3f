package com.orgscope.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Methods on a company of three kinds of work, each with tools of its own beside common ones. */
class ComparisonTest {
  private static final int PEOPLE = 240;
  private static final int FOLDS = 5;
  private static final List<String> KINDS = List.of("Engineering", "Finance", "Sales");
  private static final Map<String, List<String>> TOOLS =
      Map.of(
          "Engineering", List.of("code", "builds"),
          "Finance", List.of("books", "payments"),
          "Sales", List.of("leads", "quotes"));
  private static final TimeWindow WINDOW = TimeWindow.ending(LocalDate.of(2026, 10, 31), 90);

  private final Map<PersonKey, GroundTruth.Known> known = new TreeMap<>();
  private final Map<PersonKey, PersonUsage> everybody = new HashMap<>();

  ComparisonTest() {
    Random random = new Random(11);
    for (int i = 0; i < PEOPLE; i++) {
      String kind = KINDS.get(i % KINDS.size());
      List<String> tools = Objects.requireNonNull(TOOLS.get(kind));
      PersonKey person = key(i);
      known.put(person, new GroundTruth.Known(kind, null));
      List<AppUse> apps = new ArrayList<>();
      double rest = 0.3 + random.nextDouble() * 0.2;
      apps.add(use("mail", Map.of("communication", 1.0), rest, true));
      double first = (1 - rest) * (0.4 + random.nextDouble() * 0.3);
      apps.add(use(tools.get(0), Map.of(), first, false));
      apps.add(use(tools.get(1), Map.of(), 1 - rest - first, false));
      everybody.put(person, usage(person, apps));
    }
  }

  @Test
  void what_learns_beats_what_most_people_are() {
    assertThat(right(new Majority())).isBetween(0.3, 0.4);
    assertThat(right(new NamedClusters(3))).isGreaterThan(0.6);
    assertThat(right(new TrainedClassifier())).isGreaterThan(0.98);
  }

  @Test
  void nobody_is_told_by_what_learned_from_their_own_label() {
    // Labels that say nothing: whoever was learned from could still be told by heart.
    Random random = new Random(5);
    known.replaceAll(
        (person, truth) -> new GroundTruth.Known(KINDS.get(random.nextInt(KINDS.size())), null));
    Map<PersonKey, PersonUsage> own = new HashMap<>();
    known
        .keySet()
        .forEach(person ->
            own.put(
                person,
                usage(person, List.of(use("only " + person.value(), Map.of(), 1.0, false)))));
    everybody.putAll(own);

    assertThat(right(new TrainedClassifier())).isLessThan(0.45);
    assertThat(right(new NamedClusters(100))).isLessThan(0.45);
  }

  @Test
  void the_same_people_get_the_same_answers() {
    for (Learner learner : List.of(new NamedClusters(3), new TrainedClassifier())) {
      assertThat(examples().told(learner, FOLDS)).isEqualTo(examples().told(learner, FOLDS));
    }
  }

  @Test
  void each_kind_of_work_leaves_its_leading_application_and_nothing_else_changes() {
    NewApplications fresh = new NewApplications(known, everybody);
    assertThat(fresh.left()).containsExactly("books", "code", "leads");

    Map<PersonKey, PersonUsage> unknown = fresh.unknown(everybody);
    everybody.forEach((person, usage) -> {
      PersonUsage after = Objects.requireNonNull(unknown.get(person));
      assertThat(after.apps()).hasSameSizeAs(usage.apps());
      for (int i = 0; i < usage.apps().size(); i++) {
        AppUse before = usage.apps().get(i);
        AppUse now = after.apps().get(i);
        assertThat(now.share()).isEqualTo(before.share());
        boolean left = fresh.left().contains(before.app().id().value());
        assertThat(now.app().id().equals(before.app().id())).isEqualTo(!left);
        assertThat(now.app().basis() == Basis.NONE)
            .isEqualTo(left || before.app().functions().isEmpty());
      }
    });
    assertThat(right(new TrainedClassifier(), unknown))
        .as("half of what it learned from is gone")
        .isBetween(0.5, 1.0);
  }

  @Test
  void without_models_an_application_is_what_its_name_says_or_nothing() {
    PersonKey person = key(1);
    Application answered =
        new Application(
            new AppId("x"), Map.of("finance", 1.0), Basis.MODEL, "", null, Map.of("design", 1.0));
    Application silent = new Application(new AppId("y"), Map.of("finance", 1.0), Basis.MODEL, "");
    Application said = new Application(new AppId("z"), Map.of("finance", 1.0), Basis.TENANT, "");
    List<AppUse> apps = new ArrayList<>();
    for (Application app : List.of(answered, silent, said)) {
      apps.add(use(app, 1 / 3.0, false));
    }

    PersonUsage alone =
        Objects.requireNonNull(
            NewApplications.withoutModels(Map.of(person, usage(person, apps))).get(person));
    assertThat(alone.apps())
        .extracting(one -> one.app().basis(), one -> one.app().function().orElse(""))
        .containsExactly(
            tuple(Basis.TEXT, "design"), tuple(Basis.NONE, ""), tuple(Basis.TENANT, "finance"));
  }

  @Test
  void whoever_is_not_decided_counts_as_not_right_of_all() {
    MethodScores scores = new MethodScores(known);
    Map<PersonKey, String> half = new HashMap<>();
    known.forEach((person, truth) -> {
      if (half.size() < PEOPLE / 2) {
        half.put(person, truth.category());
      }
    });
    ComparisonReport.Method method =
        scores.method(MethodScores.Words.LOCAL, half, Map.of(), BigDecimal.ZERO, 1.0);
    assertThat(method.accuracy()).isEqualTo(1);
    assertThat(method.decided()).isEqualTo(PEOPLE / 2);
    assertThat(method.rightOfAll()).isEqualTo(0.5);
    assertThat(method.afterNewApplications()).isZero();
  }

  private double right(Learner learner) {
    return right(learner, everybody);
  }

  private double right(Learner learner, Map<PersonKey, PersonUsage> after) {
    Examples.Told told = new Examples(known, everybody, after, Map.of()).told(learner, FOLDS);
    return known.entrySet().stream()
            .filter(one -> one.getValue().category().equals(told.after().get(one.getKey())))
            .count()
        / (double) known.size();
  }

  private Examples examples() {
    return new Examples(known, everybody, everybody, Map.of());
  }

  private static PersonKey key(int i) {
    return new PersonKey(new UUID(0, i + 1));
  }

  private static AppUse use(
      String name, Map<String, Double> functions, double share, boolean common) {
    Basis basis = functions.isEmpty() ? Basis.NONE : Basis.CURATED;
    return use(new Application(new AppId(name), functions, basis, ""), share, common);
  }

  private static AppUse use(Application app, double share, boolean common) {
    Instant at = Instant.parse("2026-10-01T08:00:00Z");
    return new AppUse(app, 100, 100 * share, share, 10, 5, 0, 0, at, at, 1, common);
  }

  private static PersonUsage usage(PersonKey person, List<AppUse> apps) {
    Instant at = Instant.parse("2026-10-01T08:00:00Z");
    return new PersonUsage(person, WINDOW, apps, 300, 100, 40, at, at, 0, 0, 0);
  }
}
