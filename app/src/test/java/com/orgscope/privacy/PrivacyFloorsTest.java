package com.orgscope.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What is promised to people holds whatever is set. */
class PrivacyFloorsTest {
  @Test
  void no_setting_goes_below_what_is_promised() {
    assertThat(settings(10, 1e-3, "16").k()).isEqualTo(10);
    assertThat(settings(25, 1e-6, "4").yearly()).isEqualTo(Epsilon.of("4"));
    assertThatThrownBy(() -> settings(9, 1e-3, "16"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("k is at least 10");
    assertThatThrownBy(() -> settings(10, 1.1e-3, "16"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 0.001");
    assertThatThrownBy(() -> settings(10, 0, "16")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings(10, 1e-3, "16.001"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("yearly-epsilon: at most 16");
  }

  private static PrivacySettings settings(int k, double delta, String yearly) {
    return new PrivacySettings(
        k,
        delta,
        new BigDecimal("0.7"),
        new BigDecimal("0.3"),
        new BigDecimal("0.25"),
        new BigDecimal(yearly));
  }
}
