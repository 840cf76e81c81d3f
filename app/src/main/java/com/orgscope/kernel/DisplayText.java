package com.orgscope.kernel;

import java.text.Normalizer;
import java.time.Duration;
import java.util.Currency;
import java.util.Locale;

/**
 * Text from outside as people may see it: in one line, without what cannot be seen. Letters without
 * a shape, marks that turn the direction of writing and control characters go; every kind of blank
 * is one blank. So two names that look the same are the same, and nothing that is shown can hide or
 * reorder what stands beside it.
 */
public final class DisplayText {
  private static final char BLANK = ' ';

  /** Looks like a blank and is a symbol to Unicode. */
  private static final int EMPTY_BRAILLE = 0x2800;

  private DisplayText() {}

  /** The text in normal form C; empty if nothing of it can be seen. */
  public static String of(String raw) {
    if (isPlain(raw)) {
      return raw;
    }
    StringBuilder seen = new StringBuilder(raw.length());
    raw.codePoints()
        .forEach(c -> {
          if (!isBlank(c)) {
            if (!isInvisible(c)) {
              seen.appendCodePoint(c);
            }
          } else if (!seen.isEmpty() && seen.charAt(seen.length() - 1) != BLANK) {
            seen.append(BLANK);
          }
        });
    return Normalizer.normalize(seen, Normalizer.Form.NFC).stripTrailing();
  }

  /** What stands before an amount: {@code $}, {@code €}, {@code CHF } with its blank. */
  public static String of(Currency currency) {
    String sign = currency.getSymbol(Locale.US);
    return Character.isLetter(sign.charAt(sign.length() - 1)) ? sign + BLANK : sign;
  }

  /** Printable ASCII with single blanks inside: what nearly every name is. */
  private static boolean isPlain(String text) {
    char before = BLANK;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < BLANK || c > '~' || (c == BLANK && before == BLANK)) {
        return false;
      }
      before = c;
    }
    return text.isEmpty() || before != BLANK;
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\u0085'
        || c == EMPTY_BRAILLE;
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
      default -> isIgnorable(c) || isNoCharacter(c);
    };
  }

  /** What Unicode calls "default ignorable" and counts among the letters, marks or unassigned. */
  private static boolean isIgnorable(int c) {
    return c == 0x034F
        || (c >= 0x115F && c <= 0x1160)
        || (c >= 0x17B4 && c <= 0x17B5)
        || (c >= 0x180B && c <= 0x180F)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0x3164
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFFA0
        || (c >= 0xFFF0 && c <= 0xFFFB)
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }

  private static boolean isNoCharacter(int c) {
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  }

  /**
   * {@code 40 s}, {@code 12 min}, {@code 3 h}, {@code 89 days}: rounded down, in the largest unit
   * that leaves a number of two or more.
   */
  public static String of(Duration span) {
    if (span.toMinutes() < 2) {
      return span.toSeconds() + " s";
    }
    if (span.toHours() < 2) {
      return span.toMinutes() + " min";
    }
    return span.toHours() < 48 ? span.toHours() + " h" : span.toDays() + " days";
  }
}
