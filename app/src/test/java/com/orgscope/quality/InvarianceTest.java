package com.orgscope.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InvarianceTest {
  private static final int PEOPLE = 400;
  private final Map<PersonKey, PersonUsage> everybody = new TreeMap<>();

  InvarianceTest() {
    for (int i = 1; i <= PEOPLE; i++) {
      PersonKey person = new PersonKey(new UUID(i * 7919L, i));
      Instant at = Instant.parse("2026-10-01T08:00:00Z");
      List<AppUse> apps =
          List.of(
              use("Slack", Map.of("communication", 1.0), 0.6, at),
              use("ledger-" + i % 3, Map.of(), 0.4, at));
      everybody.put(
          person,
          new PersonUsage(
              person,
              TimeWindow.ending(LocalDate.of(2026, 10, 31), 90),
              apps,
              300,
              100,
              40,
              at,
              at,
              0,
              0,
              0));
    }
  }

  @Test
  void a_judge_who_looks_at_what_must_not_count_is_found_out() {
    assertThat(failed(usage -> usage.apps().getFirst().app().function().orElse("none")))
        .as("who goes by the order")
        .containsExactly(Irrelevant.ORDER.words);
    assertThat(failed(usage -> usage.apps().getFirst().app().id().value()))
        .as("who goes by a name as it is spelled")
        .containsExactly(Irrelevant.ORDER.words, Irrelevant.CASE.words, Irrelevant.LANGUAGE.words);
    assertThat(
            failed(usage ->
                usage.apps().stream()
                    .filter(use -> use.app().basis() == Basis.NONE && use.share() > 0.1)
                    .map(use -> use.app().id().value())
                    .collect(Collectors.joining())))
        .as("who goes by a name that says nothing")
        .containsExactly(Irrelevant.CASE.words, Irrelevant.IDS.words, Irrelevant.LANGUAGE.words);
    assertThat(failed(usage -> usage.person().value().getMostSignificantBits() > 0 ? "a" : "b"))
        .as("who goes by a key")
        .containsExactly(Irrelevant.PEOPLE.words);
    assertThat(failed(usage -> "of " + usage.apps().size()))
        .as("who counts applications")
        .containsExactly(Irrelevant.NOISE.words);
  }

  @Test
  void a_judge_who_goes_by_what_applications_are_for_holds() {
    InvarianceReport report =
        report(usage ->
            usage.apps().stream()
                .flatMap(use -> use.app().function().stream())
                .sorted()
                .collect(Collectors.joining(",")));
    assertThat(report.holds()).isTrue();
    assertThat(report.people()).isEqualTo(PEOPLE);
    assertThat(report.changes()).hasSize(Irrelevant.values().length - 1);
  }

  @Test
  void somebody_who_is_decided_no_more_has_flipped_too_and_where_nobody_is_nothing_is_told() {
    int[] asked = {0};
    InvarianceReport report =
        Invariance.of(
            everybody.keySet(),
            change -> asked[0]++ == 0 ? decided(change, usage -> "a") : Map.of());
    assertThat(report.changes()).allMatch(one -> one.share() == 1);
    assertThatThrownBy(() -> Invariance.of(everybody.keySet(), change -> Map.of()))
        .hasMessageContaining("nobody of 400 can be decided");
  }

  @Test
  void a_little_noise_takes_its_share_from_the_rest() {
    Irrelevant.NOISE
        .of(everybody)
        .values()
        .forEach(usage ->
            assertThat(usage.apps().stream().mapToDouble(AppUse::share).sum())
                .isCloseTo(1, within(1e-9)));
  }

  private List<String> failed(Function<PersonUsage, String> judge) {
    return report(judge).changes().stream()
        .filter(one -> one.share() >= InvarianceReport.MOST_FLIPS)
        .map(InvarianceReport.Change::name)
        .toList();
  }

  private InvarianceReport report(Function<PersonUsage, String> judge) {
    return Invariance.of(everybody.keySet(), change -> decided(change, judge));
  }

  private Map<PersonKey, String> decided(Irrelevant change, Function<PersonUsage, String> judge) {
    Map<PersonKey, String> said = new TreeMap<>();
    change.of(everybody).forEach((person, usage) -> said.put(person, judge.apply(usage)));
    return said;
  }

  private static AppUse use(String name, Map<String, Double> functions, double share, Instant at) {
    Basis basis = functions.isEmpty() ? Basis.NONE : Basis.CURATED;
    return new AppUse(
        new Application(new AppId(name), functions, basis, ""),
        100,
        100 * share,
        share,
        10,
        5,
        0,
        0,
        at,
        at,
        1,
        false);
  }
}
