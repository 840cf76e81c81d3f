package com.orgscope.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.usage.Range;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavingTextTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "hours", "about 3.0 minutes a week",
          "challenges", "20 challenges a week",
          "app", "npm",
          "other", "Jira",
          "purpose", "team chat");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "challenges come often. {hours} may be saved. | Challenges come often. About 3.0 minutes a week may be saved.",
        "{app} asks again. it may save {hours}. | npm asks again. It may save about 3.0 minutes a week.",
        "{purpose} is split, {hours} saved! ask {other}. | Team chat is split, about 3.0 minutes a week saved! Ask Jira.",
      })
  void every_sentence_begins_with_a_capital_unless_with_a_name(String sentence, String text) {
    assertThat(SavingText.fill(sentence, VALUES)).isEqualTo(text);
  }

  @Test
  void an_application_that_is_not_named_begins_as_any_word() {
    assertThat(SavingText.fill("{app} asks again.", Map.of("app", "such an application")))
        .isEqualTo("Such an application asks again.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A touch may give back {hours}. | true",
        "That frees {C2.hours} for work. It saves {C2.hours}. | true",
        "There are {challenges}. | true",
        "Challenges take {hours}. | false",
        "It saves nerves. Challenges take {C1.hours}. | false",
        "{hours} go into it. | false",
      })
  void hours_are_a_saving_and_not_the_time_that_something_takes(String sentence, boolean saves) {
    assertThat(SavingText.savesItsHours(sentence)).isEqualTo(saves);
  }

  @Test
  void the_tables_own_sentences_keep_these_rules() {
    for (Change change : Changes.all()) {
      assertThat(Stream.of(change.summary(), change.what(), change.because()))
          .allSatisfy(text -> assertThat(text).matches("(?s)[A-Z{].*\\."));
      assertThat(change.because()).contains("give back {hours}");
      assertThat(SavingText.savesItsHours(change.because())).isTrue();
      assertThat(change.share().range().high()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void a_sentence_says_its_hours_as_they_stand_beside_it() {
    for (double high : new double[] {0.4, 1.99, 2, 9.96, 13.8, 99.94, 99.96, 1234.5}) {
      Range hours = new Range(high / 8, high / 3, high);
      SavingText.Time beside = SavingText.Time.of(hours);
      assertThat(SavingText.hours(hours))
          .startsWith(beside.low() + " to " + beside.high())
          .contains(beside.minutes() ? "minutes" : "hours");
    }
    assertThat(SavingText.hours(new Range(1.7, 5, 13.8))).isEqualTo("1.7 to 13.8 hours a week");
    assertThat(SavingText.hours(new Range(20.4, 60, 140))).isEqualTo("20 to 140 hours a week");
  }
}
