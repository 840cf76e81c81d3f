package com.orgscope.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.orgscope.kernel.Failure;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What is promised to people holds whatever is set. */
class PrivacyFloorsTest {
  @Test
  void no_setting_goes_below_what_is_promised() {
    assertThat(settings(10, 1e-3, "16").k()).isEqualTo(10);
    assertThat(settings(25, 1e-6, "4").yearly()).isEqualTo(Epsilon.of("4"));
    refused(settings(9, 1e-3, "16"), "k is at least 10");
    refused(settings(10, 1.1e-3, "16"), "at most 0.001");
    refused(settings(10, 1e-3, "16.001"), "yearly-epsilon: at most 16");
    refused(
        new PrivacySettings(
            10,
            1e-3,
            new BigDecimal("1.5"),
            new BigDecimal("0.3"),
            new BigDecimal("0.804"),
            new BigDecimal("16")),
        "add up to at most 2, not 2.001");
    assertThat(PrivacyPolicy.FLOORS.refusal(settings(10, 1e-3, "16"))).isEmpty();
  }

  @Test
  void whoever_signs_k_is_never_below_five() {
    assertThat(settings(5, 1e-3, "16").k()).isEqualTo(5);
    assertThatThrownBy(() -> settings(4, 1e-3, "16"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("k is at least 5");
    assertThatThrownBy(() -> settings(10, 0, "16")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new PrivacyPolicy(4, new BigDecimal("0.001"), BigDecimal.ONE, new BigDecimal("16"), 7))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("k is at least 5, whoever signs");
  }

  private static void refused(PrivacySettings settings, String because) {
    assertThat(PrivacyPolicy.FLOORS.refusal(settings))
        .get(STRING)
        .contains(because, "Only a privacy policy that two persons signed");
  }

  private static PrivacySettings settings(int k, double delta, String yearly) {
    return new PrivacySettings(
        k,
        delta,
        new BigDecimal("0.7"),
        new BigDecimal("0.3"),
        new BigDecimal("4.00"),
        new BigDecimal(yearly));
  }
}
