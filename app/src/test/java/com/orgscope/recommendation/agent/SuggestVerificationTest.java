package com.orgscope.recommendation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.prose.WorkProse;
import com.orgscope.recommendation.Change;
import com.orgscope.recommendation.ShippedChanges;
import com.orgscope.recommendation.Suggestion;
import com.orgscope.usage.Mentions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of chosen changes by itself, in the words that the model is told. */
class SuggestVerificationTest {
  private static final List<Change> CHOICES =
      List.of("passkeys", "self-service-reset", "longer-session").stream()
          .map(ShippedChanges::named)
          .toList();
  private static final SuggestVerification SUGGESTIONS =
      new SuggestVerification(
          CHOICES, new WorkProse(new Mentions(List.of("GitHub"))), "Engineering");

  @Test
  void a_chosen_change_was_offered_and_works_on_something_of_its_own() {
    assertThat(SUGGESTIONS.faults(List.of(reason("C1"), reason("C3")))).isEmpty();
    assertThat(SUGGESTIONS.faults(List.of())).containsExactly("no change is chosen");
    for (String none : List.of("C0", "C4", "C01")) {
      assertThat(SUGGESTIONS.faults(List.of(reason(none))))
          .containsExactly(none + " is none of the changes");
    }
    for (String none : List.of("c1", "1", "C", "C999", "idle")) {
      assertThat(SUGGESTIONS.faults(List.of(reason(none))))
          .as("a fault repeats no words of the model")
          .containsExactly("something is none of the changes");
    }
    assertThat(SUGGESTIONS.faults(List.of(reason("C1"), reason("C2"))))
        .containsExactly("C2 works on what another chosen change works on");
    assertThat(SUGGESTIONS.faults(List.of(reason("C9"), reason("C1"))))
        .as("what was not offered takes nothing")
        .hasSize(1);
  }

  @Test
  void a_reason_is_short() {
    String long400 = "A passkey is confirmed. ".repeat(17).substring(0, 399) + ".";
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", long400)))).isEmpty();
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", long400 + "."))))
        .contains("a reason is one or two sentences");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A passkey is confirmed with a touch on the device.",
        "A passkey is confirmed on the device, which may give back {C1.hours}.",
        "There are {C1.failures}, and a touch takes the place of typing passwords.",
        "This suits the setup of the group and may save {C1.hours}."
      })
  void an_honest_reason_is_shown_as_written(String reason) {
    assertThat(shown(reason)).isEqualTo(reason.replace("{C1.", "{"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sign-ins take {C1.hours} a week.",
        "This suits the setup of the group and may take {C1.hours}.",
        "A passkey is confirmed on the device, which may take {C1.hours}.",
        "It may give back {hours}.",
        "It may give back {C3.hours}.",
        "It may give back {C1.app}.",
        "It saves 3 hours.",
        "It saves \u2462 hours.",
        "It removes half of {C1.failures}.",
        "It saves more than anything else.",
        "It saves {C1.hours}} a week.",
        "See https://x.example for {C1.hours}.",
        "Typing passwords into GitHub is removed.",
        "These people fail to remember passwords.",
        "They are lazy, so a passkey fits.",
        "Send passwords to the helpdesk.",
        "They should use a passkey.",
        "Recruiters use a passkey."
      })
  void what_a_reason_may_not_say_is_the_table_s_own_reason(String reason) {
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", reason)))).isEmpty();
    assertThat(shown(reason)).isEqualTo(CHOICES.getFirst().because());
  }

  private static String shown(String reason) {
    return SUGGESTIONS.named(List.of(new Suggestion("C1", reason))).getFirst().reason();
  }

  @Test
  void an_answer_without_a_fault_is_kept_by_the_changes_own_names() {
    assertThat(
            SUGGESTIONS.named(
                List.of(new Suggestion("C3", " This setup may give back {C3.hours}. "))))
        .containsExactly(new Suggestion("longer-session", "This setup may give back {hours}."));
    assertThat(SuggestVerification.number(0)).isEqualTo("C1");
  }

  private static Suggestion reason(String change) {
    return new Suggestion(change, "A passkey is confirmed.");
  }
}
