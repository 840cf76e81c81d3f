package com.orgscope.recommendation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.agent.Prose;
import com.orgscope.recommendation.Change;
import com.orgscope.recommendation.Changes;
import com.orgscope.recommendation.Suggestion;
import com.orgscope.usage.Mentions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each fault of chosen changes by itself, in the words that the model is told. */
class SuggestVerificationTest {
  private static final List<Change> CHOICES =
      List.of("passkeys", "self-service-reset", "longer-session").stream()
          .map(id -> Changes.find(id).orElseThrow())
          .toList();
  private static final SuggestVerification SUGGESTIONS =
      new SuggestVerification(CHOICES, new Prose(new Mentions(List.of("GitHub"))));

  @Test
  void a_chosen_change_was_offered_and_works_on_something_of_its_own() {
    assertThat(SUGGESTIONS.faults(List.of(reason("C1"), reason("C3")))).isEmpty();
    assertThat(SUGGESTIONS.faults(List.of())).containsExactly("no change is chosen");
    for (String none : List.of("C0", "C4", "C01", "c1", "1", "C", "C999", "passkeys")) {
      assertThat(SUGGESTIONS.faults(List.of(reason(none))))
          .containsExactly("'" + none + "' is none of the changes");
    }
    assertThat(SUGGESTIONS.faults(List.of(reason("C1"), reason("C2"))))
        .containsExactly("C2 works on what another chosen change works on");
    assertThat(SUGGESTIONS.faults(List.of(reason("C9"), reason("C1"))))
        .as("what was not offered takes nothing")
        .hasSize(1);
  }

  @Test
  void a_reason_is_short_and_cites_its_own_figures() {
    String long400 = "A passkey is confirmed. ".repeat(17).substring(0, 399) + ".";
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", long400))))
        .doesNotContain("a reason is one or two sentences");
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", long400 + "."))))
        .contains("a reason is one or two sentences");
    assertThat(
            SUGGESTIONS.faults(List.of(new Suggestion("C1", "Sign-ins take {C1.hours} a week."))))
        .as("hours that a change may give back are not told as hours lost")
        .contains(
            "{C1.hours} is what the change may give back, not what anything takes: write 'may give back {C1.hours}'");
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", "It may give back {C1.hours}."))))
        .isEmpty();
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", "It may give back {hours}."))))
        .containsExactly("'{hours}' is no placeholder: write {C1.hours}");
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", "It may give back {C3.hours}."))))
        .containsExactly("the reason of C1 cites C3");
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", "It may give back {C1.app}."))))
        .containsExactly("C1 has no 'app': it has failures, hours");
  }

  @Test
  void an_answer_without_a_fault_is_kept_by_the_changes_own_names() {
    assertThat(SUGGESTIONS.named(List.of(new Suggestion("C3", " It may give back {C3.hours}. "))))
        .containsExactly(new Suggestion("longer-session", "It may give back {hours}."));
    assertThat(SuggestVerification.number(0)).isEqualTo("C1");
  }

  private static Suggestion reason(String change) {
    return new Suggestion(change, "A passkey is confirmed.");
  }
}
