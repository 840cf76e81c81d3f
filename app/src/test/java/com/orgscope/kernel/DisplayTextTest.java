package com.orgscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {
  @ParameterizedTest
  @CsvSource({
    "'Zero\u200bWidth', ZeroWidth",
    "'\ufeffBom App', Bom App",
    "'Finance\u00adHub', FinanceHub",
    "'\u202eevil\u202c App', evil App",
    "'\u2066left\u2069 \u061cright\u200f', left right",
    "'bell\u0007 esc\u001b[31m', bell esc[31m",
    "'Finance\u00a0 \u3000Hub\u2028', Finance Hub",
    "'a\u2800b', a b",
    "'\u3164\u115f\uffa0', ''",
    "'heart\u2764\ufe0f', heart\u2764",
    "'tag\udb40\udc41', tag",
    "'half\ud83d', half",
    "'Jo\u0308rg', Jörg",
    "'e\u034f\u0301', é",
    "'  Ann\tAsh\r\n', Ann Ash",
    "'Ann Ash', Ann Ash",
    "'日本語 アプリ', 日本語 アプリ",
    "' ', ''"
  })
  void what_cannot_be_seen_goes_and_blanks_are_one(String raw, String shown) {
    assertThat(DisplayText.of(raw)).isEqualTo(shown);
  }

  @Test
  void whatever_comes_nothing_hidden_is_left_and_once_is_enough() {
    Random random = new Random(4711);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder raw = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        raw.append((char) random.nextInt(0x10000));
      }
      String shown = DisplayText.of(raw.toString());
      assertThat(shown).isEqualTo(shown.strip()).doesNotContain("  ");
      assertThat(shown.codePoints())
          .noneMatch(c ->
              Character.getType(c) == Character.FORMAT
                  || Character.isISOControl(c)
                  || Character.getType(c) == Character.SURROGATE);
      assertThat(DisplayText.of(shown)).isEqualTo(shown);
    }
  }
}
